"use client";
import { usePathname } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import { SECTIONS } from "@/lib/domain/sections";
import { champsDifferents, nomDuChamp } from "@/lib/schemas/libelles-champs";
import { useEspaceFixe } from "./espace-contexte";
import type { Retrouvee } from "./magasin";

const NOMMES = 4;
const nomSection = (code: string) => SECTIONS.find((s) => s.code === code)?.nom ?? code;

/** What must be known before typing on: edits found again on this device, a session that ended. */
export function NoticesEspace() {
  return (
    <>
      <SaisiesRetrouvees />
      <SessionExpiree />
    </>
  );
}

function SaisiesRetrouvees() {
  const { magasin } = useEspaceFixe();
  const [retrouvees, setRetrouvees] = useState<readonly Retrouvee[]>([]);
  // Read after hydration: the server knows nothing of what this browser keeps.
  useEffect(() => {
    let present = true;
    magasin.retrouver().then(
      (trouvees) => present && setRetrouvees(trouvees),
      // Without the network nothing can be compared: what is kept stays kept, for the next opening.
      () => undefined,
    );
    return () => {
      present = false;
    };
  }, [magasin]);
  if (retrouvees.length === 0) return null;
  const champs = retrouvees.flatMap(({ section, brouillon }) =>
    champsDifferents(brouillon.saisie, magasin.lire(section).saisie).map(
      (chemin) => `${nomSection(section)} (${nomDuChamp(chemin)})`,
    ),
  );
  const noms = champs.slice(0, NOMMES).join(", ") + (champs.length > NOMMES ? "…" : "");
  const finir = (geste: (r: Retrouvee) => void) => () => {
    for (const r of retrouvees) geste(r);
    setRetrouvees([]);
  };
  return (
    <div className="fr-alert fr-alert--warning rg-notice" role="alert">
      <h2 className="fr-alert__title">
        {champs.length === 1
          ? "Une modification non enregistrée a été retrouvée"
          : `${champs.length} modifications non enregistrées ont été retrouvées`}
      </h2>
      <p>{noms}.</p>
      <div className="rg-notice__gestes">
        <button type="button" className="fr-btn fr-btn--sm" onClick={finir(magasin.reprendre)}>
          Reprendre
        </button>
        <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={finir(magasin.abandonner)}>
          Abandonner
        </button>
      </div>
    </div>
  );
}

function SessionExpiree() {
  const { magasin } = useEspaceFixe();
  const chemin = usePathname();
  const lire = () => magasin.nonEnregistrees().some((s) => magasin.lire(s).phase.type === "session");
  const expiree = useSyncExternalStore(magasin.souscrire, lire, () => false);
  if (!expiree) return null;
  return (
    <div className="fr-alert fr-alert--warning rg-notice" role="alert">
      <h2 className="fr-alert__title">Votre session a expiré</h2>
      <p>
        Vos saisies sont gardées sur cet appareil. Reconnectez-vous dans un nouvel onglet, puis revenez ici : elles
        s’enregistreront si vous pouvez toujours modifier ce dossier. Si votre droit a été retiré, copiez-les avant de
        fermer cette page.
      </p>
      <div className="rg-notice__gestes">
        <a
          className="fr-link"
          href={`/connexion?retour=${encodeURIComponent(chemin)}`}
          target="_blank"
          rel="noopener"
          title="Se reconnecter - nouvelle fenêtre"
        >
          Se reconnecter
        </a>
        <button type="button" className="fr-btn fr-btn--sm" onClick={() => void magasin.envoyerTout()}>
          Réessayer
        </button>
      </div>
    </div>
  );
}
