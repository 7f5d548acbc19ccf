import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODES_DROIT, type MembreCompte, plusFort, resteUnResponsable } from "@/lib/domain/equipe";

const membre = (utilisateurId: string, droit: MembreCompte["droit"], actif = true): MembreCompte => ({
  utilisateurId,
  droit,
  actif,
});

describe("un dossier garde un responsable qui peut y accéder", () => {
  test.each<[string, MembreCompte[], string, MembreCompte["droit"] | null, boolean]>([
    ["le seul responsable part", [membre("a", "responsable")], "a", null, false],
    [
      "le seul responsable devient lecteur",
      [membre("a", "responsable"), membre("b", "redacteur")],
      "a",
      "lecteur",
      false,
    ],
    ["il en reste un autre", [membre("a", "responsable"), membre("b", "responsable")], "a", null, true],
    ["l’autre n’a plus accès", [membre("a", "responsable"), membre("b", "responsable", false)], "a", null, false],
    [
      "qui part n’avait déjà plus accès",
      [membre("a", "responsable", false), membre("b", "responsable")],
      "a",
      null,
      true,
    ],
    ["un rédacteur part", [membre("a", "responsable"), membre("b", "redacteur")], "b", null, true],
    ["un lecteur devient responsable", [membre("a", "responsable"), membre("b", "lecteur")], "b", "responsable", true],
    ["un inconnu part", [membre("a", "responsable")], "z", null, true],
  ])("%s", (_, membres, vise, nouveau, attendu) => {
    expect(resteUnResponsable(membres, vise, nouveau)).toBe(attendu);
  });

  test("quoi que l’on enchaîne de permis, il reste un responsable actif s’il y en avait un", () => {
    const geste = fc.record({
      vise: fc.constantFrom("a", "b", "c"),
      nouveau: fc.constantFrom(null, ...CODES_DROIT),
    });
    const depart = fc.uniqueArray(
      fc.record({
        utilisateurId: fc.constantFrom("a", "b", "c"),
        droit: fc.constantFrom(...CODES_DROIT),
        actif: fc.boolean(),
      }),
      { selector: (m) => m.utilisateurId, minLength: 1 },
    );
    fc.assert(
      fc.property(depart, fc.array(geste), (membres, gestes) => {
        const dirige = (liste: readonly MembreCompte[]) => liste.some((m) => m.droit === "responsable" && m.actif);
        fc.pre(dirige(membres));
        let liste: MembreCompte[] = membres;
        for (const { vise, nouveau } of gestes) {
          if (!resteUnResponsable(liste, vise, nouveau)) continue;
          liste = liste.flatMap((m) =>
            m.utilisateurId !== vise ? [m] : nouveau === null ? [] : [{ ...m, droit: nouveau }],
          );
          expect(dirige(liste)).toBe(true);
        }
      }),
    );
  });
});

test("une invitation acceptée ne baisse jamais un droit", () => {
  expect(plusFort("responsable", "lecteur")).toBe("responsable");
  expect(plusFort("lecteur", "redacteur")).toBe("redacteur");
  expect(plusFort("redacteur", "redacteur")).toBe("redacteur");
});
