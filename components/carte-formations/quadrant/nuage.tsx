import { ecrireCentiemes, type Moyennes, QUADRANTS } from "@/lib/domain/carte/quadrant";
import { accorder } from "@/lib/domain/ecriture";
import type { FormationPlacee } from "@/lib/schemas/carte-quadrants";
import { abscisse, CADRE, echelle, HAUTEUR, LARGEUR, ordonnee } from "./echelle";
import { type Boite, placerEtiquettes } from "./etiquettes";
import styles from "./quadrant.module.css";

type Props = { formations: readonly FormationPlacee[]; regionale: Moyennes; nationale: Moyennes | null };

/** Boxes of the four names of quadrants, in the corners. */
const COINS: readonly Boite[] = [
  { x1: CADRE.gauche, x2: CADRE.gauche + 110, y1: CADRE.haut, y2: CADRE.haut + 26 },
  { x1: CADRE.droite - 160, x2: CADRE.droite, y1: CADRE.haut, y2: CADRE.haut + 26 },
  { x1: CADRE.gauche, x2: CADRE.gauche + 145, y1: CADRE.bas - 26, y2: CADRE.bas },
  { x1: CADRE.droite - 95, x2: CADRE.droite, y1: CADRE.bas - 26, y2: CADRE.bas },
];

const FORMES = { Q1: styles.pleine, Q2: styles.claire, Q3: styles.claire, Q4: styles.vide, HQ: styles.vide } as const;
const nommer = (q: "Q1" | "Q2" | "Q3" | "Q4") => `${q} · ${QUADRANTS[q].sens}`;
const gradue = (centiemes: number): string => `${centiemes / 100}\u00a0%`;

