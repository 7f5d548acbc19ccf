"use client";
import { Modale } from "@/components/dsfr/modale";
import { centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import type { LigneRepartition, Proposition } from "@/lib/domain/repartition";
import styles from "./proposition.module.css";

/** What a calculation would write, line by line, before anything is written. */
export function DialogueRepartition({
  titre,
  phrase,
  propositions,
  lignes,
  nom,
  surAccord,
  surFermeture,
}: {
  titre: string;
  phrase: string;
  propositions: readonly Proposition[];
  /** The lines as they are. */
  lignes: readonly LigneRepartition[];
  nom: (partenaire: string | undefined, rang: number | null) => string;
  surAccord: () => void;
  surFermeture: () => void;
}) {
  const total = propositions.reduce((t, p) => t + p.montant, 0n);
  return (
    <Modale
      id="dialogue-repartition"
      titre={titre}
      ouverte
      surFermeture={surFermeture}
      taille="grande"
      boutons={
        <>
          <button type="button" className="fr-btn" onClick={surAccord}>
            Appliquer
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Ne rien changer
          </button>
        </>
      }
    >
      <p>{phrase}</p>
      <table className={styles.proposition}>
        <caption className="fr-sr-only">Ce que chaque partenaire recevrait</caption>
        <thead>
          <tr>
            <th scope="col">Partenaire</th>
            <th scope="col">Aujourd’hui</th>
            <th scope="col">Proposé</th>
          </tr>
        </thead>
        <tbody>
          {propositions.map((p) => {
            const avant = p.rang === null ? undefined : lignes[p.rang]?.subvention;
            return (
              <tr key={`${p.rang}-${p.partenaire}`}>
                <th scope="row">{nom(p.partenaire, p.rang)}</th>
                <td>{avant === undefined ? "—" : ecrireEuros(avant)}</td>
                <td className={avant === p.montant ? undefined : styles.change}>{ecrireEuros(p.montant)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Total de ces lignes
            </th>
            <td>{ecrireEuros(centimes(total))}</td>
          </tr>
        </tfoot>
      </table>
    </Modale>
  );
}
