/** Where a key leads in the grid. Columns: -1, the row's heading; 0 to `annees` - 1, the years; `annees`, the total. */

export type Place = { cle: string; colonne: number };

export type Terrain = {
  /** Every row one can stand on, top to bottom. */
  ordre: readonly string[];
  rangs: ReadonlyMap<string, number>;
  /** Rows that can be typed in, in the same order. */
  saisissables: readonly string[];
  rangsSaisie: ReadonlyMap<string, number>;
  annees: number;
  /** Rows that a page of the screen holds. */
  page: number;
};

export type Touche = { key: string; ctrl: boolean; maj: boolean };

export const estCase = (t: Terrain, p: Place): boolean =>
  t.rangsSaisie.has(p.cle) && p.colonne >= 0 && p.colonne < t.annees;

const borner = (n: number, max: number): number => Math.max(0, Math.min(max, n));

/** Steps up or down, among all rows or only those that can be typed in. */
function descendre(liste: readonly string[], rangs: ReadonlyMap<string, number>, p: Place, pas: number): Place {
  const rang = rangs.get(p.cle);
  const cle = rang === undefined ? undefined : liste[borner(rang + pas, liste.length - 1)];
  return cle === undefined ? p : { cle, colonne: p.colonne };
}

function auBout(t: Terrain, p: Place, vers: "debut" | "fin", ctrl: boolean): Place {
  const derniere = t.annees - 1;
  if (ctrl) {
    const cle = vers === "debut" ? t.saisissables[0] : t.saisissables.at(-1);
    return { cle: cle ?? p.cle, colonne: vers === "debut" ? 0 : derniere };
  }
  // A second press goes on to the heading, or to the total.
  if (vers === "debut") return { cle: p.cle, colonne: p.colonne === 0 ? -1 : 0 };
  return { cle: p.cle, colonne: p.colonne === derniere ? t.annees : derniere };
}

/** null: not a key of the grid. */
export function deplacer(t: Terrain, p: Place, { key, ctrl, maj }: Touche): Place | null {
  // A range is one of amounts: it goes over subtotals.
  const [liste, rangs] = maj && estCase(t, p) ? [t.saisissables, t.rangsSaisie] : [t.ordre, t.rangs];
  const tous = liste.length;
  const aCote = (pas: number): Place => {
    const [min, max] = maj && estCase(t, p) ? [0, t.annees - 1] : [-1, t.annees];
    return { cle: p.cle, colonne: Math.max(min, Math.min(max, p.colonne + pas)) };
  };
  switch (key) {
    case "ArrowDown":
      return descendre(liste, rangs, p, ctrl ? tous : 1);
    case "ArrowUp":
      return descendre(liste, rangs, p, ctrl ? -tous : -1);
    case "PageDown":
      return descendre(liste, rangs, p, t.page);
    case "PageUp":
      return descendre(liste, rangs, p, -t.page);
    case "ArrowRight":
      return ctrl ? { cle: p.cle, colonne: t.annees - 1 } : aCote(1);
    case "ArrowLeft":
      return ctrl ? { cle: p.cle, colonne: 0 } : aCote(-1);
    case "Home":
      return auBout(t, p, "debut", ctrl);
    case "End":
      return auBout(t, p, "fin", ctrl);
    default:
      return null;
  }
}

export type Suite = "bas" | "haut" | "droite" | "gauche" | "place";

/** After an amount was typed: among the cells that can be, the row ending in the next one. */
export function apresSaisie(t: Terrain, p: Place, suite: Suite): Place {
  if (suite === "bas" || suite === "haut") return descendre(t.saisissables, t.rangsSaisie, p, suite === "bas" ? 1 : -1);
  if (suite === "place") return p;
  const colonne = p.colonne + (suite === "droite" ? 1 : -1);
  if (colonne >= 0 && colonne < t.annees) return { cle: p.cle, colonne };
  const voisine = descendre(t.saisissables, t.rangsSaisie, p, suite === "droite" ? 1 : -1);
  return voisine.cle === p.cle ? p : { cle: voisine.cle, colonne: suite === "droite" ? 0 : t.annees - 1 };
}
