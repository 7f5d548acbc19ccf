import { mkdtempSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { COLONNES_PLACES } from "@/lib/domain/carte/colonnes-places";
import type { GenreImport } from "@/lib/schemas/imports-carte";
import { enregistrerConstat } from "@/lib/server/carte/constat/enregistrer-constat";
import { exporterPlaces } from "@/lib/server/carte/constat/exporter-places";
import { effectifDe } from "@/lib/server/carte/effectifs/effectif-de";
import { appliquerImport } from "@/lib/server/carte/import/appliquer-import";
import { lireImportCarte, lirePrevisions } from "@/lib/server/carte/import/lire-imports";
import { recevoirImport } from "@/lib/server/carte/import/recevoir-import";
import type { Agent } from "@/lib/server/droits";
import { csvOrion, rangeeOrion } from "@/tests/outils/export-orion";
import { poserDemandes } from "./carte";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-constats-") } };
});

const LE = new Date("2026-11-21T10:00:00Z");
const UAI = "0690001B";
let base: BaseDeTest;
let region: Agent;
let etablissement: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
  etablissement = await creerAgent(base.client, "etablissement", { regionAcademique: "01", uai: UAI });
});
afterAll(() => base?.fermer());
beforeEach(async () => {
  await base.client
    .$executeRaw`TRUNCATE "ImportCarte", "LigneImportCarte", "RemarqueImportCarte", "DemandeOrion", "EffectifConstat", "NumeroCarte" CASCADE`;
});

const envoyer = async (genre: GenreImport, texte: string) => {
  const octets = (async function* () {
    yield Buffer.from(texte);
  })();
  const recu = await recevoirImport(region, { genre, regionAcademique: "01", nom: `${genre}.csv`, octets }, LE);
  await recu.fini;
  const lu = await lireImportCarte(region, recu.id);
  if (lu === null) throw new Error("import illisible");
  return lu;
};
const appliquer = (id: string) => appliquerImport(region, { importId: id }, LE);
const remarques = async (id: string) => {
  const lues = await base.client.remarqueImportCarte.findMany({ where: { importId: id }, orderBy: { id: "asc" } });
  return lues.map((r) => `${r.gravite} ${r.ligne} ${r.colonne} : ${r.motif}`);
};

const ENTETE = "\uFEFFRentrée scolaire;UAI;Mef Bcp 11;Nombre d'élèves : Total";
const constat = (...lignes: string[]) => `${[ENTETE, ...lignes].join("\r\n")}\r\n`;
const PREMIERE = "2024;0690001B;23810025519;24";

