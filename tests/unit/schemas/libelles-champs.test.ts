import { describe, expect, test } from "vitest";
import { valeurLisible } from "@/lib/schemas/libelles-champs";

const noms = (cle: string) => ({ gip: "GIP Auvergne", c_1: "Lycée Vaucanson" })[cle];
const lire = (texte: string) => texte.replace(/[\u00a0\u202f]/g, " ");

describe("une valeur, dite à une personne", () => {
  test("une ligne ne dit ni sa clé ni le code de son partenaire", () => {
    const ligne = {
      cle: "c_1f3a",
      partenaire: "gip",
      poste: "equipement",
      annee: 2025,
      montant: "1200.00",
      libelle: "",
    };
    const dite = lire(valeurLisible("c_1f3a", ligne, noms));
    expect(dite).toMatch(/^Partenaire : GIP Auvergne ; Poste : /);
    expect(dite).toContain("Année : 2025 ; Montant : 1 200,00 €");
    expect(dite).not.toMatch(/cle|c_1f3a|Groupement/);
    expect(lire(valeurLisible("p", { id: "gip", nom: "GIP Auvergne", nature: "gip" }))).toBe(
      "Nom : GIP Auvergne ; Nature : Groupement d’intérêt public (GIP)",
    );
  });

  test.each([
    ["budget.0.partenaire", "gip", "GIP Auvergne"],
    ["plateauxTechniques.1.hote", "c_1", "Lycée Vaucanson"],
    ["plateauxTechniques.1.usagers", ["gip", "c_1"], "GIP Auvergne, Lycée Vaucanson"],
    ["plateauxTechniques.1.usagers.0", "gip", "GIP Auvergne"],
    // Nobody knows it: its key, and no legal nature of the same code.
    ["budget.0.partenaire", "cfa", "cfa"],
    ["partenaires.0.nature", "gip", "Groupement d’intérêt public (GIP)"],
    // Their own words.
    ["acronyme", "gip", "gip"],
    ["partenaires.0.nom", "", "Non renseigné"],
  ])("%s : %j", (chemin, valeur, dit) => {
    expect(valeurLisible(chemin, valeur, noms)).toBe(dit);
  });
});
