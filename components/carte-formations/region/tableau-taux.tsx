import { BASES, type Base, CODES_BASE, OBJECTIF } from "@/lib/domain/carte/methodes";
import { OBJECTIF_ECRIT } from "@/lib/domain/carte/objectif";
import { phraseConstatees } from "@/lib/domain/carte/phrases";
import { ecrireRapport } from "@/lib/domain/carte/taux";
import { accorder } from "@/lib/domain/ecriture";
import type { CelluleTaux, LigneMethode } from "@/lib/schemas/carte-taux";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";

/** Methods × bases. Each figure: whether the objective is reached, the rate, and its places, which open on their rows. */
export function TableauTaux({
  methodes,
  rentree,
  effectif,
  constat,
  note,
}: {
  methodes: readonly LigneMethode[];
  rentree: number;
  /** Null: unknown. */
  effectif: number | null;
  constat: { attendus: number; saisis: number };
  /** Which rentrée the rates divide by, and why. */
  note: string;
}) {
  return (
    <section aria-labelledby="titre-taux">
      <h2 className="fr-h5" id="titre-taux">
        Taux de transformation
      </h2>
      <table className={`${styles.tableau} ${styles.taux}`}>
        <caption className="fr-sr-only">Taux de transformation par méthode et par base</caption>
        <thead>
          <tr>
            <th scope="col">Méthode</th>
            {CODES_BASE.map((base) => (
              <th scope="col" key={base} className={styles.droite}>
                {BASES[base].nom}
                {base === "constate" && constat.saisis > 0 ? (
                  <span className={styles.resume}>{phraseConstatees(constat)}</span>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {methodes.map(({ methode, nom, resume, enVigueur, cellules }) => (
            <tr key={methode}>
              <th scope="row" className={styles.nommee}>
                {nom}
                {enVigueur ? (
                  <span className={styles.resume}>
                    <strong>En vigueur à la rentrée {rentree}</strong>
                  </span>
                ) : null}
                <span className={styles.resume}>{resume}</span>
              </th>
              {CODES_BASE.map((base) => (
                <td key={base} className={styles.droite}>
                  <Cellule cellule={cellules[base]} effectif={effectif} sens={`${nom}, ${nommer(base)}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        {effectif === null ? null : (
          <>
            <Objectif atteint /> objectif de {OBJECTIF_ECRIT} atteint · <Objectif atteint={false} /> sous l’objectif :{" "}
            {OBJECTIF_ECRIT} par an, {OBJECTIF.reforme}.{" "}
          </>
        )}
        {note} Brouillons, refus, suppressions et ajustements sont exclus. Constaté : les demandes validées dont les
        places ouvertes sont connues ; tant qu’il en manque, un taux sous l’objectif n’est pas jugé. Sources : IGÉSR,
        chapitre 1 § 2.4 et chapitre 3 § 4.3.
      </p>
    </section>
  );
}

function Objectif({ atteint }: { atteint: boolean }) {
  return (
    <span
      className={`fr-icon--sm ${atteint ? `fr-icon-check-line ${styles.atteint}` : `fr-icon-subtract-line ${styles.sous}`}`}
      aria-hidden="true"
    />
  );
}

const nommer = (base: Base): string => BASES[base].nom.toLocaleLowerCase("fr");

/** The objective as a rate is written: « 6,00 % ». */
const ECRIT = ecrireRapport(OBJECTIF.centiemes, 10_000);

function Cellule({ cellule, effectif, sens }: { cellule: CelluleTaux; effectif: number | null; sens: string }) {
  if (cellule.etat === "constat_a_saisir") return <span className={styles.discret}>Constat pas encore saisi</span>;
  if (cellule.etat === "sans_objet") return <span className={styles.discret}>Sans objet pour une seule voie</span>;
  const { atteint, manque, transformees } = cellule;
  const taux = effectif === null ? null : ecrireRapport(transformees.places, effectif);
  return (
    <>
      {taux === null ? (
        <span className={styles.inconnu}>Effectif inconnu</span>
      ) : (
        <span className={styles.valeurTaux}>
          {atteint === null ? null : (
            <>
              <Objectif atteint={atteint} />
              <span className="fr-sr-only">{atteint ? "Objectif atteint : " : "Sous l’objectif : "}</span>
            </>
          )}
          <strong>{taux}</strong>
        </span>
      )}
      <span className={styles.places}>
        <LienPlaces chiffre={transformees} sens={sens} />
      </span>
      {/* Rounded, it reads as the objective: what separates them is said. */}
      {atteint === false && manque !== null && taux === ECRIT ? (
        <span className={styles.resume}>il manque {accorder(manque, "place")}</span>
      ) : null}
    </>
  );
}
