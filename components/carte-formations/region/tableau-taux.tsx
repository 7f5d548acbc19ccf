import { BASES, CODES_BASE, OBJECTIF } from "@/lib/domain/carte/methodes";
import { accorder, ecrireTaux } from "@/lib/domain/ecriture";
import type { CelluleTaux, LigneMethode } from "@/lib/schemas/carte-taux";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";

/** Methods × bases. Each figure: whether the objective is reached, the rate, and its places, which open on their rows. */
export function TableauTaux({
  methodes,
  effectifConnu,
  note,
}: {
  methodes: readonly LigneMethode[];
  effectifConnu: boolean;
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
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {methodes.map(({ methode, nom, resume, cellules }) => (
            <tr key={methode}>
              <th scope="row" className={styles.nommee}>
                {nom}
                <span className={styles.resume}>{resume}</span>
              </th>
              {CODES_BASE.map((base) => (
                <td key={base} className={styles.droite}>
                  <Cellule cellule={cellules[base]} sens={`${nom}, ${BASES[base].nom.toLocaleLowerCase("fr")}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        {effectifConnu ? (
          <>
            <Objectif atteint /> objectif de 6 % atteint · <Objectif atteint={false} /> sous l’objectif.{" "}
          </>
        ) : null}
        {note} Brouillons, refus, suppressions et ajustements sont exclus. Constaté : les demandes validées dont les
        places ouvertes sont connues. Sources : IGÉSR, chapitre 1 § 2.4 et chapitre 3 § 4.3.
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

const ECRIT = ecrireTaux(`0.${String(OBJECTIF.centiemes).padStart(4, "0")}`);

function Cellule({ cellule, sens }: { cellule: CelluleTaux; sens: string }) {
  if (cellule.etat === "constat_a_saisir") return <span className={styles.discret}>Constat pas encore saisi</span>;
  if (cellule.etat === "sans_objet") return <span className={styles.discret}>Sans objet pour une seule voie</span>;
  const { taux, atteint, manque, transformees } = cellule;
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
          <strong>{ecrireTaux(taux)}</strong>
        </span>
      )}
      <span className={styles.places}>
        <LienPlaces chiffre={transformees} sens={sens} />
      </span>
      {/* Rounded, it reads as the objective: what separates them is said. */}
      {atteint === false && manque !== null && taux !== null && ecrireTaux(taux) === ECRIT ? (
        <span className={styles.resume}>il manque {accorder(manque, "place")}</span>
      ) : null}
    </>
  );
}
