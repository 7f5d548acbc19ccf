"use client";
import { usePathname, useSearchParams } from "next/navigation";
import type { ErreurReponse } from "@/lib/schemas/reponse";

/**
 * What an action answered, above its form: the sentence, and when the session is over the way to sign in and come back.
 * The form keeps what is typed (`useSaisieGardee`).
 */
export function RefusFormulaire({ erreur }: { erreur: Pick<ErreurReponse, "code" | "message"> | null }) {
  const chemin = usePathname();
  const recherche = useSearchParams().toString();
  if (erreur === null) return null;
  const retour = recherche === "" ? chemin : `${chemin}?${recherche}`;
  return (
    <div className="fr-alert fr-alert--error fr-alert--sm fr-mb-3w" role="alert">
      <p>{erreur.message}</p>
      {erreur.code === "session" && (
        <p>
          Ce que vous avez saisi est gardé dans cet onglet.{" "}
          <a className="fr-link" href={`/connexion?retour=${encodeURIComponent(retour)}`}>
            Se reconnecter et revenir ici
          </a>
        </p>
      )}
    </div>
  );
}
