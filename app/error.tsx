"use client";

import Link from "next/link";
import { PageErreur } from "@/components/dsfr/page-erreur";

type Props = { error: unknown; retry: () => void };

/** The reference is the one written in the log beside the cause; the cause itself never reaches the page. */
function reference(erreur: unknown): string | undefined {
  const digest = typeof erreur === "object" && erreur !== null && "digest" in erreur ? erreur.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}

export default function Erreur({ error, retry }: Props) {
  const ref = reference(error);
  return (
    <PageErreur
      titre="Rigel n’a pas pu afficher cette page"
      actions={
        <>
          <li>
            <button type="button" className="fr-btn" onClick={() => retry()}>
              Réessayer
            </button>
          </li>
          <li>
            <Link className="fr-btn fr-btn--secondary" href="/">
              Revenir à l’accueil
            </Link>
          </li>
        </>
      }
    >
      <title>Erreur – Rigel</title>
      <p>L’erreur vient de Rigel, pas de vous. Ce qui était enregistré l’est toujours.</p>
      {ref !== undefined && (
        <p>
          Si elle se répète, donnez cette référence à l’équipe de Rigel :{" "}
          <strong className="rg-insecable">{ref}</strong>
        </p>
      )}
    </PageErreur>
  );
}
