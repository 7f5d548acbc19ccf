/** The financing plan as it is drawn: who pays what, and how the subsidy is shared out. Figures only, no rule. */
import { type Centimes, centimes } from "./argent";
import type { Dossier, Financement } from "./dossier";
import { estEligible, estSubvention, type Total, totaliser } from "./faits";

/** A part of a bar; `debut` and `largeur` in ten-thousandths of the common scale, so that bars compare. */
export type Segment<C> = { cle: C; montant: Centimes; debut: number; largeur: number };

export type QuiPaieQuoi = {
  depenses: Segment<"eligible" | "hors_assiette" | "a_classer">[];
  /** Subsidy first, so that it reads directly against the ceiling; `cle` is the rank of the line in the plan. */
  ressources: Segment<number>[];
  totalDepenses: Centimes;
  totalRessources: Centimes;
  /** Place of the ceiling on the scale; null: no eligible cost. */
  plafond: number | null;
  /** Ceiling minus subsidy, signed. */
  marge: Centimes;
};

const ECHELLE = 10_000n;

function poser<C>(parts: readonly { cle: C; montant: bigint }[], echelle: bigint): Segment<C>[] {
  let debut = 0n;
  return parts
    .filter((p) => p.montant > 0n)
    .map(({ cle, montant }) => {
      const place = (montantPose: bigint) => Number((montantPose * ECHELLE) / echelle);
      const segment = {
        cle,
        montant: centimes(montant),
        debut: place(debut),
        largeur: place(debut + montant) - place(debut),
      };
      debut += montant;
      return segment;
    });
}

/** `subventionMax`: the ceiling as the rules give it. */
export function quiPaieQuoi({ budget, financements }: Dossier, subventionMax: Centimes): QuiPaieQuoi {
  const eligible = totaliser(budget, estEligible).min;
  const horsAssiette = totaliser(budget, (l) => (estEligible(l) === "non" ? "oui" : "non")).min;
  const total = totaliser(budget, () => "oui").min;
  const ranges = financements.map((f, rang) => ({ f, cle: rang, montant: f.montant ?? 0n }));
  const subventions = ranges.filter(({ f }) => estSubvention(f) === "oui");
  const autres = ranges.filter(({ f }) => estSubvention(f) !== "oui").sort((a, b) => (a.montant < b.montant ? 1 : -1));
  const ordre = [...subventions, ...autres];
  const ressources = ordre.reduce((t, { montant }) => t + montant, 0n);
  const subvention = subventions.reduce((t, { montant }) => t + montant, 0n);
  const echelle = [total, ressources, 1n].reduce((a, b) => (a > b ? a : b));
  return {
    depenses: poser(
      [
        { cle: "eligible" as const, montant: eligible },
        { cle: "a_classer" as const, montant: total - eligible - horsAssiette },
        { cle: "hors_assiette" as const, montant: horsAssiette },
      ],
      echelle,
    ),
    ressources: poser(ordre, echelle),
    totalDepenses: total,
    totalRessources: centimes(ressources),
    plafond: eligible === 0n ? null : Number((subventionMax * ECHELLE) / echelle),
    marge: centimes(subventionMax - subvention),
  };
}

export type PartageSubvention = { subvention: Total; repartie: Centimes; reste: Centimes };

/** Subsidy asked, what the partners' shares add up to, and what is left to share (negative: shared beyond it). */
export function partageSubvention(
  financements: readonly Financement[],
  repartition: Dossier["repartition"],
): PartageSubvention {
  const subvention = totaliser(financements, estSubvention);
  const repartie = repartition.reduce((t, r) => t + (r.subvention ?? 0n), 0n);
  return { subvention, repartie: centimes(repartie), reste: centimes(subvention.min - repartie) };
}
