import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Entretemps } from "@/components/carte-formations/imports/decision-import-carte";
import { DejaRecu } from "@/components/carte-formations/imports/deja-recu";
import { adresseRapport } from "@/components/carte-formations/imports/envoi-import";
import { douteNombre, resumeImport } from "@/components/carte-formations/imports/resume-import";
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

const PREVUS = { genre: "orion", crees: 50, modifies: 1, inchanges: 3, retires: 0 } as const;

test("avant d’appliquer, rien n’est encore créé : tout se dit au futur", () => {
  expect(texte(resumeImport(PREVUS))).toBe("50 demandes seront créées, 1 sera modifiée, 3 resteront telles quelles.");
  expect(texte(resumeImport({ ...PREVUS, genre: "constat", crees: 1, retires: 2 }))).toBe(
    "1 effectif sera créé, 1 sera modifié, 3 resteront tels quels, 2 seront retirés.",
  );
});

test.each([
  ["bien plus que la carte n’en compte", 20_000, 219, true],
  ["plus de la moitié", 200, 399, true],
  ["la moitié", 200, 400, false],
  ["moins de deux cents", 199, 10, false],
  ["une première carte", 20_000, 0, false],
])("demandes à créer : %s", (_, crees, connues, doute) => {
  const dit = douteNombre({ ...PREVUS, crees }, connues);
  expect(dit !== null).toBe(doute);
  if (dit !== null) expect(dit).toContain("Vérifiez que c’est le bon fichier");
});

test("une comparaison périmée est une information, pas une erreur", () => {
  const html = renderToStaticMarkup(<Entretemps message="La comparaison vient d’être refaite." />);
  expect(html).toContain("fr-alert--info");
  expect(html).not.toContain("fr-alert--error");
});
