"use client";
import { accorder } from "@/lib/domain/ecriture";
import { ecrireFourchette } from "@/lib/domain/estimation";
import { LienChamp } from "../lien-champ";
import styles from "./etapes.module.css";
import type { useEtapes } from "./vue";

/** Typing and waiting, apart; and what nobody can tell yet. */
export function TempsRestant({ vue }: { vue: ReturnType<typeof useEtapes> }) {
  const { temps, reponses, attentes, inconnues } = vue;
  return (
    <div className={styles.temps}>
      <div>
        <h3 className={styles.sousTitre}>Temps de saisie restant</h3>
        <p className={styles.duree}>{ecrireFourchette(temps)}</p>
        <p className={styles.petit}>
          Estimation de Rigel, documents sous la main :{" "}
          {reponses === 0 ? "plus aucune réponse à donner" : `${accorder(reponses, "réponse")} à donner`}, puis la
          relecture et le dépôt. Les corrections ne sont pas comptées.
        </p>
        {inconnues.length > 0 ? (
          <>
            <p className={styles.petit}>Ce que l’estimation ne peut pas savoir :</p>
            <ul className={styles.puces}>
              {inconnues.map((phrase) => (
                <li key={phrase}>{phrase}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      <div>
        <h3 className={styles.sousTitre}>À attendre des autres</h3>
        {attentes.length === 0 ? (
          <p className={styles.petit}>Rien n’est attendu de quelqu’un d’autre, d’après ce qui est saisi.</p>
        ) : (
          <ul className={styles.attentes}>
            {attentes.map(({ quoi, delai, champ }) => (
              <li key={quoi}>
                <LienChamp champ={champ} className="">
                  {quoi}
                </LienChamp>
                {"\u202f: "}
                {delai}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
