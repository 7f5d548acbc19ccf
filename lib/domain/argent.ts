/** Exact money: integer euro cents in a branded bigint. No float ever holds an amount. */

declare const marque: unique symbol;

/** An amount in euro cents, signed. */
export type Centimes = bigint & { readonly [marque]: "Centimes" };

/** Brands an integer number of cents. */
export const centimes = (valeur: bigint): Centimes => valeur as Centimes;

export const ZERO: Centimes = centimes(0n);

/** `"9500000.5"` as the exchange format writes it: euros, dot, at most two decimals, no sign. */
export const MOTIF_MONTANT = /^\d{1,30}(?:\.\d{1,2})?$/;

/** Reads a decimal string in euros (`"9500000.00"`) into cents; undefined when it is not one. */
export function lireMontant(texte: string): Centimes | undefined {
  if (!MOTIF_MONTANT.test(texte)) return undefined;
  const [euros, decimales = ""] = texte.split(".");
  return centimes(BigInt(euros as string) * 100n + BigInt(decimales.padEnd(2, "0")));
}

/** Writes cents as the exchange format does: `"9500000.00"`, `"-0.01"`. */
export function ecrireMontant(montant: Centimes): string {
  const absolu = montant < 0n ? -montant : (montant as bigint);
  const signe = montant < 0n ? "-" : "";
  return `${signe}${absolu / 100n}.${(absolu % 100n).toString().padStart(2, "0")}`;
}

export const somme = (montants: Iterable<Centimes>): Centimes => {
  let total = 0n;
  for (const montant of montants) total += montant;
  return centimes(total);
};

/** ⌊montant × numerateur / denominateur⌋ in cents, for non-negative arguments. */
export const partEntiere = (montant: Centimes, numerateur: bigint, denominateur: bigint): Centimes =>
  centimes((montant * numerateur) / denominateur);

/**
 * Splits a whole in proportion to weights by the largest remainder: each part is at most one cent from its exact share and
 * the parts always add up to the whole. Equal remainders favour the first. Weights all zero: equal parts.
 */
export function repartir(total: Centimes, poids: readonly bigint[]): Centimes[] {
  if (total < 0n || poids.some((p) => p < 0n)) throw new RangeError("On ne répartit que des montants positifs.");
  if (poids.length === 0) {
    if (total !== 0n) throw new RangeError("Aucune part entre laquelle répartir.");
    return [];
  }
  const entiers = poids.some((p) => p > 0n) ? poids : poids.map(() => 1n);
  const masse = entiers.reduce((a, b) => a + b, 0n);
  const parts = entiers.map((p, rang) => ({ rang, part: (total * p) / masse, reste: (total * p) % masse }));
  const attribue = parts.reduce((t, p) => t + p.part, 0n);
  const ordre = [...parts].sort((a, b) => (a.reste === b.reste ? a.rang - b.rang : a.reste > b.reste ? -1 : 1));
  // Fewer cents are left than there are parts with a remainder.
  for (const p of ordre.slice(0, Number(total - attribue))) p.part += 1n;
  return parts.map((p) => centimes(p.part));
}
