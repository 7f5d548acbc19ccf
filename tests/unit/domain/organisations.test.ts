import { describe, expect, it, test } from "vitest";
import {
  categorieDe,
  direIdentite,
  doublons,
  ecarts,
  etatIdentite,
  type IdentiteDeclaree,
  type IdentiteOrganisation,
  identifiantTape,
  natureDansAnnuaire,
  natureDansRegistre,
  propositions,
} from "@/lib/domain/organisations";

const SIRET = "73282932000074";
const AUTRE_SIRET = "35600000000048";
const UAI = "0951099D";
const AUTRE_UAI = "0699999U";

const registre: IdentiteOrganisation = {
  nom: "Lycée Jean-Moulin",
  siret: SIRET,
  uai: UAI,
  nature: "eple",
  categorie: "formation",
  commune: "Rennes",
  source: "annuaire",
  verifieeLe: "2026-11-01",
  fermeeLe: null,
};
const p: IdentiteDeclaree = { nom: "Lycée Jean-Moulin", siret: SIRET, uai: UAI };

describe("où en est l’identité d’un partenaire", () => {
  it.each<[string, IdentiteDeclaree, Partial<IdentiteOrganisation> | null, string]>([
    ["ni SIRET ni UAI", { nom: "Chambre" }, null, "sans_identifiant"],
    ["un SIRET faux n’est pas un identifiant", { nom: "Chambre", siret: "73282932000075" }, {}, "sans_identifiant"],
    ["un SIRET que personne ne connaît", p, null, "non_verifiee"],
    ["une identité déclarée ailleurs ne vérifie rien", p, { source: "declaree", verifieeLe: null }, "non_verifiee"],
    ["un registre sans date ne vérifie rien", p, { verifieeLe: null }, "non_verifiee"],
    ["une autre organisation ne vérifie rien", p, { siret: AUTRE_SIRET, uai: AUTRE_UAI }, "non_verifiee"],
    ["le registre dit la même chose", p, {}, "verifiee"],
    ["les accents et les signes ne font pas une différence", { ...p, nom: "LYCEE JEAN MOULIN" }, {}, "verifiee"],
    ["le registre ne donne pas de SIRET", p, { siret: null }, "verifiee"],
    ["le dossier ne donne pas de SIRET", { nom: p.nom, uai: UAI }, {}, "verifiee"],
    ["un autre nom", { ...p, nom: "Lycée Jean-Zay" }, {}, "differe"],
    ["pas de nom", { ...p, nom: null }, {}, "differe"],
    ["le SIRET d’un autre", { ...p, siret: AUTRE_SIRET }, {}, "differe"],
    ["fermée", p, { fermeeLe: "2025-08-31" }, "fermee"],
    [
      "fermée et différente : la différence d’abord, la fermeture avec elle",
      { ...p, nom: "X" },
      { fermeeLe: "2025-08-31" },
      "differe",
    ],
  ])("%s", (_, declaree, organisation, attendu) => {
    const etat = etatIdentite(declaree, organisation === null ? null : { ...registre, ...organisation });
    expect(etat.type).toBe(attendu);
    expect(direIdentite(etat)).toMatch(/\.$/);
  });

  test("dit en quoi elle diffère", () => {
    expect(ecarts({ ...p, nom: "Lycée X", siret: AUTRE_SIRET }, registre)).toEqual([
      { champ: "nom", libelle: "Nom", declare: "Lycée X", registre: "Lycée Jean-Moulin" },
      { champ: "siret", libelle: "SIRET", declare: "356 000 000 00048", registre: SIRET },
    ]);
    expect(direIdentite(etatIdentite({ ...p, nom: "X" }, { ...registre, fermeeLe: "2025-08-31" }))).toMatch(
      /fermé depuis le 31\saoût\s2025/,
    );
  });

  test("propose ce que le registre donne, jamais d’effacer", () => {
    expect(
      propositions({ nom: null, siret: SIRET, nature: "gip" }, registre).map((e) => [e.champ, e.registre]),
    ).toEqual([
      ["nom", "Lycée Jean-Moulin"],
      ["uai", UAI],
      ["nature", "eple"],
      ["categorie", "formation"],
    ]);
    expect(propositions({ ...p, nature: "eple", categorie: "autre" }, registre)).toEqual([]);
    expect(propositions({ ...p, nature: "gip" }, { ...registre, nature: null, categorie: null })).toEqual([]);
  });
});

