import type { Metadata } from "next";
import Link from "next/link";
import { PageErreur } from "@/components/dsfr/page-erreur";

export const metadata: Metadata = { title: "Accès refusé" };

export default function Interdit() {
  return (
    <PageErreur
      titre="Vous n’avez pas le droit de faire cela"
      code="Erreur 403"
      actions={
        <>
          <li>
            <Link className="fr-btn" href="/dossiers">
              Voir mes dossiers
            </Link>
          </li>
          <li>
            <Link className="fr-btn fr-btn--secondary" href="/">
              Revenir à l’accueil
            </Link>
          </li>
        </>
      }
    >
      <p>
        Votre compte ne donne pas accès à cette page. Si vous en avez besoin, demandez le droit au responsable du
        dossier ou à un administrateur de Rigel. Rien n’a été modifié.
      </p>
    </PageErreur>
  );
}
