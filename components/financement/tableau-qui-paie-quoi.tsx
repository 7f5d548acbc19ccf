"use client";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import styles from "./barres.module.css";
import type { Part, VuePlan } from "./vue-plan";

/** The same figures as the bars, to be read line by line. What is not known is called so, never left out of a total. */
export function TableauQuiPaieQuoi({ vue }: { vue: VuePlan }) {
  const { depenses, ressources } = vue.inconnues;
  return (
    <table className={styles.lecture}>
      <caption className="fr-sr-only">Dépenses et ressources du projet</caption>
      <thead>
        <tr>
          <th scope="col">Poste</th>
          <th scope="col" className={styles.droite}>
            Montant
          </th>
        </tr>
      </thead>
      <Groupe
        nom="Dépenses"
        parts={vue.depenses}
        total={vue.totalDepenses}
        inconnus={depenses === 0 ? [] : [`Dépenses sans montant (${depenses})`]}
      />
      <Groupe
        nom="Ressources"
        parts={vue.ressources}
        total={vue.totalRessources}
        inconnus={ressources === 0 ? [] : vue.sansMontant}
      />
      <tbody>
        <tr>
          <th scope="row">Plafond de la subvention</th>
          <td className={styles.droite}>{vue.plafond === null ? "Non connu" : ecrireEuros(vue.subventionMax)}</td>
        </tr>
        <tr>
          <th scope="row">
            {vue.marge === null || vue.marge >= 0n ? "Marge sous le plafond" : "Dépassement du plafond"}
          </th>
          <td className={styles.droite}>
            {vue.plafond === null || vue.marge === null
              ? "Non connue"
              : ecrireEuros(vue.marge >= 0n ? vue.marge : centimes(-vue.marge))}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Groupe({
  nom,
  parts,
  total,
  inconnus,
}: {
  nom: string;
  parts: readonly Part[];
  total: Centimes;
  inconnus: readonly string[];
}) {
  return (
    <tbody>
      <tr className={styles.sousTotal}>
        <th scope="rowgroup">{nom}</th>
        <td className={styles.droite}>{inconnus.length > 0 ? `au moins ${ecrireEuros(total)}` : ecrireEuros(total)}</td>
      </tr>
      {parts.map((p) => (
        <tr key={p.cle}>
          <th scope="row" className={styles.retrait}>
            {p.long}
          </th>
          <td className={styles.droite}>{ecrireEuros(p.montant)}</td>
        </tr>
      ))}
      {inconnus.map((texte, rang) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sources may bear the same name
        <tr key={`inconnu-${rang}`}>
          <th scope="row" className={styles.retrait}>
            {texte}
          </th>
          <td className={styles.droite}>Montant inconnu</td>
        </tr>
      ))}
    </tbody>
  );
}
