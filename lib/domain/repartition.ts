/**
 * The subsidy shared out among the partners. Amounts are what counts: a share in per cent only computes them, cents by the
 * largest remainder. Nothing here writes: each function answers what the lines would become.
 */
import { type Centimes, centimes, repartir, ZERO } from "./argent";
import type { Dossier, Partenaire } from "./dossier";
import { estEligible, type Total, totaliser } from "./faits";
import { partageSubvention, partDe } from "./plan-financement";

/** One line: `part` as it is kept, per cent with a dot and four decimals at most. */
export type LigneRepartition = {
  partenaire?: string | undefined;
  subvention?: Centimes | undefined;
  part?: string | undefined;
};

const CENT_POUR_CENT = 1_000_000n;

/** `"33.5"` → 335 000 ten-thousandths of a per cent; undefined: not a share. */
export function lirePart(part: string | null | undefined): bigint | undefined {
  const lu = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(part ?? "");
  if (!lu) return undefined;
  const valeur = BigInt(lu[1] as string) * 10_000n + BigInt((lu[2] ?? "").padEnd(4, "0"));
  return valeur > CENT_POUR_CENT ? undefined : valeur;
}

/** The last decimal typed, from two on: three times « 33,33 » stand for three thirds. In ten-thousandths of a per cent. */
const derniereDecimale = (part: string | undefined): bigint => {
  const decimales = (part?.split(".")[1] ?? "").length;
  return decimales < 2 ? 0n : 10n ** BigInt(4 - decimales);
};

export type SelonParts =
  | { type: "aucune" }
  /** Shares that add up to more than the whole, in ten-thousandths of a per cent. */
  | { type: "trop"; somme: bigint }
  /** Amount of each line, in its place; undefined where no share is told. `complete`: the shares make the whole. */
  | { type: "montants"; montants: readonly (Centimes | undefined)[]; complete: boolean; somme: bigint };

/**
 * Amounts that the shares make of a subsidy. Shares that make 100 % give all of it, to the cent; below, what is left stays to
 * be shared. A sum that only the rounding of typed decimals keeps from 100 % is 100 %.
 */
export function selonParts(subvention: Centimes, lignes: readonly LigneRepartition[]): SelonParts {
  const lues = lignes.map((l) => lirePart(l.part));
  const poids = lues.map((p) => p ?? 0n);
  const somme = poids.reduce((t, p) => t + p, 0n);
  if (somme === 0n) return { type: "aucune" };
  const ecart = somme > CENT_POUR_CENT ? somme - CENT_POUR_CENT : CENT_POUR_CENT - somme;
  // Each typed decimal is off by half of itself at most.
  const complete = 2n * ecart <= lignes.reduce((t, l) => t + derniereDecimale(l.part), 0n);
  if (somme > CENT_POUR_CENT && !complete) return { type: "trop", somme };
  const montants = complete
    ? repartir(subvention, poids)
    : repartir(subvention, [...poids, CENT_POUR_CENT - somme]).slice(0, -1);
  return {
    type: "montants",
    montants: montants.map((m, i) => (lues[i] === undefined ? undefined : m)),
    complete,
    somme,
  };
}

/** Eligible cost of each partner. */
export function coutsEligibles(budget: Dossier["budget"]): ReadonlyMap<string, Total> {
  const lignes = new Map<string, Dossier["budget"][number][]>();
  for (const l of budget) {
    if (l.partenaire === undefined) continue;
    const deja = lignes.get(l.partenaire);
    if (deja) deja.push(l);
    else lignes.set(l.partenaire, [l]);
  }
  return new Map([...lignes].map(([id, siennes]) => [id, totaliser(siennes, estEligible)]));
}

export type Couts = ReadonlyMap<string, Total>;
const poidsDe = (couts: Couts, partenaire: string | undefined): bigint =>
  partenaire === undefined ? 0n : (couts.get(partenaire)?.min ?? 0n);

/** A line as it would become: `rang` null for one to add. */
export type Proposition = { rang: number | null; partenaire: string; montant: Centimes };

/**
 * The whole subsidy in proportion to the eligible costs: each partner that spends has its line, the others get nothing. Several
 * lines of one partner: the first takes its share, the others nothing. null: no known eligible cost to share by.
 */
export function selonCouts(
  subvention: Centimes,
  lignes: readonly LigneRepartition[],
  partenaires: readonly Pick<Partenaire, "id">[],
  couts: Couts,
): Proposition[] | null {
  const ids = partenaires.flatMap((p) => (p.id === undefined ? [] : [p.id]));
  const poids = ids.map((id) => poidsDe(couts, id));
  if (poids.every((p) => p === 0n)) return null;
  const montants = repartir(subvention, poids);
  const propositions: Proposition[] = [];
  const servis = new Set<string>();
  for (const [rang, { partenaire }] of lignes.entries()) {
    if (partenaire === undefined) continue;
    const i = ids.indexOf(partenaire);
    const montant = i < 0 || servis.has(partenaire) ? ZERO : (montants[i] ?? ZERO);
    servis.add(partenaire);
    propositions.push({ rang, partenaire, montant });
  }
  for (const [i, partenaire] of ids.entries())
    if (!servis.has(partenaire) && poids[i] !== 0n)
      propositions.push({ rang: null, partenaire, montant: montants[i] ?? ZERO });
  return propositions;
}

