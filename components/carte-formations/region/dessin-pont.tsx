import { OBJECTIF_ECRIT } from "@/lib/domain/carte/objectif";
import type { EtapePont, Pont } from "@/lib/schemas/carte-taux";
import { ecrireEtape } from "./ecrire";
import styles from "./pont.module.css";

type Mesures = {
  largeur: number;
  /** Where the bars begin and end; what follows is for the figures. */
  debut: number;
  fin: number;
  ligne: number;
  barre: number;
  /** On its own line above the bar: no room beside it. */
  nomAuDessus: boolean;
};

/** Two drawings of the same steps rather than one that shrinks: letters keep their size on a phone. */
const LARGE: Mesures = { largeur: 480, debut: 172, fin: 424, ligne: 25, barre: 16, nomAuDessus: false };
const ETROIT: Mesures = { largeur: 330, debut: 2, fin: 278, ligne: 40, barre: 16, nomAuDessus: true };
const TETE = 22;

export function DessinPont({ pont, phrase }: { pont: Pont; phrase: string }) {
  return (
    <>
      <Dessin pont={pont} phrase={phrase} mesures={LARGE} classe={styles.large} />
      <Dessin pont={pont} phrase={phrase} mesures={ETROIT} classe={styles.etroit} />
    </>
  );
}

function Dessin({ pont, phrase, mesures, classe }: { pont: Pont; phrase: string; mesures: Mesures; classe?: string }) {
  const { etapes, objectif } = pont;
  const { largeur, debut, fin, ligne } = mesures;
  const sommet = Math.max(
    1,
    objectif ?? 0,
    ...etapes.map((e) => (e.genre === "total" ? e.places.places : Math.max(e.depuis, e.jusqua))),
  );
  const x = (places: number) => debut + (Math.max(0, places) / sommet) * (fin - debut);
  const hauteur = TETE + etapes.length * ligne + 4;
  return (
    <svg viewBox={`0 0 ${largeur} ${hauteur}`} className={`${styles.dessin} ${classe}`} role="img" aria-label={phrase}>
      {etapes.map((e, rang) => (
        <Etape key={e.libelle} etape={e} haut={TETE + rang * ligne} x={x} mesures={mesures} />
      ))}
      {objectif === null ? null : (
        <>
          <text x={Math.min(x(objectif), largeur - 38)} y="12" className={styles.but} textAnchor="middle">
            objectif {OBJECTIF_ECRIT}
          </text>
          <line className={styles.fondObjectif} x1={x(objectif)} x2={x(objectif)} y1={TETE - 6} y2={hauteur} />
          <line className={styles.objectif} x1={x(objectif)} x2={x(objectif)} y1={TETE - 6} y2={hauteur} />
        </>
      )}
      {/* Over the line of the objective, which may cross them. */}
      {etapes.map((e, rang) => (
        <Valeur key={e.libelle} etape={e} haut={TETE + rang * ligne} x={x} mesures={mesures} />
      ))}
    </svg>
  );
}

type Place = { etape: EtapePont; haut: number; x: (places: number) => number; mesures: Mesures };

const bornes = (e: EtapePont): [number, number] =>
  e.genre === "total" ? [0, e.places.places] : [Math.min(e.depuis, e.jusqua), Math.max(e.depuis, e.jusqua)];
const milieuDe = (haut: number, { ligne, barre, nomAuDessus }: Mesures): number =>
  haut + (nomAuDessus ? ligne - barre / 2 - 4 : ligne / 2);
const classeDe = (e: EtapePont) => (e.genre === "total" ? styles.total : undefined);

function Etape({ etape, haut, x, mesures }: Place) {
  const { debut, barre, nomAuDessus } = mesures;
  const [de, a] = bornes(etape);
  const milieu = milieuDe(haut, mesures);
  return (
    <g className={classeDe(etape)}>
      <text
        x={nomAuDessus ? debut : debut - 8}
        y={nomAuDessus ? haut + 10 : milieu}
        textAnchor={nomAuDessus ? "start" : "end"}
        className={styles.texte}
      >
        {etape.libelle}
      </text>
      {/* A step of a few places stays visible; one of none has no bar. */}
      {a > de ? (
        <rect
          className={styles[etape.genre]}
          x={x(de)}
          y={milieu - barre / 2}
          width={Math.max(2, x(a) - x(de))}
          height={barre}
        />
      ) : null}
    </g>
  );
}

function Valeur({ etape, haut, x, mesures }: Place) {
  return (
    <g className={classeDe(etape)}>
      <text x={x(bornes(etape)[1]) + 6} y={milieuDe(haut, mesures)} className={`${styles.texte} ${styles.valeur}`}>
        {ecrireEtape(etape)}
      </text>
    </g>
  );
}
