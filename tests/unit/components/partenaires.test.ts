import { describe, expect, test } from "vitest";
import { filtrer, SANS_FILTRE } from "@/components/consortium/filtres-partenaires";
import { nouveauPartenaire } from "@/components/consortium/ligne-partenaire";
import { creerConnues } from "@/components/consortium/organisations-connues";
import { totauxParPartenaire } from "@/components/consortium/totaux";
import type { IdentiteOrganisation } from "@/lib/domain/organisations";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";

const UAI = "0951099D";
const AUTRE_UAI = "0699999U";
const SIRET = "73282932000074";
const org = (plus: Partial<IdentiteOrganisation>): IdentiteOrganisation => ({
  nom: "Lycée",
  siret: null,
  uai: null,
  nature: null,
  categorie: null,
  commune: null,
  source: "annuaire",
  verifieeLe: "2026-11-01",
  fermeeLe: null,
  ...plus,
});

test("une organisation choisie fait une ligne entière, que la section accepte", () => {
  const ligne = nouveauPartenaire(org({ uai: UAI, siret: SIRET, nature: "eple", categorie: "formation" }), true);
  expect(ligne).toMatchObject({ nom: "Lycée", uai: UAI, siret: SIRET, nature: "eple", chefDeFile: true, role: null });
  expect(SCHEMAS_SECTION.partenaires.safeParse({ partenaires: [ligne], campus: [] }).success).toBe(true);
  expect(nouveauPartenaire({}, false).id).not.toBe(ligne.id);
});

describe("filtrer et trier", () => {
  const lignes = [
    { ...nouveauPartenaire({ nom: "Région", categorie: "donneur_ordre_public" }, true), id: "r" },
    { ...nouveauPartenaire({ nom: "École d’essai", categorie: "formation", uai: UAI }, false), id: "e" },
    { ...nouveauPartenaire({ nom: "Ateliers 10", categorie: "employeur" }, false), id: "a10" },
    { ...nouveauPartenaire({ nom: "Ateliers 2", categorie: "employeur" }, false), id: "a2" },
    { ...nouveauPartenaire({}, false), id: "vide" },
  ];
  const lettres = new Map([
    ["r", { nom: "Région", lettre: { type: "absente" as const, attendue: true } }],
    ["e", { nom: "École", lettre: { type: "absente" as const, attendue: false } }],
  ]);
  const totaux = totauxParPartenaire({
    budget: [
      { partenaire: "a2", montant: "10.00" },
      { partenaire: "a2", montant: "0.50" },
      { partenaire: "e", montant: "20.00" },
      { partenaire: null, montant: "1.00" },
      { partenaire: "r", montant: null },
    ],
    financements: [
      { source: "france2030", partenaire: "r", montant: "100.00" },
      { source: "region", partenaire: "r", montant: "7.00" },
    ],
    repartition: [{ partenaire: "e", subvention: "3.00" }],
  });
  const ids = (f: Partial<typeof SANS_FILTRE>) =>
    filtrer(lignes, { ...SANS_FILTRE, ...f }, lettres, totaux).map((rang) => lignes[rang]?.id);

  test("les totaux de chacun, au centime ; la subvention n’est l’apport de personne", () => {
    expect(Object.fromEntries(totaux)).toEqual({
      a2: { budget: 1_050n, apport: 0n, subvention: 0n },
      e: { budget: 2_000n, apport: 0n, subvention: 300n },
      r: { budget: 0n, apport: 700n, subvention: 0n },
    });
  });

  test.each<[string, Partial<typeof SANS_FILTRE>, string[]]>([
    ["rien", {}, ["r", "e", "a10", "a2", "vide"]],
    ["un mot, sans accent", { texte: "ecole" }, ["e"]],
    ["un UAI", { texte: "0951" }, ["e"]],
    ["celui qui n’a pas de nom", { texte: "partenaire 5" }, ["vide"]],
    ["une catégorie, par nom", { categorie: "employeur", tri: "nom" }, ["a2", "a10"]],
    ["une lettre à générer", { lettre: "a_generer" }, ["r"]],
    ["sans objet : rien d’attendu, ou rien du tout", { lettre: "sans_objet" }, ["e", "a10", "a2", "vide"]],
    ["par budget", { tri: "budget" }, ["e", "a2", "r", "a10", "vide"]],
    ["par catégorie, celui qui n’en a pas à la fin", { tri: "categorie" }, ["r", "a10", "a2", "e", "vide"]],
    ["plus rien", { texte: "zzz" }, []],
  ])("%s", (_, filtres, attendus) => {
    expect(ids(filtres)).toEqual(attendus);
  });
});

describe("ce que la page sait des organisations", () => {
  test("l’UAI d’abord ; une cité scolaire n’en cache pas une autre", () => {
    const connues = creerConnues([
      org({ nom: "A", uai: UAI, siret: SIRET }),
      org({ nom: "B", uai: AUTRE_UAI, siret: SIRET }),
    ]);
    expect(connues.trouver({ uai: AUTRE_UAI, siret: SIRET })?.nom).toBe("B");
    expect(connues.trouver({ siret: "732 829 320 00074" })?.nom).toBe("A");
    expect(connues.trouver({ uai: "0951099E" })).toBeNull();
    expect(connues.trouver({ nom: "A" })).toBeNull();
  });

  test("un code n’est demandé qu’une fois, et à nouveau si la demande a échoué", () => {
    const connues = creerConnues([]);
    expect([connues.aDemander(SIRET), connues.aDemander(SIRET)]).toEqual([true, false]);
    connues.oublierDemande(SIRET);
    expect(connues.aDemander(SIRET)).toBe(true);
    connues.retenir([org({ siret: SIRET })]);
    expect(connues.aDemander(SIRET)).toBe(false);
  });

  test("qui attend une identité est prévenu", () => {
    const connues = creerConnues([]);
    let fois = 0;
    const fin = connues.souscrire(() => {
      fois += 1;
    });
    connues.retenir([org({ siret: SIRET, nom: "Avant" })]);
    connues.retenir([org({ siret: SIRET, nom: "Après" })]);
    fin();
    connues.retenir([]);
    expect([fois, connues.trouver({ siret: SIRET })?.nom]).toEqual([2, "Après"]);
  });
});
