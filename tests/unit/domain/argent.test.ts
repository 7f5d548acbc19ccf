import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Centimes, centimes, ecrireMontant, lireMontant, partEntiere, repartir, somme } from "@/lib/domain/argent";

const montants = fc.bigInt({ min: 0n, max: 10n ** 20n }).map(centimes);

describe("lire et écrire un montant", () => {
  it.each([
    ["0", 0n],
    ["0.01", 1n],
    ["0.1", 10n],
    ["9500000.00", 950_000_000n],
    ["007.5", 750n],
  ])("« %s » fait %d centimes", (texte, attendu) => {
    expect(lireMontant(texte)).toBe(attendu);
  });
  it.each(["", "-1.00", "+1", "1,00", "1.", ".5", "1.005", "1e3", " 1", "1 000", "NaN", "٣", "1\n"])(
    "« %s » est refusé",
    (texte) => {
      expect(lireMontant(texte)).toBeUndefined();
    },
  );
  it("écrit le signe et deux décimales", () => {
    expect(ecrireMontant(centimes(-1n))).toBe("-0.01");
    expect(ecrireMontant(centimes(-100n))).toBe("-1.00");
    expect(ecrireMontant(centimes(5n))).toBe("0.05");
  });
  it("relit ce qu’il écrit", () => {
    fc.assert(fc.property(montants, (m) => lireMontant(ecrireMontant(m)) === m));
  });
});

describe("la part entière", () => {
  it("ne dépasse jamais la part exacte, et en reste à moins d’un centime", () => {
    fc.assert(
      fc.property(montants, (m) => {
        const part = partEntiere(m, 70n, 100n);
        return part * 100n <= m * 70n && (part + 1n) * 100n > m * 70n;
      }),
    );
  });
});

describe("répartir au plus fort reste", () => {
  const poids = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 60 });

  it.each<[string, bigint, bigint[], bigint[]]>([
    ["un centime pour trois", 1n, [1n, 1n, 1n], [1n, 0n, 0n]],
    ["dix centimes pour trois", 10n, [1n, 1n, 1n], [4n, 3n, 3n]],
    ["le plus fort reste d’abord", 10n, [1n, 2n], [3n, 7n]],
    ["un poids nul ne reçoit rien", 100n, [0n, 1n], [0n, 100n]],
    ["tous les poids nuls : parts égales", 5n, [0n, 0n], [3n, 2n]],
    ["rien à répartir", 0n, [3n, 4n], [0n, 0n]],
  ])("%s", (_, total, parts, attendu) => {
    expect(repartir(centimes(total), parts)).toEqual(attendu);
  });

  it("donne toujours des parts dont la somme est le tout", () => {
    fc.assert(fc.property(montants, poids, (total, p) => somme(repartir(total, p)) === total));
  });

  it("ne s’écarte jamais d’un centime de la part exacte, et ne donne rien à un poids nul", () => {
    fc.assert(
      fc.property(montants, poids, (total, p) => {
        const masse = p.reduce((a, b) => a + b, 0n);
        if (masse === 0n) return true;
        return repartir(total, p).every((part, i) => {
          const exact = total * (p[i] as bigint);
          const ecart = part * masse - exact;
          return ecart < masse && -ecart < masse && (p[i] !== 0n || part === 0n);
        });
      }),
    );
  });

  it("refuse les montants et les poids négatifs, et une liste vide s’il reste à répartir", () => {
    expect(() => repartir(centimes(-1n), [1n])).toThrow(RangeError);
    expect(() => repartir(centimes(1n), [-1n])).toThrow(RangeError);
    expect(() => repartir(centimes(1n), [])).toThrow(RangeError);
    expect(repartir(centimes(0n) as Centimes, [])).toEqual([]);
  });
});
