/** The financing plan as it is read and drawn: by origin, who pays what, how the subsidy is shared out. Figures only, no rule. */
import { type Centimes, centimes, ZERO } from "./argent";
import type { Dossier, Financement } from "./dossier";
import { certain, estCofinancement, estEligible, estPrive, estSubvention, type Total, totaliser } from "./faits";
import type { Source } from "./nomenclatures";
import { CODES_ORIGINE, type Origine, origineDe, SOURCES_PAR_ORIGINE } from "./origines";
import type { Resultat } from "./verdict";

/** False while an amount is missing: what is left to co-finance cannot be told, and 0 would be a wrong answer. */
export const resteConnu = ({ constats }: Pick<Resultat, "constats">): boolean =>
  constats.some((c) => c.code === "EQUILIBRE" && c.verdict !== "indetermine");

/** What keeps a drawing of the plan from being true: a line without amount has no length, one without post no place. */
export type Inconnues = {
  /** Lines of the budget without an amount. */
  depenses: number;
  /** Lines of the plan without an amount. */
  ressources: number;
  /** The eligible cost, hence the ceiling, is not known to the cent. */
  assiette: boolean;
  /** Nor is the subsidy: a line without a source may be part of it. */
  subvention: boolean;
};

export function inconnues({ budget, financements }: Pick<Dossier, "budget" | "financements">): Inconnues {
  const sansMontant = (l: { montant?: Centimes | undefined }) => l.montant === undefined;
  return {
    depenses: budget.filter(sansMontant).length,
    ressources: financements.filter(sansMontant).length,
    assiette: !certain(totaliser(budget, estEligible)),
    subvention: !certain(totaliser(financements, estSubvention)),
  };
}

/** A part of a bar; `debut` and `largeur` in ten-thousandths of the common scale, so that bars compare. */
export type Segment<C> = { cle: C; montant: Centimes; debut: number; largeur: number };

export type QuiPaieQuoi = {
  depenses: Segment<"eligible" | "hors_assiette" | "a_classer">[];
  /** Subsidy first, so that it reads directly against the ceiling; `cle` is the rank of the line in the plan. */
  ressources: Segment<number>[];
  totalDepenses: Centimes;
  totalRessources: Centimes;
  /** Place of the ceiling on the scale; null: no eligible cost, or one that is not known to the cent. */
  plafond: number | null;
  /** Ceiling minus subsidy, signed; null: one of the two is not known to the cent. */
  marge: Centimes | null;
  inconnues: Inconnues;
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
export function quiPaieQuoi(dossier: Pick<Dossier, "budget" | "financements">, subventionMax: Centimes): QuiPaieQuoi {
  const { budget, financements } = dossier;
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
  const inconnu = inconnues(dossier);
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
    plafond: eligible === 0n || inconnu.assiette ? null : Number((subventionMax * ECHELLE) / echelle),
    marge: inconnu.assiette || inconnu.subvention ? null : centimes(subventionMax - subvention),
    inconnues: inconnu,
  };
}

/** Share of a part in a whole, six decimals; null: no whole, or one of the two is not known. */
export function partDe(part: Total, tout: Total): string | null {
  if (!certain(part) || !certain(tout) || tout.min === 0n) return null;
  const millioniemes = (part.min * 2_000_000n + tout.min) / (tout.min * 2n);
  return `${millioniemes / 1_000_000n}.${(millioniemes % 1_000_000n).toString().padStart(6, "0")}`;
}

export type GroupeOrigine = {
  /** null: lines whose source is still to be said. */
  origine: Origine | null;
  /** Ranks of its lines in the plan. */
  rangs: readonly number[];
  total: Total;
  /** In the whole of the plan. */
  part: string | null;
};

export type PlanParOrigine = {
  groupes: readonly GroupeOrigine[];
  total: Total;
  numeraire: Total;
  valorisation: Total;
  /** Co-financing whose money is decided, and what is still hoped for. The subsidy asked is neither: it is what is asked. */
  engage: Total;
  espere: Total;
  /** What economic actors bring (COFI_PRIVE), and its share of the co-financing. */
  prive: Total;
  partPrivee: string | null;
};

/** Every line in exactly one group; a group without a line is left out. */
export function planParOrigine(financements: readonly Financement[]): PlanParOrigine {
  const total = totaliser(financements, () => "oui");
  const cle = (f: Financement) => (f.source === undefined ? null : origineDe(f.source));
  const groupes = [...CODES_ORIGINE, null].flatMap((origine) => {
    const rangs = financements.flatMap((f, rang) => (cle(f) === origine ? [rang] : []));
    if (rangs.length === 0) return [];
    const sien = totaliser(
      rangs.map((r) => financements[r] as Financement),
      () => "oui",
    );
    return [{ origine, rangs, total: sien, part: partDe(sien, total) }];
  });
  const parmi = (test: (f: Financement) => boolean) =>
    totaliser(financements, (f) => (test(f) ? estCofinancement(f) : "non"));
  const prive = totaliser(financements, estPrive);
  return {
    groupes,
    total,
    numeraire: totaliser(financements, (f) =>
      f.nature === "valorisation" ? "non" : f.nature === "numeraire" || f.source === "france2030" ? "oui" : "inconnue",
    ),
    valorisation: totaliser(financements, (f) =>
      f.nature === "valorisation" ? "oui" : f.nature === "numeraire" || f.source === "france2030" ? "non" : "inconnue",
    ),
    engage: parmi((f) => f.engage),
    espere: parmi((f) => !f.engage),
    prive,
    partPrivee: partDe(prive, totaliser(financements, estCofinancement)),
  };
}

/** Sources of the plan added up by code, in the order of the origins; lines without a source last. Known amounts only. */
export function parSource(financements: readonly Financement[]): { source: Source | null; montant: Centimes }[] {
  const sommes = new Map<Source | null, bigint>();
  for (const f of financements)
    sommes.set(f.source ?? null, (sommes.get(f.source ?? null) ?? 0n) + (f.montant ?? ZERO));
  return [...SOURCES_PAR_ORIGINE.map(([source]) => source), null].flatMap((source) => {
    const montant = sommes.get(source);
    return montant === undefined || montant === 0n ? [] : [{ source, montant: centimes(montant) }];
  });
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
