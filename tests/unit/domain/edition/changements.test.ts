import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appliquer, type Changement, comparer, inverser, lireA, memeValeur } from "@/lib/domain/edition/changements";
import { contenusArbitraires, sansOrdre } from "./arbitraires";

describe("propriétés", () => {
  test("ce qui a changé, appliqué à l’avant, donne l’après ; l’avant n’est pas touché", () => {
    fc.assert(
      fc.property(contenusArbitraires(2), ([section, [avant, apres]]) => {
        const copie = structuredClone(avant);
        const obtenu = appliquer(section, avant, comparer(section, avant, apres));
        expect(memeValeur(sansOrdre(section, obtenu), sansOrdre(section, apres))).toBe(true);
        expect(avant).toEqual(copie);
      }),
    );
  });

  test("l’inverse défait, dans l’ordre des lignes compris", () => {
    fc.assert(
      fc.property(contenusArbitraires(2), ([section, [avant, apres]]) => {
        const changements = comparer(section, avant, apres);
        const fait = appliquer(section, avant, changements);
        const defait = appliquer(section, fait, inverser(changements));
        expect(memeValeur(defait, avant)).toBe(true);
        expect(memeValeur(appliquer(section, defait, inverser(inverser(changements))), fait)).toBe(true);
      }),
    );
  });

  test("rien n’a changé : aucun changement, et rien à appliquer", () => {
    fc.assert(
      fc.property(contenusArbitraires(1), ([section, [contenu]]) => {
        expect(comparer(section, contenu, structuredClone(contenu))).toEqual([]);
        expect(appliquer(section, contenu, [])).toBe(contenu);
      }),
    );
  });

  test("chaque adresse ne change qu’une fois, et se lit ensuite comme le changement le dit", () => {
    fc.assert(
      fc.property(contenusArbitraires(2), ([section, [avant, apres]]) => {
        const changements = comparer(section, avant, apres);
        expect(new Set(changements.map((c) => c.adresse)).size).toBe(changements.length);
        const fait = appliquer(section, avant, changements);
        for (const c of changements)
          if (c.type === "retrait") expect(lireA(fait, c.adresse)).toBeUndefined();
          else expect(memeValeur(lireA(fait, c.adresse), c.apres)).toBe(true);
      }),
    );
  });

  test("deux changements de champs différents se fondent, dans un ordre ou dans l’autre", () => {
    fc.assert(
      fc.property(contenusArbitraires(3), ([section, [depart, a, b]]) => {
        const champs = (v: unknown) => comparer(section, depart, v).filter((c) => c.type === "champ");
        const deA = champs(a);
        const prises = new Set(deA.map((c) => c.adresse));
        const deB = champs(b).filter((c) => !prises.has(c.adresse));
        const ab = appliquer(section, appliquer(section, depart, deA), deB);
        const ba = appliquer(section, appliquer(section, depart, deB), deA);
        expect(memeValeur(ab, ba)).toBe(true);
      }),
    );
  });
});

test.each<[unknown, unknown, boolean]>([
  [null, undefined, true],
  [null, "", false],
  [0, -0, true],
  [{ a: 1 }, { a: 1, b: null }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 2 }, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [[], null, false],
  [{}, null, false],
])("%j et %j : même valeur, %s", (a, b, attendu) => {
  expect(memeValeur(a, b)).toBe(attendu);
  expect(memeValeur(b, a)).toBe(attendu);
});

describe("appliquer, cas par cas", () => {
  const ligne = (cle: string, montant: string | null = null) => ({ cle, montant });
  const trois = { budget: [ligne("a"), ligne("b"), ligne("c")] };
  const ordre = (contenu: unknown) => (contenu as typeof trois).budget.map((l) => l.cle).join("");
  const ajout = (cle: string, rang: number): Changement => ({
    ...{ type: "ajout", adresse: `budget/budget/${cle}`, rang },
    apres: ligne("une autre clé", "9.00"),
  });
  const retrait = (cle: string): Changement => ({
    type: "retrait",
    adresse: `budget/budget/${cle}`,
    rang: 0,
    avant: {},
  });
  const champ = (cle: string, apres: unknown): Changement => ({
    ...{ type: "champ", adresse: `budget/budget/${cle}/montant`, avant: null, apres },
  });
  test.each<[string, Changement[], string]>([
    ["une ligne en tête", [ajout("n", 0)], "nabc"],
    ["une ligne loin après la fin", [ajout("n", 10_000)], "abcn"],
    ["une ligne qui est déjà là garde sa place", [ajout("b", 0)], "abc"],
    ["une ligne retirée", [retrait("b")], "ac"],
    ["une ligne retirée deux fois", [retrait("b"), retrait("b")], "ac"],
    ["une ligne absente retirée", [retrait("z")], "abc"],
    ["retirée puis remise", [retrait("a"), ajout("a", 1)], "bac"],
    ["une ligne mise, puis une autre avant elle", [ajout("n", 3), ajout("m", 0)], "mabcn"],
    ["plusieurs à la fin", [ajout("x", 3), ajout("y", 4), ajout("z", 5)], "abcxyz"],
    ["un champ d’une ligne absente", [champ("z", "1.00")], "abc"],
    ["une autre section", [{ type: "champ", adresse: "identite/titre", avant: null, apres: "x" }], "abc"],
    ["une adresse qui n’en est pas une", [{ type: "champ", adresse: "budget/x", avant: null, apres: "x" }], "abc"],
  ])("%s", (_, changements, attendu) => expect(ordre(appliquer("budget", trois, changements))).toBe(attendu));

  test("la clé d’une ligne est celle de son adresse", () => {
    const { budget } = appliquer("budget", trois, [ajout("n", 1), champ("n", "2.00")]) as typeof trois;
    expect(budget[1]).toEqual({ cle: "n", montant: "2.00" });
  });

  test("une entrée de dictionnaire sans valeur s’en va", () => {
    const avant = { justifications: { X: "x", Y: "y" } };
    const sans: Changement = { type: "champ", adresse: "verification/justifications/X", avant: "x", apres: null };
    expect(appliquer("verification", avant, [sans])).toEqual({ justifications: { Y: "y" } });
    expect(appliquer("verification", { justifications: {} }, [sans])).toEqual({ justifications: {} });
  });

  test("une valeur nommée __proto__ ne touche aucun prototype", () => {
    const brut = JSON.parse('{"cle":"n","__proto__":{"pris":true}}');
    const apres = appliquer("budget", trois, [
      { type: "ajout", adresse: "budget/budget/__proto__", rang: 0, apres: brut },
    ]) as typeof trois;
    expect(apres.budget[0]?.cle).toBe("__proto__");
    expect(({} as Record<string, unknown>).pris).toBeUndefined();
  });

  test("2 400 lignes, mille changements : sans attendre", () => {
    const grand = { budget: Array.from({ length: 2_400 }, (_, i) => ligne(`l${i}`)) };
    const mille = Array.from({ length: 1_000 }, (_, i) => champ(`l${i * 2}`, "5.00"));
    const debut = performance.now();
    const fait = appliquer("budget", grand, mille);
    expect(performance.now() - debut).toBeLessThan(500);
    expect(comparer("budget", grand, fait)).toHaveLength(1_000);
  });
});
