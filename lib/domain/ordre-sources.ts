/** Orders in which the sources of the plan are read. The plan itself keeps its own: a reading moves no row. */
import type { Centimes } from "./argent";
import type { Source } from "./nomenclatures";
import { CODES_ORIGINE, type Origine, origineDe } from "./origines";

export const ORDRES_SOURCES = {
  origine: "Par origine",
  montant: "Du plus grand montant au plus petit",
  espere: "Les apports espérés d’abord",
  partenaire: "Par partenaire",
  saisie: "Dans l’ordre de saisie",
} as const;
export type OrdreSources = keyof typeof ORDRES_SOURCES;
export const estOrdreSources = (texte: string): texte is OrdreSources => Object.hasOwn(ORDRES_SOURCES, texte);

export type SourceARanger = {
  source: Source | null;
  montant: Centimes | undefined;
  engage: boolean;
  partenaire: string;
};
/** Ranks of the lines; `origine` undefined: the order makes no groups. */
export type GroupeSources = { origine: Origine | null | undefined; rangs: readonly number[] };

type Range = { ligne: SourceARanger; rang: number };

/** Unknown amounts first where size counts: they are what is to be typed. The subsidy is neither engaged nor hoped for. */
const COMPARATEURS: Record<Exclude<OrdreSources, "origine" | "saisie">, (a: Range, b: Range) => number> = {
  montant: (a, b) => {
    const [x, y] = [a.ligne.montant, b.ligne.montant];
    if (x === undefined || y === undefined) return Number(y === undefined) - Number(x === undefined);
    return x === y ? 0 : x < y ? 1 : -1;
  },
  espere: (a, b) => rangEngage(a.ligne) - rangEngage(b.ligne),
  partenaire: (a, b) => a.ligne.partenaire.localeCompare(b.ligne.partenaire, "fr"),
};
const rangEngage = ({ source, engage }: SourceARanger): number => (source === "france2030" ? 2 : engage ? 1 : 0);

export function rangerSources(lignes: readonly SourceARanger[], ordre: OrdreSources): GroupeSources[] {
  const rangs = lignes.map((_, rang) => rang);
  if (ordre === "origine")
    return [...CODES_ORIGINE, null].flatMap((origine) => {
      const siens = rangs.filter((r) => {
        const source = lignes[r]?.source ?? null;
        return (source === null ? null : origineDe(source)) === origine;
      });
      return siens.length === 0 ? [] : [{ origine, rangs: siens }];
    });
  if (ordre === "saisie") return [{ origine: undefined, rangs }];
  const ranges = lignes.map((ligne, rang) => ({ ligne, rang })).sort(COMPARATEURS[ordre]);
  return [{ origine: undefined, rangs: ranges.map((r) => r.rang) }];
}
