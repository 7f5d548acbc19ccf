"use client";

import "./erreur-globale.css";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** Last resort, when the shell itself fails: no component, no font, nothing that could fail again. */
export default function ErreurGlobale({ error, retry }: Props) {
  return (
    <html lang="fr">
      <body className="rg-erreur-globale">
        <title>Erreur – Rigel</title>
        <main>
          <h1>Rigel ne répond pas</h1>
          <p>L’erreur vient de Rigel, pas de vous. Ce qui était enregistré l’est toujours.</p>
          {error.digest !== undefined && (
            <p>
              Si elle se répète, donnez cette référence à l’équipe de Rigel : <strong>{error.digest}</strong>
            </p>
          )}
          <button type="button" onClick={() => retry()}>
            Réessayer
          </button>
        </main>
      </body>
    </html>
  );
}
