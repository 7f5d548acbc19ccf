import fc from "fast-check";
import { expect, test } from "vitest";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { ecrireEnLettres, nombreEnLettres } from "@/lib/domain/montant-en-lettres";

test.each([
  [0n, "zéro"],
  [1n, "un"],
  [16n, "seize"],
  [17n, "dix-sept"],
  [20n, "vingt"],
  [21n, "vingt et un"],
  [22n, "vingt-deux"],
  [31n, "trente et un"],
  [60n, "soixante"],
  [61n, "soixante et un"],
  [70n, "soixante-dix"],
  [71n, "soixante et onze"],
  [72n, "soixante-douze"],
  [79n, "soixante-dix-neuf"],
  [80n, "quatre-vingts"],
  [81n, "quatre-vingt-un"],
  [90n, "quatre-vingt-dix"],
  [91n, "quatre-vingt-onze"],
  [99n, "quatre-vingt-dix-neuf"],
  [100n, "cent"],
  [101n, "cent un"],
  [180n, "cent quatre-vingts"],
  [200n, "deux cents"],
  [201n, "deux cent un"],
  [280n, "deux cent quatre-vingts"],
  [999n, "neuf cent quatre-vingt-dix-neuf"],
  [1_000n, "mille"],
  [1_001n, "mille un"],
  [1_080n, "mille quatre-vingts"],
  [2_000n, "deux mille"],
  [21_000n, "vingt et un mille"],
  [71_071n, "soixante et onze mille soixante et onze"],
  [80_000n, "quatre-vingt mille"],
  [80_080n, "quatre-vingt mille quatre-vingts"],
  [200_000n, "deux cent mille"],
  [200_200n, "deux cent mille deux cents"],
  [1_000_000n, "un million"],
  [2_000_000n, "deux millions"],
  [80_000_000n, "quatre-vingts millions"],
  [200_000_000n, "deux cents millions"],
  [1_234_567n, "un million deux cent trente-quatre mille cinq cent soixante-sept"],
  [1_000_000_000n, "un milliard"],
  [
    999_999_999_999n,
    "neuf cent quatre-vingt-dix-neuf milliards neuf cent quatre-vingt-dix-neuf millions neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf",
  ],
  [3_000_000_000_000n, "trois billions"],
])("%s s’écrit « %s »", (nombre, mots) => {
  expect(nombreEnLettres(nombre)).toBe(mots);
});

test.each([
  [0n, "zéro euro"],
  [1n, "un centime"],
  [2n, "deux centimes"],
  [80n, "quatre-vingts centimes"],
  [100n, "un euro"],
  [101n, "un euro et un centime"],
  [200n, "deux euros"],
  [20_000n, "deux cents euros"],
  [100_000n, "mille euros"],
  [1_500_000_00n, "un million cinq cent mille euros"],
  [1_000_000_00n, "un million d’euros"],
  [7_000_000_00n, "sept millions d’euros"],
  [7_000_000_01n, "sept millions d’euros et un centime"],
  [1_000_000_000_00n, "un milliard d’euros"],
  [2_000_100_00n, "deux millions cent euros"],
  [1_000_001_00n, "un million un euros"],
  [123_456_78n, "cent vingt-trois mille quatre cent cinquante-six euros et soixante-dix-huit centimes"],
] as const)("%s centimes : « %s »", (montant, mots) => {
  expect(ecrireEnLettres(centimes(montant))).toBe(mots);
});

test("deux montants différents ne s’écrivent jamais pareil", () => {
  const montant = fc.bigInt({ min: 0n, max: 10n ** 14n });
  fc.assert(
    fc.property(montant, montant, (a, b) => {
      expect(ecrireEnLettres(a as Centimes) === ecrireEnLettres(b as Centimes)).toBe(a === b);
    }),
  );
});

test("ce qui ne s’écrit pas est refusé plutôt qu’écrit faux", () => {
  expect(() => nombreEnLettres(-1n)).toThrow(RangeError);
  expect(() => nombreEnLettres(10n ** 25n)).toThrow(RangeError);
});
