"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

type Props = { nom: string; organisation: string; deconnecter: () => Promise<void> };

const questionDe = (gardees: number): string =>
  gardees === 0
    ? "Des saisies ne sont pas encore enregistrées. Se déconnecter et les perdre ?"
    : `Des saisies ne sont pas encore enregistrées : ${gardees} sur cet appareil, tous onglets compris. Se déconnecter et les perdre ?`;

/**
 * The person signed in, with the way to their account, and the way out. Pages that hold unsaved input listen to `beforeunload`; leaving through a
 * server action does not fire it, so it is asked here: nothing typed is lost without a word.
 */
export function AccesPersonne({ nom, organisation, deconnecter }: Props) {
  const chemin = usePathname();
  const confirmer = (evenement: React.FormEvent) => {
    const enAttente = !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    // What the other pages of this person have not saved goes too (components/dossier/oubli-a-la-sortie.tsx).
    const compte = { gardees: 0 };
    window.dispatchEvent(new CustomEvent("rigel:avant-sortie", { detail: compte }));
    if ((enAttente || compte.gardees > 0) && !window.confirm(questionDe(compte.gardees))) {
      evenement.preventDefault();
      return;
    }
    // What this person left unsaved on the device goes with them, from every page they have open.
    window.dispatchEvent(new Event("rigel:deconnexion"));
  };
  return (
    <ul className="fr-btns-group">
      <li>
        <Link
          href="/compte"
          className="fr-btn fr-icon-account-circle-line"
          aria-current={chemin === "/compte" ? "page" : `${chemin}/`.startsWith("/compte/") ? "true" : undefined}
        >
          <span className="fr-sr-only">Mon compte : </span>
          {nom}, {organisation}
        </Link>
      </li>
      <li>
        <form action={deconnecter} onSubmit={confirmer}>
          <button type="submit" className="fr-btn fr-icon-logout-box-r-line">
            Se déconnecter
          </button>
        </form>
      </li>
    </ul>
  );
}