describe("constat de rentrée", () => {
  it("compte les élèves de première année de la région, et dit ce qu’il ne connaît pas", async () => {
    await base.client.etablissement.create({
      data: { uai: "0690002C", nom: "LP fermé", type: "Lycée", recherche: "lp", fermeLe: new Date("2023-08-31") },
    });
    const lu = await envoyer(
      "constat",
      constat(
        PREMIERE,
        "2024;0690001B;23830025519;22",
        "2024;0690002C;23810025519;10",
        "2024;0690001B;99999999999;5",
        "2024;0350001L;23810025519;99",
      ),
    );
    expect(lu).toMatchObject({ etat: "prepare", rentree: 2024, lues: 5, crees: 4, ecartees: 1, refusees: 0 });
    expect(await effectifDe({ regionAcademique: "01" }, 2024)).toBeNull();
    await appliquer(lu.id);
    expect(await effectifDe({ regionAcademique: "01", academie: "10" }, 2024)).toMatchObject({
      ...{ effectif: 34, depuis: "constat" },
    });
    // Two other académies of the région have not sent theirs.
    expect(await effectifDe({ regionAcademique: "01" }, 2024)).toBeNull();
    expect(await effectifDe({ regionAcademique: "01", academie: "08" }, 2024)).toBeNull();
    const dits = await remarques(lu.id);
    expect(dits).toHaveLength(3);
    expect(dits.join("\n")).toMatch(/fermé depuis le 31.août.2023/);
    expect(dits.join("\n")).toMatch(/n’est pas dans l’annuaire/);
    expect(dits.join("\n")).toMatch(/MEFSTAT11 n’est d’aucune formation/);
  });

  it("un second constat de la même rentrée corrige, retire ce que l’établissement n’a plus, laisse les autres", async () => {
    const avant = await envoyer(
      "constat",
      constat(PREMIERE, "2024;0690001B;23810025523;12", "2024;0690002C;23810025519;10"),
    );
    await appliquer(avant.id);
    const lu = await envoyer("constat", constat("2024;0690001B;23810025519;20"));
    expect(lu).toMatchObject({ crees: 0, modifies: 1 });
    expect((await lirePrevisions(region, lu.id)).modifier[0]?.changements).toEqual([
      { champ: "eleves", avant: 24, apres: 20 },
    ]);
    expect((await remarques(lu.id)).filter((r) => /^retrait .*ne dit plus rien de ces élèves/.test(r))).toHaveLength(1);
    expect(lu.retires).toBe(1);
    await appliquer(lu.id);
    const reste = await base.client.effectifConstat.findMany({ orderBy: [{ uai: "asc" }] });
    expect(reste.map((r) => [r.uai, r.mefstat11, r.eleves])).toEqual([
      ["0690001B", "23810025519", 20],
      ["0690002C", "23810025519", 10],
    ]);
  });

  it("ne fait que retirer : c’est un changement comme un autre, et il s’applique", async () => {
    await appliquer((await envoyer("constat", constat(PREMIERE, "2024;0690001B;23810025523;12"))).id);
    const lu = await envoyer("constat", constat(PREMIERE));
    expect(lu).toMatchObject({ crees: 0, modifies: 0, inchanges: 1, retires: 1, lues: 1 });
    await appliquer(lu.id);
    expect((await base.client.effectifConstat.findMany()).map((e) => e.mefstat11)).toEqual(["23810025519"]);
    expect(await envoyer("constat", constat(PREMIERE))).toMatchObject({ inchanges: 1, retires: 0 });
  });

  it("dit, sans rien refuser, les élèves d’un cursus sans année et ceux d’un MEF fermé, avec sa date", async () => {
    const lu = await envoyer("constat", constat("2025;0690001B;25200022101;24", "2025;0690001B;25200021301;8"));
    const dits = (await remarques(lu.id)).join("\n");
    expect(dits).toMatch(/ne dit pas l’année de ce cursus/);
    expect(dits).toMatch(/MEF de ce MEFSTAT11 est fermé depuis le 31.août.2025/);
    expect(lu).toMatchObject({ refusees: 0, crees: 2 });
  });

  it.each<[string, string, RegExp]>([
    ["un UAI faux", "2024;0690001A;23810025519;24", /UAI : La lettre de contrôle/],
    ["un nombre qui n’en est pas un", "2024;0690001B;23810025519;beaucoup", /entier d’élèves/],
    ["un MEFSTAT11 trop court", "2024;0690001B;238;24", /11 caractères/],
    ["une autre rentrée", "2023;0690001B;23820025519;24", /ne porte que sur une rentrée/],
  ])("%s : la ligne est refusée, et rien n’est importé", async (_, ligne, motif) => {
    const lu = await envoyer("constat", constat(PREMIERE, ligne));
    expect(lu).toMatchObject({ refusees: 1 });
    expect((await remarques(lu.id)).find((r) => r.startsWith("refus 3"))).toMatch(motif);
    expect((await erreurDe(appliquer(lu.id))).code).toBe("regle");
    expect(await base.client.effectifConstat.count()).toBe(0);
  });

  it("un fichier sans MEFSTAT11 n’est pas un constat", async () => {
    const erreur = await erreurDe(envoyer("constat", "UAI;Effectif\r\n0690001B;12\r\n"));
    expect(erreur.fields?.fichier).toMatch(/n’est pas un constat de rentrée/);
  });
});

const { numero, rentree, scolaire, scolaireColoree, apprentissage, apprentissageColoree, motif, precision } =
  COLONNES_PLACES;
const PLACES = [numero, rentree, scolaire, scolaireColoree, apprentissage, apprentissageColoree, motif, precision].join(
  ";",
);
const places = (...lignes: string[]) => `\uFEFF${[PLACES, ...lignes].join("\r\n")}\r\n`;

