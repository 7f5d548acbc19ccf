"use client";

type Props = { nom: string; organisation: string; deconnecter: () => Promise<void> };

/**
 * The person signed in, and the way out. Pages that hold unsaved input listen to `beforeunload`; leaving through a
 * server action does not fire it, so it is asked here: nothing typed is lost without a word.
 */
export function AccesPersonne({ nom, organisation, deconnecter }: Props) {
  const confirmer = (evenement: React.FormEvent) => {
    const enAttente = !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    if (enAttente && !window.confirm("Des saisies ne sont pas encore enregistrées. Se déconnecter et les perdre ?")) {
      evenement.preventDefault();
      return;
    }
    // What this person left unsaved on the device goes with them (components/dossier/oubli-a-la-sortie.tsx).
    window.dispatchEvent(new Event("rigel:deconnexion"));
  };
  return (
    <ul className="fr-btns-group">
      <li>
        <p className="rg-personne fr-icon-account-circle-line fr-icon--sm">
          <span>
            {nom}, {organisation}
          </span>
        </p>
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
