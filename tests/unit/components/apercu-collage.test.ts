import { expect, it } from "vitest";
import { nommerEcartees } from "@/components/financement/budget/apercu-collage";

it.each([
  [1, 0, "1 ligne de titre ou de total laissée de côté."],
  [2, 0, "2 lignes de titre ou de total laissées de côté."],
  [1, 1, "1 ligne de titre ou de total laissée de côté, avec 1 montant."],
  [2, 3, "2 lignes de titre ou de total laissées de côté, avec 3 montants."],
  [0, 1, "1 montant de total laissé de côté."],
  [0, 5, "5 montants de total laissés de côté."],
])("%i lignes et %i montants laissés de côté", (lignes, valeurs, phrase) => {
  expect(nommerEcartees({ lignes, valeurs }).replaceAll("\u00a0", " ")).toBe(phrase);
});