describe("places ouvertes, du tableau de Rigel", () => {
  beforeEach(async () => {
    await poserDemandes(base.client, [
      { numero: "A1", uai: UAI },
      { numero: "B2", uai: UAI },
      { numero: "C3", uai: "0350001L", regionAcademique: "03" },
    ]);
    await base.client.numeroCarte.create({ data: { cle: "carte", numero: 1 } });
  });

  it("le tableau téléchargé, rempli, revient tel quel", async () => {
    const filtres = { uai: "", rentree: "2025", region: "01", etat: "", page: 1 };
    let texte = "";
    for await (const morceau of (await exporterPlaces(region, filtres, LE)).flux) texte += morceau;
    expect(texte.split("\r\n").filter(Boolean)).toHaveLength(3);
    // Nothing filled in yet: nothing to say, and not a zero.
    expect(await envoyer("places", texte)).toMatchObject({
      etat: "echoue",
      motifEchec: expect.stringMatching(/remplie/),
    });
    const rempli = texte.replace(/^A1;.*;;;;;$/m, (l) => l.replace(/;;;;;;$/, ";12;0;;;Poste non pourvu;un an"));
    const lu = await envoyer("places", rempli);
    expect(lu).toMatchObject({ etat: "prepare", crees: 1, ecartees: 1, refusees: 0 });
    await appliquer(lu.id);
    expect(await base.client.constatPlaces.findMany()).toMatchObject([
      {
        numero: "A1",
        scolaire: 12,
        sOuvertes: 12,
        iOuvertes: 12,
        motif: "poste_non_pourvu",
        source: "import",
        version: 0,
      },
    ]);
  });

  it("refuse ce qui n’est pas sur la carte de la région, ou pas suivi à cette rentrée", async () => {
    const lu = await envoyer(
      "places",
      places("C3;2025;12;0;;;;", "A1;2024;12;0;;;;", "B2;2025;12;15;;;;", "A1;2025;3;0;;;il pleut;"),
    );
    expect(lu.refusees).toBe(4);
    const dits = (await remarques(lu.id)).map((r) => r.replace(/ : .*/, ""));
    expect(dits).toEqual([
      ...[`refus 2 ${numero}`, `refus 3 ${rentree}`],
      ...[`refus 4 ${scolaireColoree}`, `refus 5 ${motif}`],
    ]);
  });

  it("ce que l’établissement saisit entre la lecture et la confirmation n’est pas recouvert", async () => {
    const lu = await envoyer("places", places("A1;2025;12;0;;;;"));
    const vues = { scolaire: 9, scolaireColoree: 0, apprentissage: 0, apprentissageColoree: 0 };
    const ligne = { numero: "A1", vue: null, places: vues, motif: null, precision: null };
    await enregistrerConstat(etablissement, { rentree: 2025, lignes: [ligne] }, LE);
    expect((await erreurDe(appliquer(lu.id))).code).toBe("conflit");
    expect(await base.client.constatPlaces.findFirst()).toMatchObject({ scolaire: 9, source: "saisie" });
    expect((await lirePrevisions(region, lu.id)).modifier[0]?.changements).toEqual([
      { champ: "scolaire", avant: 9, apres: 12 },
    ]);
    await appliquer(lu.id);
    expect(await base.client.constatPlaces.findFirst()).toMatchObject({ scolaire: 12, sOuvertes: 12, version: 1 });
  });

  it("un constat repris puis saisi de nouveau n’est pas celui que l’import a comparé", async () => {
    const vues = { scolaire: 9, scolaireColoree: 0, apprentissage: 0, apprentissageColoree: 0 };
    const ligne = { numero: "A1", places: vues, motif: null, precision: null };
    const saisir = (l: object, le: Date) =>
      enregistrerConstat(etablissement, { rentree: 2025, lignes: [{ ...ligne, vue: null, ...l }] }, le);
    await saisir({}, LE);
    const lu = await envoyer("places", places("A1;2025;12;0;;;;"));
    await saisir({ places: null, vue: { version: 0, saisiLe: LE.toISOString() } }, LE);
    await saisir({ places: { ...vues, scolaire: 3 } }, new Date(LE.getTime() + 60_000));
    expect((await erreurDe(appliquer(lu.id))).code).toBe("conflit");
    expect(await base.client.constatPlaces.findFirst()).toMatchObject({ scolaire: 3, source: "saisie" });
  });

  it.each<[string, object]>([
    ["passée dans une autre région", { regionAcademique: "03" }],
    ["refusée", { statut: "refusée" }],
    ["repoussée d’un an", { rentree: 2026 }],
  ])("une demande %s entre la lecture et la confirmation n’est pas écrite, et c’est dit", async (_, change) => {
    const lu = await envoyer("places", places("A1;2025;12;0;;;;"));
    await base.client.demandeOrion.update({ where: { numero: "A1" }, data: change });
    expect((await erreurDe(appliquer(lu.id))).message).toMatch(/ne sont plus suivies/);
    expect(await base.client.constatPlaces.count()).toBe(0);
    expect(await remarques(lu.id)).toEqual([expect.stringMatching(/^ecartee 2 .*plus suivie/)]);
    expect(await lireImportCarte(region, lu.id)).toMatchObject({ crees: 0, ecartees: 1 });
  });

  it("un import d’Orion qui change les places de départ mesure à nouveau ce qui a été constaté", async () => {
    const donnees = { numero: "0690001B-9", uai: UAI, rentreeScolaire: 2025 };
    const premier = await envoyer("orion", csvOrion([rangeeOrion({ ...donnees, capaciteScolaire: 15 })]));
    await appliquer(premier.id);
    const demande = await base.client.demandeOrion.findUniqueOrThrow({ where: { numero: donnees.numero } });
    const lu = await envoyer("places", places(`${donnees.numero};2025;20;0;0;0;;`));
    await appliquer(lu.id);
    const mesure = () => base.client.constatPlaces.findFirstOrThrow({ where: { numero: donnees.numero } });
    expect((await mesure()).sOuvertes).toBe(20 - demande.scolaireActuelle);
    const suite = { ...donnees, typeDemande: "Augmentation", capaciteScolaireActuelle: 8, capaciteScolaire: 20 };
    const second = await envoyer("orion", csvOrion([rangeeOrion(suite)]));
    await appliquer(second.id);
    expect((await mesure()).sOuvertes).toBe(12);
  });
});
