import type { Metadata } from "next";
import Link from "next/link";
import { PageErreur } from "@/components/dsfr/page-erreur";

export const metadata: Metadata = { title: "Page introuvable" };

export default function Introuvable() {
  return (
    <PageErreur
      titre="Page introuvable"
      code="Erreur 404"
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
        L’adresse est peut-être incomplète, ou la page n’existe plus. Un dossier que vous n’avez pas le droit de voir
        s’affiche aussi de cette façon : demandez à son responsable de vous y inviter.
      </p>
    </PageErreur>
  );
}
