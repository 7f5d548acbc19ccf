import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  avecEtiquettes,
  enMarques,
  enSaisie,
  filtrerMentionnables,
  mentionEnCours,
  mentionsDe,
  morceauxDe,
} from "@/lib/domain/mentions";

const A = "11111111-1111-4111-8111-111111111111";
const B = "22222222-2222-4222-8222-222222222222";
const EQUIPE = avecEtiquettes([
  { id: A, nom: "Anne Roy", organisation: "Rectorat" },
  { id: B, nom: "Anne Royer", organisation: "Lycée" },
]);

describe("écrire une mention", () => {
  test.each([
    ["@Anne Roy bonjour", `@{${A}} bonjour`],
    ["@Anne Royer bonjour", `@{${B}} bonjour`],
    ["voir @Anne Roy, @Anne Royer.", `voir @{${A}}, @{${B}}.`],
    ["@Anne", "@Anne"],
    ["@Anne Royère", "@Anne Royère"],
    ["anne@exemple.fr", "anne@exemple.fr"],
    ["@", "@"],
  ])("%s", (saisie, marque) => expect(enMarques(saisie, EQUIPE)).toBe(marque));

  test("l’aller et le retour redonnent le même texte", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(A, B).map((id) => `@{${id}}`),
            fc.constantFrom(" ", "a, ", "\n"),
          ),
        ),
        (bouts) => {
          const texte = bouts.join(" ");
          const nomDe = (id: string) => EQUIPE.find((p) => p.id === id)?.etiquette ?? "";
          expect(enMarques(enSaisie(texte, nomDe), EQUIPE)).toBe(texte);
          const relu = morceauxDe(texte).map((m) => (m.type === "texte" ? m.texte : `@{${m.id}}`));
          expect(relu.join("")).toBe(texte);
        },
      ),
    ));
});

test("les personnes citées, chacune une fois", () =>
  expect(mentionsDe(`@{${B}} @{${A}} @{${B.toUpperCase()}} @{rien}`)).toEqual([B, A]));

describe("deux personnes du même nom", () => {
  test("se distinguent par leur organisation, puis par un numéro", () => {
    const memes = { nom: "Lou Petit", organisation: "Rectorat" };
    expect(
      avecEtiquettes([
        { id: A, ...memes },
        { id: B, ...memes, organisation: "Lycée" },
        { id: "c", ...memes },
      ]).map((p) => p.etiquette),
    ).toEqual(["Lou Petit (Rectorat)", "Lou Petit (Lycée)", "Lou Petit (Rectorat) 2"]);
  });
});

describe("pendant la frappe", () => {
  test.each([
    ["bonjour @an", 11, { debut: 8, cherche: "an" }],
    ["@", 1, { debut: 0, cherche: "" }],
    ["@Anne R", 7, { debut: 0, cherche: "Anne R" }],
    ["a@b", 3, null],
    ["@an\nsuite", 9, null],
    ["@an, suite", 10, null],
    ["sans rien", 9, null],
  ])("%j à %i", (texte, curseur, attendu) => expect(mentionEnCours(texte, curseur)).toEqual(attendu));

  test.each([
    ["", [A, B]],
    ["roye", [B]],
    ["ANNE", [A, B]],
    ["anne roy", [A, B]],
    ["oy", []],
  ])("« %s »", (cherche, ids) => expect(filtrerMentionnables(EQUIPE, cherche).map((p) => p.id)).toEqual(ids));

  test("les accents n’empêchent rien", () =>
    expect(filtrerMentionnables([{ id: A, nom: "Élodie", organisation: "", etiquette: "Élodie" }], "elo")).toHaveLength(
      1,
    ));
});
