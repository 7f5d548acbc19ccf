import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { DejaRecu } from "@/components/carte-formations/imports/deja-recu";
import { adresseRapport } from "@/components/carte-formations/imports/envoi-import";
import { nomEtatImport } from "@/lib/schemas/imports-carte";

test.each([
  [{ etat: "prepare", refusees: 0 }, "À confirmer"],
  [{ etat: "prepare", refusees: 1 }, "À corriger"],
  [{ etat: "applique", refusees: 0 }, "Appliqué"],
  [{ etat: "abandonne", refusees: 3 }, "Abandonné"],
] as const)("un rapport qui a des refus est à corriger, pas à confirmer : %o", (lu, nom) => {
  expect(nomEtatImport(lu)).toBe(nom);
});

const texte = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

test("les mêmes octets sous un autre nom : le rapport qui attend dit le premier nom", () => {
  expect(adresseRapport({ id: "x", deja: true })).toBe("/carte/imports/x?deja=1");
  expect(adresseRapport({ id: "x", deja: false })).toBe("/carte/imports/x");
  const dit = texte(renderToStaticMarkup(<DejaRecu nomFichier="premier.csv" le="22 novembre 2026" />));
  expect(dit).toContain("celui de « premier.csv », envoyé le 22 novembre 2026.");
});
