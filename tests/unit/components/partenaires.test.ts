import { describe, expect, test } from "vitest";
import type { Apports } from "@/components/consortium/etat-lettre";
import { creerFile } from "@/components/consortium/file-verifications";
import { filtrer, SANS_FILTRE } from "@/components/consortium/filtres-partenaires";
import { nouveauPartenaire } from "@/components/consortium/ligne-partenaire";
import { creerConnues } from "@/components/consortium/organisations-connues";
import { bilan, telQuel } from "@/components/consortium/recherche-organisation";
import { totauxParPartenaire } from "@/components/consortium/totaux";
import { type IdentiteOrganisation, identifiantTape } from "@/lib/domain/organisations";
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
  const lettres: Apports = new Map([
    ["r", { nom: "Région", lettre: { type: "absente", attendue: true, code: "a_preparer" } }],
    // Sent: the partner's form still says that there is none.
    ["e", { nom: "École", lettre: { type: "absente", attendue: true, code: "envoyee" } }],
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
    ["une lettre à préparer", { lettre: "a_preparer" }, ["r"]],
    ["une lettre envoyée", { lettre: "envoyee" }, ["e"]],
    ["sans objet, ou rien du tout", { lettre: "sans_objet" }, ["a10", "a2", "vide"]],
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

  test("ce que le service relit remplace ce que la page savait, sous le SIRET comme sous l’UAI", () => {
    const connues = creerConnues([org({ nom: "Déclarée", siret: SIRET, source: "declaree", verifieeLe: null })]);
    let fois = 0;
    connues.souscrire(() => {
      fois += 1;
    });
    connues.actualiser([org({ nom: "À l’annuaire", siret: SIRET, uai: UAI })]);
    expect(connues.trouver({ siret: SIRET })?.nom).toBe("À l’annuaire");
    expect(connues.trouver({ uai: UAI })?.nom).toBe("À l’annuaire");
    connues.actualiser([org({ nom: "Fermée depuis", siret: SIRET, uai: UAI })]);
    expect([fois, connues.trouver({ siret: SIRET })?.nom]).toEqual([2, "Fermée depuis"]);
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

describe("ce que dit la boîte d’ajout", () => {
  const lue = (...organisations: IdentiteOrganisation[]) => ({
    etat: "lue" as const,
    trouvees: { organisations, reste: false },
  });
  const dire = (q: string, ...o: IdentiteOrganisation[]) => ({
    bilan: bilan(lue(...o), identifiantTape(q)),
    choix: telQuel(q, identifiantTape(q), o),
  });

  test("un SIRET ou un UAI faux : ce qui ne va pas, et l’ajout sans lui", () => {
    expect(dire("73282932000075").bilan).toMatch(/clé de contrôle de ce SIRET est fausse/);
    expect(dire("0951099E").bilan).toMatch(/devrait être D/);
    expect(dire("0951099E").choix).toEqual({ type: "sans" });
    expect(bilan({ etat: "attente" }, identifiantTape("0951099E"))).toMatch(/devrait être D/);
    expect(bilan({ etat: "panne" }, identifiantTape("0951099E"))).toMatch(/devrait être D/);
  });

  test("le début d’un SIRET qui en trouve un : la liste, sans reproche", () => {
    const { bilan: dit, choix } = dire("732829320", org({ siret: SIRET }));
    expect(dit).toMatch(/^1.organisation trouvée\.$/);
    expect(choix).toBeNull();
  });

  test("un identifiant juste s’ajoute tel quel, un nom aussi", () => {
    expect(dire("732 829 320 00074").choix).toEqual({ type: "identifiant", siret: SIRET, uai: null });
    expect(dire("732 829 320 00074", org({ siret: SIRET })).choix).toBeNull();
    expect(dire("Ateliers d’essai")).toEqual({
      bilan: "Aucune organisation connue.",
      choix: { type: "nom", nom: "Ateliers d’essai" },
    });
  });
});

describe("les questions au registre", () => {
  const reponse = { ok: true, data: { issue: "absente", organisation: null } } as const;

  test("deux partenaires ajoutés coup sur coup sont demandés tous les deux, l’un après l’autre", async () => {
    const enFile = creerFile();
    const vus: string[] = [];
    let repondre = () => {};
    const premiere = enFile("a", () => {
      vus.push("a");
      return new Promise((resoudre) => {
        repondre = () => resoudre(reponse);
      });
    });
    const seconde = enFile("b", async () => {
      vus.push("b");
      return reponse;
    });
    await Promise.resolve();
    expect(vus).toEqual(["a"]);
    repondre();
    expect(await Promise.all([premiere, seconde])).toEqual([reponse, reponse]);
    expect(vus).toEqual(["a", "b"]);
  });

  test("un partenaire déjà en route n’est pas demandé deux fois, et peut l’être ensuite", async () => {
    const enFile = creerFile();
    let fois = 0;
    const demander = async () => {
      fois += 1;
      return reponse;
    };
    await Promise.all([enFile("a", demander), enFile("a", demander)]);
    expect(fois).toBe(1);
    await enFile("a", demander);
    expect(fois).toBe(2);
  });

  test("une panne ne bloque pas la suivante", async () => {
    const enFile = creerFile();
    await expect(enFile("a", () => Promise.reject(new Error("panne")))).rejects.toThrow("panne");
    expect(await enFile("b", async () => reponse)).toEqual(reponse);
  });
});
