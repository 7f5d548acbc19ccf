import { describe, expect, it } from "vitest";
import { AIDES, aideDe } from "@/lib/domain/aides";
import { USAGE_DE_RIGEL } from "@/lib/domain/aides/aide";
import { FORMES, type Forme, SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { CODES_REGLES } from "@/lib/domain/regles/codes";
import { REGISTRE } from "@/lib/domain/regles/registre";

/** Every field of a shape, as its key in the table: no rank, no dictionary key. */
function champs(forme: Forme, chemin: readonly string[]): string[] {
  if (forme.genre === "objet" || forme.genre === "liste")
    return Object.entries(forme.champs).flatMap(([nom, sous]) => champs(sous, [...chemin, nom]));
  return [chemin.join(".")];
}
const CHAMPS = SECTIONS_EDITABLES.flatMap((section) =>
  champs({ genre: "objet", champs: FORMES[section] }, []).map((champ) => ({ section, champ })),
);
const TEXTES = SECTIONS_EDITABLES.flatMap((section) =>
  Object.entries(AIDES[section]).flatMap(([champ, aide]) =>
    Object.entries(aide).map(([rubrique, texte]) => ({ ou: `${section} ${champ} ${rubrique}`, texte })),
  ),
);

describe("l’aide de chaque champ", () => {
  it.each(CHAMPS)("$section $champ : pourquoi, où le trouver, source", ({ section, champ }) => {
    const aide = AIDES[section][champ];
    expect(aide?.pourquoi.length).toBeGreaterThan(30);
    expect(aide?.ou).toBeTruthy();
    expect(aide?.source).toBeTruthy();
  });

  it("n’est écrite que pour des champs qui existent", () => {
    for (const section of SECTIONS_EDITABLES) {
      const connus = CHAMPS.filter((c) => c.section === section).map((c) => c.champ);
      for (const champ of Object.keys(AIDES[section]))
        expect(connus.some((c) => champ === c || champ.startsWith(`${c}.`))).toBe(true);
    }
  });

  it("se trouve depuis le chemin d’un formulaire, ligne, année ou case comprises", () => {
    expect(aideDe("partenaires", "partenaires.12.nom")).toBe(AIDES.partenaires["partenaires.nom"]);
    expect(aideDe("partenaires", "partenaires.0.lettreEngagement.montant")).toBe(
      AIDES.partenaires["partenaires.lettreEngagement.montant"],
    );
    expect(aideDe("transformations", "transformations.3.scolaire.1")).toBe(
      AIDES.transformations["transformations.scolaire"],
    );
    expect(aideDe("publics", "indicateurs.0.cibles.2025")).toBe(AIDES.publics["indicateurs.cibles"]);
    expect(aideDe("verification", "justifications.COFI_ENGAGE")).toBe(AIDES.verification.justifications);
    expect(aideDe("identite", "inconnu")).toBeNull();
  });

  it("cite une règle de l’appel avec sa référence, un passage du rapport, ou dit que c’est l’usage de Rigel", () => {
    for (const section of SECTIONS_EDITABLES)
      for (const { source } of Object.values(AIDES[section]))
        for (const partie of (source ?? "").split(" · ")) {
          const code = CODES_REGLES.find((c) => partie.startsWith(`${c}\u202f: `));
          if (code === undefined) expect(partie).toMatch(new RegExp(`^(${USAGE_DE_RIGEL}|Rapport IGÉSR, )`));
          else
            expect(partie.replaceAll("\u202f", " ")).toContain(
              REGISTRE[code].source.reference.replaceAll("\u202f", " "),
            );
        }
  });

  it.each(TEXTES)("$ou : typographie française", ({ texte }) => {
    expect(texte).not.toMatch(/'| [;:!?»%€]|« /);
    expect(texte).not.toMatch(/[^\u202f\d][;!?]|[^\u202f\d/]:/);
    expect(texte).not.toMatch(/\d {1}\d{3}(?!\d)/);
  });
});
