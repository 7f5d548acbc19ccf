import { type Centimes, centimes } from "@/lib/domain/argent";

/** Splits an amount by weights, largest remainder first: the parts always add up to the whole. */
export function partager(total: Centimes, poids: readonly number[]): Centimes[] {
  const somme = BigInt(poids.reduce((a, b) => a + b, 0));
  const parts = poids.map((p, rang) => {
    const produit = total * BigInt(p);
    return { rang, part: produit / somme, reste: produit % somme };
  });
  let manque = total - parts.reduce((a, { part }) => a + part, 0n);
  for (const p of [...parts].sort((a, b) => (a.reste === b.reste ? a.rang - b.rang : a.reste > b.reste ? -1 : 1))) {
    if (manque === 0n) break;
    p.part += 1n;
    manque -= 1n;
  }
  return parts.map(({ part }) => centimes(part));
}
