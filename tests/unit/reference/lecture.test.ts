import { describe, expect, test } from "vitest";
import { cfdAvecPlateau, chercherFormations, formation, niveauDeCfd, niveauFormation } from "@/lib/server/reference";

describe("lecture des référentiels", () => {
  test("une formation se retrouve par son code, une inconnue n’existe pas", () => {
    expect(formation("40025519")?.niveau).toBe(4);
    expect(niveauDeCfd("50025524")).toBe(3);
    expect(niveauDeCfd("00000000")).toBeUndefined();
    expect(niveauFormation("400")?.court).toBe("Bac pro");
  });

  test("le plateau technique se lit sur le groupe de spécialité", () => {
    expect(cfdAvecPlateau().has("40025519")).toBe(true);
    expect(cfdAvecPlateau().has("32032613")).toBe(false);
  });

  test.each([
    ["sans accents", "cybersecurite", "40025519"],
    ["avec accents", "Cybersécurité", "40025519"],
    ["par début de mots, dans le désordre", "elec cyber", "40025519"],
    ["par code", "40025519", "40025519"],
    ["par diplôme et titre", "cap electricien", "50025524"],
  ])("la recherche trouve %s", (_, texte, cfd) => {
    expect(chercherFormations(texte).map((f) => f.cfd)).toContain(cfd);
  });

  test("les formations ouvertes viennent avant les fermées, dans la limite demandée", () => {
    const trouvees = chercherFormations("cap", 400);
    const premiereFermee = trouvees.findIndex((f) => f.fermeture !== null);
    expect(premiereFermee).toBeGreaterThan(0);
    expect(trouvees.slice(premiereFermee).every((f) => f.fermeture !== null)).toBe(true);
    expect(chercherFormations("cap", 5)).toHaveLength(5);
  });

  test.each(["", "   ", "…", "zzzz"])("%j ne trouve rien", (texte) => expect(chercherFormations(texte)).toEqual([]));
});
