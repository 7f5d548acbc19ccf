import { describe, expect, test } from "vitest";
import { NATURES } from "@/lib/domain/nomenclatures";
import { origineDe } from "@/lib/domain/origines";
import { sourceParDefaut, sourcesPossibles } from "@/lib/domain/sources-par-nature";

const LES_DEUX = ["autre_public", "autre_prive"] as const;

describe("d’où vient l’argent d’une organisation", () => {
  test.each([
    ["gip", ["autofinancement", "autre_public"]],
    ["eple", ["autofinancement", "autre_public"]],
    ["etablissement_public", ["autofinancement", "autre_public"]],
    ["universite", ["autofinancement", "autre_public"]],
    ["laboratoire", ["autofinancement", "autre_public"]],
    ["chambre_consulaire", ["autofinancement", "autre_public"]],
    ["lycee_prive", ["autofinancement", "autre_prive"]],
    ["cfa", ["autofinancement", "autre_prive"]],
    ["association", ["autofinancement", "autre_prive"]],
    ["collectivite", ["collectivite", "region", "autre_public"]],
    ["entreprise", ["entreprise", "autre_prive"]],
    ["branche", ["branche", "autre_prive"]],
    ["autre", ["autofinancement", ...LES_DEUX]],
    [null, ["autofinancement", ...LES_DEUX]],
    ["inconnue_demain", ["autofinancement", ...LES_DEUX]],
  ])("%s", (nature, attendues) => {
    expect(sourcesPossibles(nature)).toEqual(attendues);
    expect(sourceParDefaut(nature)).toBe(attendues[0]);
  });

  test("aucune nature connue n’est des deux côtés à la fois, et aucune n’écrit la subvention", () => {
    for (const nature of NATURES.codes) {
      const origines = sourcesPossibles(nature).map(origineDe);
      expect(sourcesPossibles(nature)).not.toContain("france2030");
      if (nature !== "autre") expect(origines.includes("public") && origines.includes("prive")).toBe(false);
    }
  });
});