describe("un identifiant tapé pour chercher", () => {
  test.each<[string, string | null, RegExp | null]>([
    ["732 829 320 00074", "73282932000074", null],
    ["732.829.320.00074", "73282932000074", null],
    ["095 1099 d", "0951099D", null],
    ["73282932000075", null, /clé de contrôle de ce SIRET est fausse.*vérifiez surtout les 5 derniers/],
    ["7328293200O074", null, /caractère 11 est « O » au lieu d’un chiffre/],
    ["732829320", null, /SIREN/],
    ["7328293200007", null, /13.chiffres/],
    ["0951099E", null, /lettre de contrôle de cet UAI devrait être D/],
    ["O951099D", null, /caractère 1 est « O » au lieu d’un chiffre/],
    ["095109D", null, /7.caractères.au lieu de 8/],
  ])("%s", (texte, code, defaut) => {
    const tape = identifiantTape(texte);
    expect(tape?.siret ?? tape?.uai ?? null).toBe(code);
    if (defaut === null) expect(tape?.defaut).toBeNull();
    else expect(tape?.defaut).toMatch(defaut);
  });

  test.each([
    "",
    "Jean Jaurès",
    "Lycée 2030",
    "75012 Paris",
    "CFA 75012",
    "73282932",
    "Rue du 8 mai 1945",
    "AFPA-2023-12",
  ])("« %s » n’en est pas un", (texte) => {
    expect(identifiantTape(texte)).toBeNull();
  });
});

test("les doublons sont dits des deux côtés, une cité scolaire n’en est pas un", () => {
  expect(doublons([{ siret: SIRET }, { uai: UAI }, { siret: "732 829 320 00074" }])).toEqual([
    { rang: 0, champ: "siret", autre: 2 },
    { rang: 2, champ: "siret", autre: 0 },
  ]);
  expect(
    doublons([
      { siret: SIRET, uai: UAI },
      { siret: SIRET, uai: AUTRE_UAI },
    ]),
  ).toEqual([]);
  expect(doublons([{ uai: UAI }, { uai: "0951099d " }]).map((d) => d.champ)).toEqual(["uai", "uai"]);
  expect(doublons([{ siret: "123" }, { siret: "123" }, {}, {}])).toEqual([]);
});

test.each([
  ["Lycée", "Public", "eple", "formation"],
  ["Collège", "Public", "eple", "formation"],
  ["EREA", "Public", "eple", "formation"],
  ["Lycée", "Privé", "lycee_prive", "formation"],
  ["Collège", "Privé", null, null],
  ["Service Administratif", "Public", null, null],
  ["Lycée", null, null, null],
])("annuaire : %s %s", (type, statut, nature, categorie) => {
  expect(natureDansAnnuaire(type, statut)).toBe(nature);
  expect(categorieDe(natureDansAnnuaire(type, statut))).toBe(categorie);
});

test.each([
  ["5710", "entreprise"],
  ["1000", "entreprise"],
  ["7410", "gip"],
  ["7331", "eple"],
  ["7383", "universite"],
  ["7381", "chambre_consulaire"],
  ["7230", "collectivite"],
  ["7344", "collectivite"],
  ["7389", "etablissement_public"],
  ["4110", "etablissement_public"],
  ["9220", "association"],
  ["8420", "branche"],
  ["6540", null],
  ["", null],
  [null, null],
])("registre : catégorie juridique %s", (code, nature) => {
  expect(natureDansRegistre(code)).toBe(nature);
});
