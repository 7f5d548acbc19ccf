import Link from "next/link";
import { Fragment } from "react";
import { partielle, phraseCouverture } from "@/lib/domain/carte/couverture";
import { BASES, type Base, REPERE_COLORATIONS } from "@/lib/domain/carte/methodes";
import { ecrireRapport } from "@/lib/domain/carte/taux";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import type { Chiffre, EvolutionOffre, Part, TauxTerritoire } from "@/lib/schemas/carte-taux";
import { ecrirePart } from "./ecrire";
import { LienPlaces } from "./figure";
import styles from "./region.module.css";
import tuiles from "./tuiles.module.css";

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
      <Tuile titre="Part des colorations" part={colorations} repere={REPERE_COLORATIONS.pourCent}>
        {({ numerateur, termes, total }) => (
          <>
            <LienPlaces chiffre={numerateur} sens="places colorées" texte={accorder(numerateur.places, "colorée")} />{" "}
            sur{" "}
            {termes[0] ? (
              <LienPlaces chiffre={termes[0]} sens="places transformées" texte={ecrireNombre(total)} />
            ) : (
              total
            )}
            , {nomBase(base)} · repère national {REPERE_COLORATIONS.pourCent} % en {REPERE_COLORATIONS.rentree} (
            {REPERE_COLORATIONS.source}) ·{" "}
            <Link href={`/carte/colorations?region=${taux.territoire.regionAcademique}`}>leurs libellés</Link>
          </>
        )}
      </Tuile>
      <Evolution
        evolution={taux.evolution[base]}
        voie={taux.voie !== null}
        effectif={taux.effectif?.effectif ?? null}
      />
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
  effectif,
}: {
  evolution: EvolutionOffre | null;
  voie: boolean;
  effectif: number | null;
}) {
  return (
    <div className={tuiles.evolution}>
      <h3 className={tuiles.nomTuile}>Taux d’évolution de l’offre</h3>
      {evolution === null ? (
        <p className={styles.discret}>{voie ? "Sans objet pour une seule voie" : "Constat pas encore saisi"}</p>
      ) : (
        <>
          <TauxEvolution evolution={evolution} effectif={effectif} />
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

function TauxEvolution({ evolution, effectif }: { evolution: EvolutionOffre; effectif: number | null }) {
  const { transformees, renovees, constat } = evolution;
  if (renovees === null)
    return (
      <p className={styles.discret}>
        {partielle(constat)
          ? `Rentrée ${constat.rentree} : ${phraseCouverture(constat)}`
          : `Constat de la rentrée ${constat.rentree} inconnu`}
      </p>
    );
  const ecrit = effectif === null ? null : ecrireRapport(transformees.places + renovees, effectif);
  return ecrit === null ? <p className={styles.discret}>Effectif inconnu</p> : <p className={tuiles.moyen}>{ecrit}</p>;
}

const Diplomes = ({ diplomes }: { diplomes: readonly { cfd: string; libelle: string }[] }) =>
  diplomes.map(({ cfd, libelle }, rang) => (
    <Fragment key={cfd}>
      {rang > 0 ? (rang === diplomes.length - 1 ? " et " : ", ") : null}
      <Link href={`/carte/formations/${cfd}`}>{libelle}</Link>
    </Fragment>
  ));

function Renovees({ evolution: { formations } }: { evolution: EvolutionOffre }) {
  if (formations.length === 0) return null;
  return (
    <details className={tuiles.details}>
      <summary>Quels diplômes ?</summary>
      <ul>
        {formations.map(({ places, remplacees, nouvelles }) => (
          <li key={remplacees.map((f) => f.cfd).join()}>
            <Diplomes diplomes={remplacees} />, {accorder(places, "place")} : devient <Diplomes diplomes={nouvelles} />
          </li>
        ))}
      </ul>
    </details>
  );
}
