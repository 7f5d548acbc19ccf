import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLE_MAX, cleDeLigne, clesDeListe } from "@/lib/domain/edition/cles";

const nouvelle = () => {
  let n = 0;
  return () => `neuve-${++n}`;
};
const AUCUNE = new Set<string>();
const cellule = { partenaire: "gip", poste: "bati", annee: 2024, libelle: null, eligible: null, montant: "1.00" };

describe("la clé d’une ligne qui tient lieu d’une place", () => {
  test("est la même pour deux personnes qui remplissent la même case, quel que soit le montant", () => {
    const une = cleDeLigne("budget", cellule, AUCUNE, nouvelle());
    expect(cleDeLigne("budget", { ...cellule, montant: "2.00" }, AUCUNE, nouvelle())).toBe(une);
    const { libelle: _, ...sans } = cellule;
    expect(cleDeLigne("budget", sans, AUCUNE, nouvelle())).toBe(une);
    expect(une).toMatch(/^c_[0-9a-f]{16}$/);
  });
  test.each(["partenaire", "poste", "annee", "libelle", "eligible"])("change avec « %s »", (champ) => {
    expect(cleDeLigne("budget", { ...cellule, [champ]: "autre" }, AUCUNE, nouvelle())).not.toBe(
      cleDeLigne("budget", cellule, AUCUNE, nouvelle()),
    );
  });
  test("déjà prise, ou dans une liste sans places : tirée", () => {
    const une = cleDeLigne("budget", cellule, AUCUNE, nouvelle());
    expect(cleDeLigne("budget", cellule, new Set([une]), nouvelle())).toBe("neuve-1");
    expect(cleDeLigne("campus", { nom: "A" }, AUCUNE, nouvelle())).toBe("neuve-1");
    expect(cleDeLigne("repartition", { partenaire: null }, AUCUNE, nouvelle())).toBe("neuve-1");
    expect(cleDeLigne("repartition", { partenaire: "gip" }, AUCUNE, nouvelle())).toMatch(/^c_/);
  });
});

test("les clés d’une liste sont toutes différentes, et tiennent en base", () => {
  const ligne = fc.record({
    partenaire: fc.constantFrom(null, "a", "b"),
    poste: fc.constantFrom(null, "bati"),
    annee: fc.constantFrom(2024, 2025),
    libelle: fc.constantFrom(null, "é".repeat(300)),
    eligible: fc.constantFrom(null, true),
  });
  fc.assert(
    fc.property(fc.constantFrom("budget", "repartition", "publics"), fc.array(ligne), (liste, lignes) => {
      const cles = clesDeListe(liste, lignes, nouvelle());
      expect(cles).toHaveLength(lignes.length);
      expect(new Set(cles).size).toBe(cles.length);
      for (const cle of cles) expect(cle.length).toBeLessThanOrEqual(CLE_MAX);
    }),
  );
});
