"use client";
import { useState } from "react";
import { TableauCompare } from "@/components/comparaison/tableau-compare";
import { BadgeVerdict, BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import { SourceAConfirmer } from "@/components/dossier/carte-constat";
import { LienChamp } from "@/components/dossier/lien-champ";
import { type ChangementRegime, type RegleComparee, reglesChangees } from "@/lib/domain/changement-regime";
import { typographie } from "@/lib/domain/ecriture";
import { ecrireConfirmation } from "@/lib/domain/evolution-regime";
import type { Regime } from "@/lib/domain/regimes";
import type { Constat } from "@/lib/domain/verdict";
import { consequences, ecrireChangements, ecrireChiffre, ecrireJeu, ecrirePoids, resumer } from "./phrases";
import styles from "./regime.module.css";

/** Both sets side by side: the whole, the figures, what lies outside the rules, then rule by rule. */
export function ComparaisonRegimes({
  changement,
  present,
  cible,
}: {
  changement: ChangementRegime;
  present: Regime;
  cible: Regime;
}) {
  const [toutes, setToutes] = useState(false);
  const changees = reglesChangees(changement);
  const montrees = toutes ? changement.regles : changees;
  const [de, a] = ["Aujourd’hui", "Après"];
  const entre = typographie(`de ${ecrireJeu(present)} à ${ecrireJeu(cible)}`);
  return (
    <div className={styles.comparaison}>
      <h3>Ce qui changerait</h3>
      <p role="status">{resumer(changement)}</p>
      <TableauCompare
        id="chiffres-regime"
        titre={`Verdict et limites, ${entre}`}
        colonne="Ensemble"
        de={de}
        a={a}
        lignes={[
          {
            cle: "verdict",
            nom: "Verdict",
            avant: <BadgeVerdictGlobal verdict={changement.avant.verdict} petit />,
            apres: <BadgeVerdictGlobal verdict={changement.apres.verdict} petit />,
          },
          ...changement.chiffres.map((c) => ({
            cle: c.code as string,
            nom: c.libelle,
            avant: ecrireChiffre(c, "de"),
            apres: ecrireChiffre(c, "vers"),
            forte: ecrireChiffre(c, "de") !== ecrireChiffre(c, "vers"),
          })),
        ]}
        montants
      />
      <h3>Hors des règles</h3>
      <ul>
        {consequences(changement).map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      <h3>Règle par règle</h3>
      <div className="fr-checkbox-group fr-mb-2w">
        <input type="checkbox" id="toutes-les-regles" checked={toutes} onChange={(e) => setToutes(e.target.checked)} />
        <label className="fr-label" htmlFor="toutes-les-regles">
          Toutes les règles ({changement.regles.length}), y compris celles qui ne changent pas
        </label>
      </div>
      {montrees.length === 0 ? (
        <p className={styles.vide}>Aucune règle ne change pour ce dossier.</p>
      ) : (
        <div className={styles.regles}>
          <TableauCompare
            id="regles-regime"
            titre={
              toutes ? `Toutes les règles, de « ${de} » à « ${a} »` : `Règles qui changent, de « ${de} » à « ${a} »`
            }
            colonne="Règle"
            de={de}
            a={a}
            lignes={montrees.map((r) => ({
              cle: r.code,
              nom: <Regle regle={r} />,
              avant: <Cote constat={r.avant} absente="Pas de règle" />,
              apres: <Cote constat={r.apres} absente="Plus de règle" aCorriger />,
            }))}
          />
        </div>
      )}
    </div>
  );
}

function Regle({ regle }: { regle: RegleComparee }) {
  const constat = regle.apres ?? regle.avant;
  return (
    <>
      <span className={styles.titre}>{regle.titre}</span>
      <span className={styles.code}>{regle.code}</span>
      <span className={styles.nature}>{ecrireChangements(regle)}</span>
      {constat === null ? null : <span className={styles.source}>{constat.source.reference}</span>}
    </>
  );
}

/** What the rule says on one side. `aCorriger`: the way to the field, on the side that is to come. */
function Cote({ constat, absente, aCorriger }: { constat: Constat | null; absente: string; aCorriger?: boolean }) {
  if (constat === null) return <span className={styles.absente}>{absente}</span>;
  const champ = aCorriger && constat.verdict !== "conforme" ? constat.champs[0] : undefined;
  const { source } = constat;
  return (
    <span className={styles.cote}>
      <span className={styles.badges}>
        <BadgeVerdict verdict={constat.verdict} />
        <span>{ecrirePoids(constat.severite)}</span>
        {source.aConfirmer ? <SourceAConfirmer /> : null}
      </span>
      <span>{constat.message}</span>
      {source.confirmation ? <span className={styles.source}>{ecrireConfirmation(source.confirmation)}</span> : null}
      {champ === undefined ? null : <LienChamp champ={champ}>Aller au champ</LienChamp>}
    </span>
  );
}
