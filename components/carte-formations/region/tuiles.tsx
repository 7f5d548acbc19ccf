import { BASES, type Base } from "@/lib/domain/carte/methodes";
import { accorder, ecrireNombre, ecrireTaux, enumerer } from "@/lib/domain/ecriture";
import type { EvolutionOffre, Part, TauxTerritoire } from "@/lib/schemas/carte-taux";
import { ecrirePart } from "./ecrire";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";

/** National share of colorations, rentrée 2025 (IGÉSR ch. 3 § 4.3, graphique 7). */
const REPERE_COLORATIONS = 29;

const nomBase = (base: Base): string => BASES[base].nom.toLocaleLowerCase("fr");

/** Ratio de fermetures, part des colorations, taux d’évolution de l’offre. */
export function Tuiles({ taux, base }: { taux: TauxTerritoire; base: Base }) {
  const ratio = taux.ratioFermetures[base];
  const colorations = taux.partColorations[base];
  return (
    <section aria-label="Autres indicateurs" className={styles.tuiles}>
      <Tuile titre="Ratio de fermetures" part={ratio}>
        {(p) => (
          <>
            <LienPlaces
              chiffre={p.numerateur}
              sens="places fermées"
              texte={`${ecrireNombre(p.numerateur.places)} fermées`}
            />{" "}
            sur {ecrireNombre(p.denominateur.places)} ouvertes et fermées, {nomBase(base)}
          </>
        )}
      </Tuile>
      <Tuile titre="Part des colorations" part={colorations} repere={REPERE_COLORATIONS}>
        {(p) => (
          <>
            <LienPlaces
              chiffre={p.numerateur}
              sens="places colorées"
              texte={`${ecrireNombre(p.numerateur.places)} colorées`}
            />{" "}
            sur {ecrireNombre(p.denominateur.places)}, {nomBase(base)} · repère national {REPERE_COLORATIONS} % en 2025
            (IGÉSR, chapitre 3 § 4.3)
          </>
        )}
      </Tuile>
      <Evolution evolution={taux.evolution[base]} voie={taux.voie !== null} denominateur={taux.denominateur} />
    </section>
  );
}

function Tuile({
  titre,
  part,
  repere,
  children,
}: {
  titre: string;
  part: Part | null;
  repere?: number;
  children: (part: Part) => React.ReactNode;
}) {
  return (
    <div className={styles.tuile}>
      <h3 className={styles.nomTuile}>{titre}</h3>
      {part === null ? (
        <p className={styles.discret}>Aucune place transformée, ou constat pas encore saisi</p>
      ) : (
        <>
          <p className={styles.grand}>{ecrirePart(part.numerateur.places, part.denominateur.places)}</p>
          <Jauge part={part} repere={repere} />
          <p className={styles.note}>{children(part)}</p>
        </>
      )}
    </div>
  );
}

/** The figure above says it all: drawn for the eye only. */
function Jauge({ part, repere }: { part: Part; repere?: number }) {
  const largeur = `${(100 * part.numerateur.places) / part.denominateur.places}%`;
  return (
    <svg className={styles.jauge} aria-hidden="true">
      <rect className={styles.jaugeFond} y="5" width="100%" height="10" />
      <rect className={styles.jaugePleine} y="5" width={largeur} height="10" />
      {repere === undefined ? null : (
        <line className={styles.repere} x1={`${repere}%`} x2={`${repere}%`} y1="0" y2="20" />
      )}
    </svg>
  );
}

function Evolution({
  evolution,
  voie,
  denominateur,
}: {
  evolution: EvolutionOffre | null;
  voie: boolean;
  denominateur: number;
}) {
  return (
    <div className={styles.evolution}>
      <h3 className={styles.nomTuile}>Taux d’évolution de l’offre</h3>
      {evolution === null ? (
        <p className={styles.discret}>{voie ? "Sans objet pour une seule voie" : "Constat pas encore saisi"}</p>
      ) : (
        <>
          <p className={styles.moyen}>
            {evolution.taux === null ? (
              <span className={styles.discret}>
                {evolution.renovees === null ? `Constat de la rentrée ${denominateur} inconnu` : "Effectif inconnu"}
              </span>
            ) : (
              ecrireTaux(evolution.taux)
            )}
          </p>
          <div className={styles.note}>
            <LienPlaces
              chiffre={evolution.transformees}
              sens="igesr"
              texte={`${accorder(evolution.transformees.places, "transformée")}`}
            />
            {evolution.renovees === null
              ? " ; les places en diplômes rénovés se comptent sur le constat (IGÉSR, préconisation 5)"
              : ` + ${ecrireNombre(evolution.renovees)} en diplômes rénovés (IGÉSR, préconisation 5)`}
            <Renovees evolution={evolution} />
          </div>
        </>
      )}
    </div>
  );
}

function Renovees({ evolution: { formations } }: { evolution: EvolutionOffre }) {
  if (formations.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>Quels diplômes ?</summary>
      <ul>
        {formations.map((f) => (
          <li key={f.cfd}>
            {f.libelle} : {accorder(f.places, "place")}, devient {enumerer(f.devient.map((d) => d.libelle))}
          </li>
        ))}
      </ul>
    </details>
  );
}