/**
 * What is left to share, added to the lines that wait for their amount; when none waits, to every line that names a partner.
 * In proportion to the eligible costs of those lines, equally when none is known. null: nothing left, or no line to give it to.
 */
export function repartirReste(
  reste: Centimes,
  lignes: readonly LigneRepartition[],
  couts: Couts,
): Proposition[] | null {
  if (reste <= 0n) return null;
  const nommees = lignes.flatMap(({ partenaire, subvention }, rang) =>
    partenaire === undefined ? [] : [{ rang, partenaire, subvention }],
  );
  const attente = nommees.filter((l) => l.subvention === undefined);
  const cibles = attente.length > 0 ? attente : nommees;
  if (cibles.length === 0) return null;
  const parts = repartir(
    reste,
    cibles.map((l) => poidsDe(couts, l.partenaire)),
  );
  return cibles.map(({ rang, partenaire, subvention }, i) => ({
    rang,
    partenaire,
    montant: centimes((subvention ?? ZERO) + (parts[i] ?? ZERO)),
  }));
}

/** Lines whose amount is no longer what their share makes of today's subsidy: null when there is none to propose. */
export function ecartsAuxParts(subvention: Centimes, lignes: readonly LigneRepartition[]): Proposition[] | null {
  const calcul = selonParts(subvention, lignes);
  if (calcul.type !== "montants") return null;
  const ecarts = calcul.montants.flatMap((montant, rang) => {
    const ligne = lignes[rang];
    return montant === undefined || ligne?.subvention === montant
      ? []
      : [{ rang, partenaire: ligne?.partenaire ?? "", montant }];
  });
  return ecarts.length === 0 ? null : ecarts;
}

export type LigneReversement = {
  /** undefined: lines that name no partner. */
  partenaire: string | undefined;
  chefDeFile: boolean;
  coutEligible: Total;
  /** What the lines give the partner; null: it has no line. */
  subvention: Total | null;
  /** Subsidy on its own eligible cost, six decimals; null: no known cost, or no known amount. */
  taux: string | null;
  /** Receives a share and spends nothing eligible. */
  sansCout: boolean;
  /** What the chef de file passes on: nothing for its own line. */
  reverse: Centimes;
};

export type Reversements = {
  lignes: readonly LigneReversement[];
  /** Everything passed on to the others. */
  reverse: Centimes;
  /** What the chef de file keeps: the subsidy minus what it passes on; negative: it passes on more than it receives. */
  garde: Centimes;
  /** How many partners are marked chef de file: one, or nothing can be told about who passes on. */
  chefs: number;
};

/** Money received and passed on: one line per partner that has a share or an eligible cost, in the order of the partners. */
export function reversements({ partenaires, budget, financements, repartition }: Dossier): Reversements {
  const couts = coutsEligibles(budget);
  const parts = new Map<string | undefined, Dossier["repartition"][number][]>();
  for (const l of repartition) parts.set(l.partenaire, [...(parts.get(l.partenaire) ?? []), l]);
  const connus = new Set(partenaires.map((p) => p.id));
  const rien = totaliser<{ montant?: Centimes | undefined }>([], () => "oui");
  const ligne = (partenaire: string | undefined, chefDeFile: boolean): LigneReversement => {
    const siennes = parts.get(partenaire);
    const coutEligible = (partenaire === undefined ? undefined : couts.get(partenaire)) ?? rien;
    const subvention =
      siennes === undefined
        ? null
        : totaliser(
            siennes.map((l) => ({ montant: l.subvention })),
            () => "oui",
          );
    return {
      partenaire,
      chefDeFile,
      coutEligible,
      subvention,
      taux: subvention === null ? null : partDe(subvention, coutEligible),
      sansCout: partenaire !== undefined && (subvention?.min ?? 0n) > 0n && coutEligible.max === 0n,
      reverse: chefDeFile ? ZERO : (subvention?.min ?? ZERO),
    };
  };
  const lignes = [
    ...partenaires.flatMap((p) =>
      p.id !== undefined && (parts.has(p.id) || couts.has(p.id) || p.chefDeFile) ? [ligne(p.id, p.chefDeFile)] : [],
    ),
    ...[...parts.keys()].filter((id) => id === undefined || !connus.has(id)).map((id) => ligne(id, false)),
  ];
  const reverse = lignes.reduce((t, l) => t + l.reverse, 0n);
  return {
    lignes,
    reverse: centimes(reverse),
    garde: centimes(partageSubvention(financements, repartition).subvention.min - reverse),
    chefs: partenaires.filter((p) => p.chefDeFile).length,
  };
}

/** A partner's rate above the call's ceiling: worth a word, no fault — the ceiling is on the whole. */
export const auDelaDuPlafond = (
  { subvention, coutEligible }: Pick<LigneReversement, "subvention" | "coutEligible">,
  taux: { numerateur: bigint; denominateur: bigint },
): boolean =>
  subvention !== null &&
  coutEligible.max !== null &&
  coutEligible.max > 0n &&
  subvention.min * taux.denominateur > coutEligible.max * taux.numerateur;
