import { describe, expect, it } from "vitest";
import { lireInstant } from "@/lib/domain/orion/instants";
import {
  academieDeDepartement,
  departementDe,
  departementDeUai,
  regionDeAcademie,
} from "@/lib/domain/orion/territoires";
import {
  lireBooleen,
  lireEntier,
  lireListe,
  lireMontant,
  lireQuadrant,
  lireStatut,
  lireTaux,
  lireType,
} from "@/lib/domain/orion/valeurs";
import academies from "@/prisma/reference/academies.json";
import departements from "@/prisma/reference/departements.json";

describe("les cellules d’un export", () => {
  it.each([
    ["2026,00", 2026],
    ["15", 15],
    ["15.0", 15],
    ["1\u202f234,00", 1234],
    ["1.2E+3", 1200],
    ["-0,00", 0],
    ["-1", undefined],
    ["12,5", undefined],
    ["douze", undefined],
    ["1,234,5", undefined],
    ["99999999999999999", undefined],
  ])("place « %s » → %s", (texte, attendu) => expect(lireEntier(texte)).toBe(attendu));

  it.each([
    ["0,52", true, 5200],
    ["0.523", true, 5230],
    ["1", true, 10_000],
    ["52 %", true, 5200],
    ["52", true, 5200],
    ["1,2", false, 12_000],
    ["0,12345", false, 1235],
    ["-0,5", true, undefined],
    ["<20", true, undefined],
    ["150", true, undefined],
  ])("taux « %s » → %s", (texte, borne, attendu) => expect(lireTaux(texte, borne)).toBe(attendu));

  it.each([
    ["120000,00", "12000000"],
    ["85 000,5", "8500050"],
    ["0,005", "1"],
    ["-1", undefined],
    ["999 999 999 999", "99999999999900"],
    ["1000000000000", undefined],
    ["1E+3", undefined],
    ["1e99", undefined],
  ])("montant « %s » → %s centimes", (texte, attendu) => expect(lireMontant(texte)).toBe(attendu));

  it.each([
    ["true", true],
    ["FAUX", false],
    ["Oui", true],
    ["0", false],
    ["peut-être", undefined],
  ])("booléen « %s »", (texte, attendu) => expect(lireBooleen(texte)).toBe(attendu));

  it.each([
    ["Ouverture", "ouverture_nette"],
    ["Ouverture nette", "ouverture_nette"],
    ["Ouverture avec compensation", "ouverture_compensation"],
    ["augmentation_compensation", "augmentation_compensation"],
    ["AUGMENTATION", "augmentation_nette"],
    ["Ajustement de rentrée", "ajustement"],
    ["ajustement", "ajustement"],
    ["Report", undefined],
  ])("type « %s »", (texte, attendu) => expect(lireType(texte)).toBe(attendu));

  it.each([
    ["demande validée", "demande validée"],
    ["Demande validee", "demande validée"],
    ["Prêt pour le vote", "prêt pour le vote"],
    ["draft", "projet de demande"],
    ["submitted", "demande validée"],
    ["deleted", "supprimée"],
    ["validable", undefined],
  ])("statut « %s »", (texte, attendu) => expect(lireStatut(texte)).toBe(attendu));

  it.each([
    ["Q1", "Q1"],
    ["Hors quadrant", "HQ"],
    ["Q5", undefined],
  ])("quadrant « %s »", (texte, attendu) => expect(lireQuadrant(texte)).toBe(attendu));

  it.each([
    ["metiers_2030, autre", ["metiers_2030", "autre"]],
    ['["metiers_2030","autre"]', ["metiers_2030", "autre"]],
    ["", []],
    ["[sic", ["[sic"]],
  ])("liste « %s »", (texte, attendu) => expect(lireListe(texte)).toEqual(attendu));

  it.each([
    ["12/06/2025 08:05", "2025-06-12T06:05:00.000Z"],
    ["12/01/2025 08:05", "2025-01-12T07:05:00.000Z"],
    ["30/03/2025 03:00", "2025-03-30T01:00:00.000Z"],
    ["26/10/2025 03:00", "2025-10-26T02:00:00.000Z"],
    ["2025-06-12T08:05:00.000Z", "2025-06-12T08:05:00.000Z"],
    ["01/09/2025", "2025-08-31T22:00:00.000Z"],
    ["45820.5", "2025-06-12T10:00:00.000Z"],
    ["31/02/2025 08:05", undefined],
    ["hier", undefined],
  ])("date « %s », heure de Paris", (texte, attendu) => expect(lireInstant(texte)).toBe(attendu));
});

describe("les territoires d’une ligne", () => {
  it("sont ceux du référentiel", () => {
    for (const d of departements) {
      expect(academieDeDepartement(d.code), d.nom).toBe(d.academie);
      expect(regionDeAcademie(d.academie), d.nom).toBe(d.region);
    }
    for (const a of academies) expect(regionDeAcademie(a.code), a.nom).toBe(a.region);
  });
  it.each([
    ["069", "69"],
    ["69", "69"],
    ["1", "01"],
    ["02A", "2A"],
    ["974", "974"],
    ["998", null],
  ])("département « %s »", (texte, attendu) => expect(departementDe(texte)).toBe(attendu));
  it.each([
    ["0820917B", "82"],
    ["6200001G", "2A"],
    ["7200001J", "2B"],
    ["9720001A", "972"],
    ["0000001A", null],
  ])("UAI %s", (uai, attendu) => expect(departementDeUai(uai)).toBe(attendu));
});
