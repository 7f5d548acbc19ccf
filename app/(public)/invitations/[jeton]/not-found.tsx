import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Invitation sans effet" };

/** Never existed, ran out, used, withdrawn or replaced: one page for all, which tells nothing about which. */
export default function InvitationSansEffet() {
  return (
    <div className="fr-container fr-py-6w">
      <h1 className="fr-h2">Ce lien d’invitation n’est pas valable</h1>
      <p className="rg-lecture">
        Il a peut-être déjà servi, expiré ou été remplacé par un lien plus récent. Ouvrez le dernier message reçu, ou
        demandez à l’équipe du dossier de vous envoyer une nouvelle invitation.
      </p>
      <p className="rg-lecture">
        Si vous avez déjà accepté cette invitation, connectez-vous pour retrouver le dossier.
      </p>
      <ul className="fr-btns-group fr-btns-group--inline-md">
        <li>
          <Link className="fr-btn" href="/connexion">
            Se connecter
          </Link>
        </li>
        <li>
          <Link className="fr-btn fr-btn--secondary" href="/">
            Revenir à l’accueil
          </Link>
        </li>
      </ul>
    </div>
  );
}
