import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lireFiltres } from "@/lib/schemas/filtres";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { creerDossier } from "@/lib/server/dossiers/creer-dossier";
import { exporterListe } from "@/lib/server/dossiers/exporter-liste";
import { listerDossiers } from "@/lib/server/dossiers/lister-dossiers";
import type { Agent } from "@/lib/server/droits";
import { creerAgent, erreurDe, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let national: Agent;
let equipe: Agent;

const dossier = (acronyme: string, suite: Partial<DossierFichier> = {}): DossierFichier => ({
  format: "rigel-dossier/1",
  titre: `Projet ${acronyme}`,
  acronyme,
  regime: "ATCF",
  regionAcademique: "01",
  filieres: ["industrie"],
  ...suite,
});
const argent = (cout: string, demande: string): Partial<DossierFichier> => ({
  budget: [{ poste: "equipement", montant: cout }],
  financements: [{ source: "france2030", montant: demande }],
});

beforeAll(async () => {
  base = await baseDeTest();
  national = await creerAgent(base.client, "lecteur_national");
  equipe = await creerAgent(base.client, "equipe_projet");
  await importer(equipe, exemple("fpi-aura"), new Date("2026-01-05T10:00:00Z"));
  await importer(
    equipe,
    dossier("Éco-bâti", { regionAcademique: "03", filieres: ["batiment", "energies"], ...argent("100.00", "70.00") }),
    new Date("2026-01-04T10:00:00Z"),
  );
  await importer(
    equipe,
    dossier("zèbre", { regime: "CMA-DIAG", ...argent("100.00", "70.01") }),
    new Date("2026-01-03T10:00:00Z"),
  );
  await importer(equipe, dossier("Œuvre", { regionAcademique: null }), new Date("2026-01-02T10:00:00Z"));
  for (let i = 0; i < 20; i++)
    await importer(
      equipe,
      dossier(`Lot ${String(i).padStart(2, "0")}`, { regime: "ATCF-AMORCAGE" }),
      new Date("2025-12-01T10:00:00Z"),
    );
}, 60_000);
afterAll(() => base.fermer());

const noms = async (parametres: Record<string, string>, agent = national) =>
  (await listerDossiers(agent, lireFiltres(parametres))).lignes.map((l) => l.acronyme);

describe("filtrer", () => {
  test.each([
    ["sans accents ni majuscules", { q: "eco bati" }, ["Éco-bâti"]],
    ["les mots dans le désordre, au milieu d’un mot", { q: "bati proj" }, ["Éco-bâti"]],
    ["une ligature", { q: "oeuvre" }, ["Œuvre"]],
    ["un partenaire", { q: "gipal" }, ["FPI AURA"]],
    ["un UAI", { q: "0699999U" }, ["FPI AURA"]],
    ["un joker de SQL ne trouve rien de plus", { q: "%%" }, null],
    ["aucun", { q: "introuvable" }, []],
    ["la région", { region: "03" }, ["Éco-bâti"]],
    ["le régime", { regime: "CMA-DIAG" }, ["zèbre"]],
    ["l’état", { etat: "en_montage" }, ["FPI AURA"]],
    ["le verdict", { verdict: "eligible" }, ["FPI AURA"]],
    ["la filière, même seconde", { filiere: "energies" }, ["Éco-bâti"]],
    ["plusieurs ensemble", { region: "01", regime: "ATCF", q: "projet" }, []],
  ])("%s", async (_, parametres, attendus) => {
    if (attendus === null) return expect(await noms(parametres)).toHaveLength(20);
    expect(await noms(parametres)).toEqual(attendus);
  });

  test("le nombre et la somme sont ceux de tous les dossiers retenus", async () => {
    const tous = await listerDossiers(national, lireFiltres({}));
    expect(tous).toMatchObject({ total: 24, pages: 2, page: 1, subvention: 950_000_000n + 7_000n + 7_001n });
    const diag = await listerDossiers(national, lireFiltres({ regime: "CMA-DIAG" }));
    expect(diag).toMatchObject({ total: 1, pages: 1, subvention: 7_001n });
    expect(await listerDossiers(national, lireFiltres({ q: "introuvable" }))).toMatchObject({
      total: 0,
      subvention: 0n,
    });
  });
});

describe("trier et paginer", () => {
  test.each([
    ["maj", undefined, ["FPI AURA", "Éco-bâti", "zèbre", "Œuvre"]],
    ["dossier", "asc", ["Éco-bâti", "FPI AURA", "Lot 00", "Lot 01"]],
    ["dossier", "desc", ["zèbre", "Œuvre", "Lot 19", "Lot 18"]],
    ["demande", "desc", ["FPI AURA", "zèbre", "Éco-bâti", "Œuvre"]],
    ["demande", "asc", ["Éco-bâti", "zèbre", "FPI AURA", "Œuvre"]],
    ["cout", "desc", ["FPI AURA", "Éco-bâti", "zèbre", "Œuvre"]],
    ["etat", "desc", ["FPI AURA", "Éco-bâti", "zèbre", "Œuvre"]],
    ["regime", "desc", ["zèbre"]],
  ])("par %s %s, les inconnus à la fin", async (tri, sens, premiers) => {
    const trouves = await noms({ tri, ...(sens && { sens }) });
    expect(trouves.slice(0, premiers.length)).toEqual(premiers);
  });

  test("deux pages se suivent sans doublon ni oubli, même à égalité", async () => {
    const page = async (n: string) =>
      (await listerDossiers(national, lireFiltres({ tri: "regime", page: n }))).lignes.map((l) => l.id);
    const [une, deux] = [await page("1"), await page("2")];
    expect(une).toHaveLength(20);
    expect(deux).toHaveLength(4);
    expect(new Set([...une, ...deux]).size).toBe(24);
  });

  test("une page au-delà de la dernière est la dernière", async () => {
    expect(await listerDossiers(national, lireFiltres({ page: "99" }))).toMatchObject({ page: 2, pages: 2 });
  });
});

describe("ce que dit une ligne", () => {
  test("taux et marge exacts, inconnus quand rien n’est saisi", async () => {
    const ligne = async (q: string) => (await listerDossiers(national, lireFiltres({ q }))).lignes[0];
    expect(await ligne("fpi")).toMatchObject({
      chefDeFile: "GIPAL Formation (chef de file, exemple)",
      taux: "0.431818",
      marge: 590_000_000n,
      version: null,
      modifieLe: "2026-01-05",
    });
    expect(await ligne("eco bati")).toMatchObject({ marge: 0n, taux: "0.700000" });
    expect(await ligne("zebre")).toMatchObject({ marge: -1n });
    expect(await ligne("oeuvre")).toMatchObject({ coutTotal: null, subvention: null, taux: null, marge: null });
  });
});

describe("l’adresse", () => {
  test("ce qui ne veut rien dire est laissé de côté", () => {
    expect(
      lireFiltres({
        q: ["  un ", "deux"],
        etat: "x",
        region: "99",
        tri: "constructor",
        sens: "haut",
        page: "-3",
        z: 1,
      }),
    ).toEqual({
      q: "un",
      etat: "",
      region: "",
      regime: "",
      verdict: "",
      filiere: "",
      tri: "maj",
      sens: "desc",
      page: 1,
    });
    expect(lireFiltres({ tri: "dossier", page: "1e3", q: 5 })).toMatchObject({ sens: "asc", page: 1, q: "" });
  });
});

describe("l’export de la liste", () => {
  test("mêmes filtres, toutes les pages, lisible par un tableur français, sans formule", async () => {
    await importer(
      equipe,
      dossier("=CMD()", { regionAcademique: "18", titre: 'Titre ; "cité"', ...argent("1234.50", "100.00") }),
    );
    const { texte } = await exporterListe(national, lireFiltres({ region: "18" }));
    expect(texte.charCodeAt(0)).toBe(0xfeff);
    const [entete, ligne, fin] = texte.slice(1).split("\r\n");
    expect(entete).toContain("Acronyme;Titre;Chef de file");
    expect(ligne).toContain(`'=CMD();"Titre ; ""cité""";`);
    expect(ligne).toContain(";1234,50;100,00;");
    expect(fin).toBe("");
    const tous = await exporterListe(national, lireFiltres({ page: "2" }));
    expect(tous.texte.split("\r\n")).toHaveLength(1 + 25 + 1);
    const entree = await base.client.entreeJournal.findFirst({ orderBy: { id: "desc" } });
    expect(entree).toMatchObject({ action: "dossier.exporter_liste", acteurId: national.id, apres: { lignes: 25 } });
  });

  test("l’administrateur n’a pas de liste", async () => {
    const administrateur = await creerAgent(base.client, "administrateur");
    expect(await noms({}, administrateur)).toEqual([]);
    expect((await erreurDe(exporterListe(administrateur, lireFiltres({})))).code).toBe("interdit");
  });
});

describe("créer", () => {
  test("de trois réponses : un brouillon vide dont on est responsable", async () => {
    const createur = await creerAgent(base.client, "equipe_projet");
    const { id } = await creerDossier(
      createur,
      { regionAcademique: "05", regime: "ATCF", filiere: "sante" },
      new Date(),
    );
    const cree = await base.client.dossier.findUniqueOrThrow({
      where: { id },
      include: { membres: true, sections: true },
    });
    expect(cree).toMatchObject({
      etat: "brouillon",
      regimeNumero: 1,
      filieres: ["sante"],
      coutTotal: null,
      subvention: null,
      verdict: "indetermine",
      membres: [{ utilisateurId: createur.id, droit: "responsable" }],
    });
    expect(cree.sections).toHaveLength(12);
    expect(await noms({ region: "05" }, createur)).toEqual([null]);
    expect(await noms({ region: "05" }, equipe)).toEqual([]);
  });

  test("réservé aux équipes projet", async () => {
    const demande = { regionAcademique: "05", regime: "ATCF", filiere: "sante" } as const;
    expect((await erreurDe(creerDossier(national, demande, new Date()))).code).toBe("interdit");
  });
});
