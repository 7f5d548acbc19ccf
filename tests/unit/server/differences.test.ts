import { expect, test } from "vitest";
import { differences } from "@/lib/server/dossiers/differences";

test.each([
  ["rien", { a: 1, b: [1, { c: 2 }] }, { a: 1, b: [1, { c: 2 }] }, null],
  ["une valeur", { a: 1, b: 2 }, { a: 1, b: 3 }, { avant: { b: 2 }, apres: { b: 3 } }],
  ["une clé ajoutée", {}, { a: 1 }, { avant: {}, apres: { a: 1 } }],
  ["une clé retirée", { a: 1 }, {}, { avant: { a: 1 }, apres: {} }],
  ["une ligne au milieu", { l: [1, 2, 3] }, { l: [1, 9, 3] }, { avant: { l: { 1: 2 } }, apres: { l: { 1: 9 } } }],
  ["une ligne à la fin", { l: [1] }, { l: [1, 2] }, { avant: { l: {} }, apres: { l: { 1: 2 } } }],
  ["une liste devenue objet", { l: [] }, { l: {} }, { avant: { l: [] }, apres: { l: {} } }],
  ["nul n’est pas absent", { a: null }, { a: 0 }, { avant: { a: null }, apres: { a: 0 } }],
])("%s", (_, avant, apres, attendu) => {
  expect(differences(avant, apres)).toEqual(attendu);
});
