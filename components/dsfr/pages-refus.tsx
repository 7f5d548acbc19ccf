import Link from "next/link";
import { PageErreur } from "./page-erreur";

/** The 403 and 404 pages, alone or inside the portal's own layout: same words, one `main` in each case. */

type Props = { dansUnePage?: boolean };

/** The 404 page of the carte: its own way out, and why one may not see what exists. */
export function CarteIntrouvable() {
  return (
    <PageErreur
      dansUnePage
      titre="Page introuvable"
      code="Erreur 404"
      actions={
        <li>
          <Link className="fr-btn" href="/carte">
            Revenir à la carte des formations
          </Link>
        </li>
      }
    >
      <p>
        L’adresse est peut-être incomplète, ou rien n’est connu sous ce code ou ce numéro : la demande, la formation ou
        l’établissement apparaît ici après l’import de l’export d’Orion. Ce qui est hors de votre région académique ou
        de votre établissement s’affiche aussi de cette façon.
      </p>
    </PageErreur>
  );
}

export function PageInterdite({ dansUnePage }: Props) {
  return (
    <PageErreur
      dansUnePage={dansUnePage}
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

export function PageIntrouvable({ dansUnePage }: Props) {
  return (
    <PageErreur
      dansUnePage={dansUnePage}
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
