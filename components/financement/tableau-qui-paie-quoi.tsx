"use client";
import { centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import styles from "./barres.module.css";
import type { Part, VuePlan } from "./vue-plan";

/** The same figures as the bars, to be read line by line. */
export function TableauQuiPaieQuoi({ vue }: { vue: VuePlan }) {
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
      <Groupe nom="Dépenses" parts={vue.depenses} total={vue.totalDepenses} />
      <Groupe nom="Ressources" parts={vue.ressources} total={vue.totalRessources} />
      <tbody>
        <tr>
          <th scope="row">Plafond de la subvention</th>
          <td className={styles.droite}>{vue.plafond === null ? "Non connu" : ecrireEuros(vue.subventionMax)}</td>
        </tr>
        <tr>
          <th scope="row">{vue.marge >= 0n ? "Marge sous le plafond" : "Dépassement du plafond"}</th>
          <td className={styles.droite}>
            {vue.plafond === null ? "Non connue" : ecrireEuros(vue.marge >= 0n ? vue.marge : centimes(-vue.marge))}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Groupe({ nom, parts, total }: { nom: string; parts: readonly Part[]; total: bigint }) {
  return (
    <tbody>
      <tr className={styles.sousTotal}>
        <th scope="rowgroup">{nom}</th>
        <td className={styles.droite}>{ecrireEuros(centimes(total))}</td>
      </tr>
      {parts.map((p) => (
        <tr key={p.cle}>
          <th scope="row" className={styles.retrait}>
            {p.long}
          </th>
          <td className={styles.droite}>{ecrireEuros(centimes(p.montant))}</td>
        </tr>
      ))}
    </tbody>
  );
}