/** Employment against further study, one dot a formation; the means of the région cut the frame in four. */
export function Nuage({ formations, regionale, nationale }: Props) {
  const valeurs = (cle: "emploi" | "poursuite"): number[] => [
    ...formations.flatMap((f) => f[cle] ?? []),
    regionale[cle],
    ...(nationale === null ? [] : [nationale[cle]]),
  ];
  const [ex, ey] = [echelle(valeurs("poursuite")), echelle(valeurs("emploi"))];
  // Those that differ first: their names are the last to be left out.
  const points = [...formations]
    .sort((a, b) => Number(b.differe) - Number(a.differe))
    .map((f) => ({
      f,
      cle: f.cfd,
      nom: f.libelle,
      rayon: f.differe ? 10 : 6,
      x: abscisse(f.poursuite ?? 0, ex),
      y: ordonnee(f.emploi ?? 0, ey),
    }));
  const etiquettes = placerEtiquettes(points, COINS);
  const sansNom = formations.length - etiquettes.length;
  const [xr, yr] = [abscisse(regionale.poursuite, ex), ordonnee(regionale.emploi, ey)];
  return (
    <figure className={styles.figure}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard */}
      <section className={styles.defilant} aria-label="Nuage des formations" tabIndex={0}>
        <svg
          className={styles.nuage}
          viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`}
          role="img"
          aria-label={enPhrase(formations)}
        >
          <rect className={styles.bons} x={xr} y={CADRE.haut} width={CADRE.droite - xr} height={yr - CADRE.haut} />
          {ey.graduations.map((g) => (
            <g key={g}>
              <line
                className={styles.grille}
                x1={CADRE.gauche}
                x2={CADRE.droite}
                y1={ordonnee(g, ey)}
                y2={ordonnee(g, ey)}
              />
              <text className={styles.axe} x={CADRE.gauche - 8} y={ordonnee(g, ey)} textAnchor="end">
                {gradue(g)}
              </text>
            </g>
          ))}
          {ex.graduations.map((g) => (
            <text key={g} className={styles.axe} x={abscisse(g, ex)} y={CADRE.bas + 16} textAnchor="middle">
              {gradue(g)}
            </text>
          ))}
          <rect
            className={styles.cadre}
            x={CADRE.gauche}
            y={CADRE.haut}
            width={CADRE.droite - CADRE.gauche}
            height={CADRE.bas - CADRE.haut}
          />
          {nationale === null ? null : (
            <Croix x={abscisse(nationale.poursuite, ex)} y={ordonnee(nationale.emploi, ey)} classe={styles.nationale} />
          )}
          <Croix x={xr} y={yr} classe={styles.regionale} />
          <text className={styles.coin} x={CADRE.gauche + 8} y={CADRE.haut + 16}>
            {nommer("Q2")}
          </text>
          <text className={styles.coinBon} x={CADRE.droite - 8} y={CADRE.haut + 16} textAnchor="end">
            {nommer("Q1")}
          </text>
          <text className={styles.coin} x={CADRE.gauche + 8} y={CADRE.bas - 14}>
            {nommer("Q4")}
          </text>
          <text className={styles.coin} x={CADRE.droite - 8} y={CADRE.bas - 14} textAnchor="end">
            {nommer("Q3")}
          </text>
          {points.map(({ f, cle, x, y }) => (
            <g key={cle}>
              <title>
                {`${f.libelle} : études ${ecrireCentiemes(f.poursuite)}, emploi ${ecrireCentiemes(f.emploi)}`}
              </title>
              {f.differe ? <circle className={styles.anneau} cx={x} cy={y} r="9" /> : null}
              <circle className={FORMES[f.regionale?.quadrant ?? "HQ"]} cx={x} cy={y} r="5.5" />
            </g>
          ))}
          {etiquettes.map((e) => (
            <text key={e.cle} className={styles.nom} x={e.x} y={e.y} textAnchor={e.ancre}>
              {e.texte}
            </text>
          ))}
          <text className={styles.titreAxe} x={(CADRE.gauche + CADRE.droite) / 2} y={HAUTEUR - 20} textAnchor="middle">
            Taux de poursuite d’études
          </text>
          <text
            className={styles.titreAxe}
            transform={`translate(12 ${(CADRE.haut + CADRE.bas) / 2}) rotate(-90)`}
            textAnchor="middle"
          >
            Taux d’emploi à 6 mois
          </text>
        </svg>
      </section>
      <figcaption className={styles.legende}>
        <Signe texte="Moyenne régionale">
          <line className={styles.regionale} x1="0" x2="24" y1="8" y2="8" />
        </Signe>
        {nationale === null ? null : (
          <Signe texte="Moyenne nationale">
            <line className={styles.nationale} x1="0" x2="24" y1="8" y2="8" />
          </Signe>
        )}
        <Signe texte="Autre quadrant au niveau national">
          <circle className={styles.anneau} cx="12" cy="8" r="7" />
          <circle className={styles.vide} cx="12" cy="8" r="4" />
        </Signe>
        {sansNom > 0 ? (
          <span>{accorder(sansNom, "point sans nom", "points sans nom")}, faute de place : voir le tableau.</span>
        ) : null}
      </figcaption>
    </figure>
  );
}

function Croix({ x, y, classe }: { x: number; y: number; classe: string | undefined }) {
  return (
    <>
      <line className={classe} x1={x} x2={x} y1={CADRE.haut} y2={CADRE.bas} />
      <line className={classe} x1={CADRE.gauche} x2={CADRE.droite} y1={y} y2={y} />
    </>
  );
}

function Signe({ texte, children }: { texte: string; children: React.ReactNode }) {
  return (
    <span className={styles.signe}>
      <svg width="24" height="16" aria-hidden="true">
        {children}
      </svg>
      {texte}
    </span>
  );
}

function enPhrase(formations: readonly FormationPlacee[]): string {
  const nombres = (["Q1", "Q2", "Q3", "Q4"] as const)
    .map((q) => `${q} (${QUADRANTS[q].sens}) : ${formations.filter((f) => f.regionale?.quadrant === q).length}`)
    .join(" ; ");
  const autres = formations.filter((f) => f.differe).length;
  return `Formations selon la poursuite d’études et l’emploi. ${nombres}. Autre quadrant au niveau national : ${autres}. Les mêmes données sont dans le tableau.`;
}
