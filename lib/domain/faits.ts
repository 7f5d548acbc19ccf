/** Figures that several rules read, computed once per verification: 2,400 budget lines are added up at each keystroke. */
import { type Centimes, centimes } from "./argent";
import type { Dossier, Financement, LigneBudget, Partenaire } from "./dossier";
import { POSTES_NON_ELIGIBLES, type Poste, type Source } from "./nomenclatures";
import { origineDe } from "./origines";
import type { Regime } from "./regimes";
import type { Contexte } from "./verdict";

/**
 * A sum some of whose terms may be missing: it lies between `min` (what is certain) and `max` (null: nothing bounds it).
 * A missing input never counts as zero: the rules answer `indetermine` unless the whole interval breaks the limit.
 */
export type Total = { min: Centimes; max: Centimes | null };

export const certain = (t: Total): boolean => t.min === t.max;

export type Faits = {
  dossier: Dossier;
  regime: Regime;
  contexte: Contexte | undefined;
  partenaires: ReadonlyMap<string, Partenaire>;
  coutTotal: Total;
  coutEligible: Total;
  subvention: Total;
  ressources: Total;
};

const NON_ELIGIBLES: ReadonlySet<Poste> = new Set(POSTES_NON_ELIGIBLES);

export type Appartenance = "oui" | "non" | "inconnue";

/** Eligible: not marked `eligible: false`, and of an eligible post; undecided while the post is missing. */
export function estEligible(ligne: LigneBudget): Appartenance {
  if (ligne.eligible === false) return "non";
  if (ligne.poste === undefined) return "inconnue";
  return NON_ELIGIBLES.has(ligne.poste) ? "non" : "oui";
}

const selonSource = (f: Financement, test: (source: Source) => boolean): Appartenance => {
  if (f.source === undefined) return "inconnue";
  return test(f.source) ? "oui" : "non";
};
export const estSubvention = (f: Financement): Appartenance => selonSource(f, (s) => s === "france2030");
export const estCofinancement = (f: Financement): Appartenance => selonSource(f, (s) => s !== "france2030");
export const estPrive = (f: Financement): Appartenance => selonSource(f, (s) => origineDe(s) === "prive");

/** Adds the lines that belong, keeping what is unknown as an interval. */
export function totaliser<L extends { montant?: Centimes | undefined }>(
  lignes: readonly L[],
  appartient: (ligne: L) => Appartenance,
): Total {
  let min = 0n;
  let max: bigint | null = 0n;
  for (const ligne of lignes) {
    const place = appartient(ligne);
    if (place === "non") continue;
    if (ligne.montant === undefined) {
      max = null;
      continue;
    }
    if (place === "oui") min += ligne.montant;
    if (max !== null) max += ligne.montant;
  }
  return { min: centimes(min), max: max === null ? null : centimes(max) };
}

export function etablirFaits(dossier: Dossier, regime: Regime, contexte?: Contexte): Faits {
  return {
    dossier,
    regime,
    contexte,
    partenaires: new Map(dossier.partenaires.flatMap((p) => (p.id === undefined ? [] : [[p.id, p] as const]))),
    coutTotal: totaliser(dossier.budget, () => "oui"),
    coutEligible: totaliser(dossier.budget, estEligible),
    subvention: totaliser(dossier.financements, estSubvention),
    ressources: totaliser(dossier.financements, () => "oui"),
  };
}
