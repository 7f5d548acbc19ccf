import { describe, expect, test } from "vitest";
import { direPlusieurs, enTexte, motifSansDroit } from "@/components/dossier/phrases-notices";

const alex = { par: { id: "alex", nom: "Alex Exemple" } };
const camille = { par: { id: "camille", nom: "Camille Dupré" } };
const dominique = { par: { id: "dominique", nom: "Dominique Marchand" } };
const inconnu = { par: null };
/** Read by a person: the kind of space does not matter. */
const lire = (phrase: string) => phrase.replace(/[\u00a0\u202f]/g, " ");

describe("plusieurs champs à deux valeurs, dits à Alex", () => {
  test.each([
    ["soi seul", [alex, alex], "Vous avez écrit les mêmes 2 champs depuis plusieurs pages."],
    ["une autre", [camille, camille, camille], "Camille Dupré et vous avez écrit les mêmes 3 champs."],
    ["plusieurs autres", [camille, dominique], "D’autres personnes et vous avez écrit les mêmes 2 champs."],
    ["personne de connu", [inconnu, inconnu], "Une autre personne et vous avez écrit les mêmes 2 champs."],
    [
      "une autre, et soi",
      [alex, camille, alex],
      "Camille Dupré et vous avez écrit le même champ ; vous en avez écrit 2 depuis plusieurs pages.",
    ],
  ])("%s", (_, conflits, phrase) => {
    expect(lire(direPlusieurs(conflits, "alex"))).toBe(phrase);
  });
});

describe("ce qui attend sans droit de modifier", () => {
  test.each([
    ["depose", /à l’état « .+ » : son contenu est figé/],
    ["abandonne", /abandonné/],
    ["en_montage", /votre droit a changé/],
  ] as const)("%s : la raison tient en une phrase", (etat, attendue) => {
    expect(lire(motifSansDroit({ etat }))).toMatch(attendue);
  });

  test("se copie en un paragraphe par champ", () => {
    const saisies = [
      { section: "Identité", champ: "Titre", valeur: "Un titre" },
      { section: "Diagnostic", champ: "Besoins", valeur: "Deux\nlignes" },
    ];
    expect(lire(enTexte(saisies))).toBe("Identité, Titre :\nUn titre\n\nDiagnostic, Besoins :\nDeux\nlignes");
  });
});
