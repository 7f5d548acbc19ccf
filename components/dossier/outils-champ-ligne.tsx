"use client";
/**
 * Tools of a row whose cells have no room for their own: one button (one stop of Tab), which opens, under the row, the help,
 * the comments and the history of each of its fields.
 */
import { type ReactNode, useId, useState, useSyncExternalStore } from "react";
import { accorder } from "@/lib/domain/ecriture";
import { sousAdresse } from "@/lib/domain/edition/adresses";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { adresseAuChemin } from "./atelier/adresse-du-champ";
import { useAtelier } from "./atelier/contexte";
import { useEspaceFixe } from "./espace-contexte";
import { OutilsChamp } from "./outils-champ";
import styles from "./outils-champ.module.css";

export type ChampDeLigne = { chemin: string; nom: string };

/** `nom`: what the row is called. `colonnes`: those of the table. `ligne`: path whose discussions the button counts. */
export function useOutilsLigne({
  section,
  ligne,
  nom,
  champs,
  colonnes,
}: {
  section: SectionSaisie;
  ligne: string;
  nom: string;
  champs: readonly ChampDeLigne[];
  colonnes: number;
}): { bouton: ReactNode; rangee: ReactNode } {
  const [ouvert, setOuvert] = useState(false);
  const id = useId();
  return {
    bouton: (
      <Bouton
        section={section}
        ligne={ligne}
        nom={nom}
        ouvert={ouvert}
        zone={id}
        basculer={() => setOuvert((avant) => !avant)}
      />
    ),
    rangee: ouvert ? (
      // biome-ignore-start lint/a11y/noRedundantRoles: rows become cards on a narrow screen, and browsers then forget the table
      <tr role="row" id={id} className={styles.rangee}>
        <td role="cell" colSpan={colonnes}>
          <ul className={styles.champs}>
            {champs.map((c) => (
              <li key={c.chemin} className={styles.champ}>
                <span className={styles.nom}>{c.nom}</span>
                <OutilsChamp section={section} chemin={c.chemin} />
              </li>
            ))}
          </ul>
        </td>
      </tr>
    ) : // biome-ignore-end lint/a11y/noRedundantRoles: see above
    null,
  };
}

function Bouton({
  section,
  ligne,
  nom,
  ouvert,
  zone,
  basculer,
}: {
  section: SectionSaisie;
  ligne: string;
  nom: string;
  ouvert: boolean;
  zone: string;
  basculer: () => void;
}) {
  const { magasin } = useEspaceFixe();
  const lire = () => adresseAuChemin(magasin, section, ligne);
  const adresse = useSyncExternalStore(magasin.souscrire, lire, lire);
  const discussions = useAtelier((vue) => {
    if (adresse === null) return 0;
    let n = 0;
    for (const [ou, ouvertes] of vue.parAdresse) if (sousAdresse(ou, adresse)) n += ouvertes;
    return n;
  });
  const suite = discussions === 0 ? "" : `, ${accorder(discussions, "discussion ouverte", "discussions ouvertes")}`;
  return (
    <button
      type="button"
      className={`${styles.bouton} ${styles.menu} ${discussions > 0 ? styles.actif : ""} fr-icon-question-line`}
      title="Aide, commentaires, historique"
      aria-expanded={ouvert}
      aria-controls={ouvert ? zone : undefined}
      onClick={basculer}
    >
      {discussions > 0 ? <span aria-hidden="true">{discussions}</span> : null}
      <span className="fr-sr-only">
        Aide, commentaires, historique, {nom}
        {suite}
      </span>
    </button>
  );
}
