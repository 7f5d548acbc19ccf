import Link from "next/link";
import { BASES, type Base } from "@/lib/domain/carte/methodes";
import { accorder, ecrireNombre, ecrireTaux, enumerer } from "@/lib/domain/ecriture";
import type { Chiffre, EvolutionOffre, Part, TauxTerritoire } from "@/lib/schemas/carte-taux";
import { ecrirePart } from "./ecrire";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";
import tuiles from "./tuiles.module.css";

/** National share of colorations, rentrée 2025 (IGÉSR ch. 3 § 4.3, graphique 7). */
const REPERE_COLORATIONS = 29;

const nomBase = (base: Base): string => BASES[base].nom.toLocaleLowerCase("fr");

/** Ratio de fermetures, part des colorations, taux d’évolution de l’offre. */
export function Tuiles({ taux, base }: { taux: TauxTerritoire; base: Base }) {
  const ratio = taux.ratioFermetures[base];
  const colorations = taux.partColorations[base];
  return (
    <section aria-label="Autres indicateurs" className={tuiles.tuiles}>
      <Tuile titre="Ratio de fermetures" part={ratio}>
        {({ numerateur, termes, total }) => (
          <>
            <LienPlaces
              chiffre={numerateur}
              sens="places fermées"
              texte={`${ecrireNombre(numerateur.places)} fermées`}
            />{" "}
            et <Ouvertes chiffre={termes[0]} />, {ecrireNombre(total)} en tout, {nomBase(base)}
          </>
        )}
      </Tuile>
      <Tuile titre="Part des colorations" part={colorations} repere={REPERE_COLORATIONS}>
        {({ numerateur, termes, total }) => (
          <>
            <LienPlaces
              chiffre={numerateur}
              sens="places colorées"
              texte={`${ecrireNombre(numerateur.places)} colorées`}
            />{" "}
            sur{" "}
            {termes[0] ? (
              <LienPlaces chiffre={termes[0]} sens="places transformées" texte={ecrireNombre(total)} />
            ) : (
              total
            )}
            , {nomBase(base)} · repère national {REPERE_COLORATIONS} % en 2025 (IGÉSR, chapitre 3 § 4.3) ·{" "}
            <Link href={`/carte/colorations?region=${taux.territoire.regionAcademique}`}>leurs libellés</Link>
          </>
        )}
      </Tuile>
      <Evolution evolution={taux.evolution[base]} voie={taux.voie !== null} denominateur={taux.denominateur} />
    </section>
  );
}

const Ouvertes = ({ chiffre }: { chiffre: Chiffre | undefined }) =>
  chiffre ? (
    <LienPlaces chiffre={chiffre} sens="places ouvertes" texte={`${ecrireNombre(chiffre.places)} ouvertes`} />
  ) : null;

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
    <div className={tuiles.tuile}>
      <h3 className={tuiles.nomTuile}>{titre}</h3>
      {part === null ? (
        <p className={styles.discret}>Aucune place transformée, ou constat pas encore saisi</p>
      ) : (
        <>
          <p className={tuiles.grand}>{ecrirePart(part.numerateur.places, part.total)}</p>
          <Jauge part={part} repere={repere} />
          <p className={styles.note}>{children(part)}</p>
        </>
      )}
    </div>
  );
}

/** The figure above says it all: drawn for the eye only. */
function Jauge({ part, repere }: { part: Part; repere?: number }) {
  const largeur = `${(100 * part.numerateur.places) / part.total}%`;
  return (
    <svg className={tuiles.jauge} aria-hidden="true">
      <rect className={tuiles.jaugeFond} y="5" width="100%" height="10" />
      <rect className={tuiles.jaugePleine} y="5" width={largeur} height="10" />
      {repere === undefined ? null : (
        <line className={tuiles.repere} x1={`${repere}%`} x2={`${repere}%`} y1="0" y2="20" />
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
    <div className={tuiles.evolution}>
      <h3 className={tuiles.nomTuile}>Taux d’évolution de l’offre</h3>
      {evolution === null ? (
        <p className={styles.discret}>{voie ? "Sans objet pour une seule voie" : "Constat pas encore saisi"}</p>
      ) : (
        <>
          {evolution.taux === null ? (
            <p className={styles.discret}>
              {evolution.renovees === null ? `Constat de la rentrée ${denominateur} inconnu` : "Effectif inconnu"}
            </p>
          ) : (
            <p className={tuiles.moyen}>{ecrireTaux(evolution.taux)}</p>
          )}
          <div className={`${styles.note} ${tuiles.evolutionDetail}`}>
            <LienPlaces
              chiffre={evolution.transformees}
              sens="igesr"
              texte={`${accorder(evolution.transformees.places, "transformée")}`}
            />
            {evolution.renovees === null
              ? " ; les places en diplômes rénovés se comptent sur le constat (IGÉSR, préconisation 5)"
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
    <details className={tuiles.details}>
      <summary>Quels diplômes ?</summary>
      <ul>
        {formations.map(({ places, remplacees, nouvelles }) => (
          <li key={remplacees.map((f) => f.cfd).join()}>
            {enumerer(remplacees.map((f) => f.libelle))}, {accorder(places, "place")} : devient{" "}
            {enumerer(nouvelles.map((f) => f.libelle))}
          </li>
        ))}
      </ul>
    </details>
  );
}
