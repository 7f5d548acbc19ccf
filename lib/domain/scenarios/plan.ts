/** The part of a dossier's content that a what-if may change, and the small operations that every gesture is made of. */
import { type Centimes, centimes, ecrireMontant, lireMontant, repartir, somme } from "../argent";
import { cleDeLigne } from "../edition/cles";
import type { NatureFinancement, Poste, Source } from "../nomenclatures";

export type PartenairePlan = {
  readonly id: string;
  readonly nom: string | null;
  readonly nature: string | null;
  readonly chefDeFile: boolean;
};
export type LigneDepense = {
  readonly cle: string;
  readonly partenaire: string | null;
  readonly poste: Poste | null;
  readonly annee: number | null;
  readonly montant: string | null;
  readonly eligible: boolean | null;
  readonly libelle: string | null;
};
export type LigneSource = {
  readonly cle: string;
  readonly source: Source | null;
  readonly partenaire: string | null;
  readonly montant: string | null;
  readonly nature: NatureFinancement | null;
  readonly engage: boolean;
  readonly baseValorisation: string | null;
};
export type LignePart = {
  readonly cle: string;
  readonly partenaire: string | null;
  readonly subvention: string | null;
  readonly part: string | null;
};
export type Plateau = { readonly cle: string; readonly hote: string | null; readonly usagers: readonly string[] };

/** Contents of the sections, as the workspace holds them; whatever else they hold is left as it is. */
export type Contenus = {
  readonly partenaires: { readonly partenaires: readonly PartenairePlan[] };
  readonly budget: { readonly budget: readonly LigneDepense[] };
  readonly financement: {
    readonly financements: readonly LigneSource[];
    readonly repartition: readonly LignePart[];
  };
  readonly transformations: { readonly plateauxTechniques: readonly Plateau[] };
};
export const SECTIONS_SCENARIO = ["partenaires", "budget", "financement", "transformations"] as const;
export type SectionScenario = (typeof SECTIONS_SCENARIO)[number];

export type Plan = {
  readonly partenaires: readonly PartenairePlan[];
  readonly budget: readonly LigneDepense[];
  readonly financements: readonly LigneSource[];
  readonly repartition: readonly LignePart[];
  readonly plateaux: readonly Plateau[];
};

export const planDe = (c: Contenus): Plan => ({
  partenaires: c.partenaires.partenaires,
  budget: c.budget.budget,
  financements: c.financement.financements,
  repartition: c.financement.repartition,
  plateaux: c.transformations.plateauxTechniques,
});

/** The contents with this plan in them; a section that nothing changed stays the same object. */
export function avecPlan<C extends Contenus>(contenus: C, plan: Plan): C {
  const avant = planDe(contenus);
  const { partenaires, budget, financements, repartition, plateaux } = plan;
  const financement = financements !== avant.financements || repartition !== avant.repartition;
  return {
    ...contenus,
    ...(partenaires !== avant.partenaires && { partenaires: { ...contenus.partenaires, partenaires } }),
    ...(budget !== avant.budget && { budget: { ...contenus.budget, budget } }),
    ...(financement && { financement: { ...contenus.financement, financements, repartition } }),
    ...(plateaux !== avant.plateaux && {
      transformations: { ...contenus.transformations, plateauxTechniques: plateaux },
    }),
  };
}

export const lire = (montant: string | null): Centimes | null =>
  montant === null ? null : (lireMontant(montant) ?? null);
export const total = (lignes: readonly { readonly montant: string | null }[]): Centimes =>
  somme(lignes.flatMap((l) => lire(l.montant) ?? []));
export const inconnus = (lignes: readonly { readonly montant: string | null }[]): number =>
  lignes.filter((l) => lire(l.montant) === null).length;

/** Draws a key that no row of this play holds. */
export type Nouvelle = () => string;

/** One key after the other, the same at each play: nothing here is random. */
export function compteur(): Nouvelle {
  let n = 0;
  return () => {
    n += 1;
    return `scenario-${n}`;
  };
}

/** Key of a new row of `liste`: that of its place, when it stands for one. */
export function nouvelleCle(
  liste: string,
  lignes: readonly { readonly cle: string }[],
  ligne: Readonly<Record<string, unknown>>,
  nouvelle: Nouvelle,
): string {
  const prises = new Set(lignes.map((l) => l.cle));
  return cleDeLigne(liste, ligne, prises, () => {
    for (;;) {
      const cle = nouvelle();
      if (!prises.has(cle)) return cle;
    }
  });
}

const memePlace = (a: LigneDepense, b: LigneDepense): boolean =>
  a.partenaire === b.partenaire &&
  a.poste === b.poste &&
  a.annee === b.annee &&
  a.libelle === b.libelle &&
  a.eligible === b.eligible;

/** This cost on another partner's account: added to its own line of the same cell, or as a line of its own. */
export function crediterDepense(
  lignes: readonly LigneDepense[],
  modele: LigneDepense,
  montant: Centimes | null,
  nouvelle: Nouvelle,
): LigneDepense[] {
  const rang = lignes.findIndex((l) => memePlace(l, modele) && lire(l.montant) !== null);
  const jumelle = lignes[rang];
  if (montant !== null && jumelle !== undefined)
    return lignes.with(rang, {
      ...jumelle,
      montant: ecrireMontant(centimes((lire(jumelle.montant) ?? 0n) + montant)),
    });
  const ligne = { ...modele, montant: montant === null ? null : ecrireMontant(montant) };
  return [...lignes, { ...ligne, cle: nouvelleCle("budget", lignes, ligne, nouvelle) }];
}

/**
 * The chosen lines brought to a total, in proportion to what they hold (to the year, the partner, the label: to each line), to
 * the cent. Brought to nothing, they go; a line whose amount was unknown now has one.
 */
export function ramener<L extends { readonly cle: string; readonly montant: string | null }>(
  lignes: readonly L[],
  choisies: readonly L[],
  a: Centimes,
): L[] {
  const parts = repartir(
    a,
    choisies.map((l) => lire(l.montant) ?? 0n),
  );
  const parCle = new Map(choisies.map((l, i) => [l.cle, parts[i] as Centimes]));
  return lignes.flatMap((l) => {
    const part = parCle.get(l.cle);
    if (part === undefined) return [l];
    if (a === 0n) return [];
    return lire(l.montant) === part ? [l] : [{ ...l, montant: ecrireMontant(part) }];
  });
}
