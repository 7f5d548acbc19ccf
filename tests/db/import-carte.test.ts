import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { nomBase } from "@/lib/server/base";
import { abandonnerImport } from "@/lib/server/carte/import/abandonner-import";
import { appliquerImport } from "@/lib/server/carte/import/appliquer-import";
import { balayerImports } from "@/lib/server/carte/import/balayer-imports";
import { effacerRemarques } from "@/lib/server/carte/import/effacer-remarques";
import { exporterRemarques } from "@/lib/server/carte/import/exporter-remarques";
import { REMARQUES_MAX, remarqueBornee } from "@/lib/server/carte/import/garder-lignes";
import { importerFichierOrion } from "@/lib/server/carte/import/importer-fichier";
import { lireImportCarte, lirePrevisions, lireProgres, lireRemarques } from "@/lib/server/carte/import/lire-imports";
import { recevoirImport } from "@/lib/server/carte/import/recevoir-import";
import { exigerDisque, prendreTour } from "@/lib/server/carte/import/tour-lecture";
import type { Agent } from "@/lib/server/droits";
import { csvOrion, type RangeeOrion, rangeeOrion } from "@/tests/outils/export-orion";
import { poserDemandes } from "./carte";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const donnees = vi.hoisted(() => ({ dossier: "" }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  donnees.dossier = mkdtempSync("/tmp/rigel-imports-");
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: donnees.dossier } };
});

const LE = new Date("2026-11-21T10:00:00Z");
const REGION = "01";

let base: BaseDeTest;
let agent: Agent;
let autre: Agent;
let bretonne: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  agent = await creerAgent(base.client, "region_academique", { regionAcademique: REGION });
  autre = await creerAgent(base.client, "region_academique", { regionAcademique: REGION });
  bretonne = await creerAgent(base.client, "region_academique", { regionAcademique: "03" });
});
afterAll(() => base?.fermer());
beforeEach(async () => {
  await base.client
    .$executeRaw`TRUNCATE "ImportCarte", "LigneImportCarte", "RemarqueImportCarte", "DemandeOrion", "ChangementDemande", "NumeroCarte" CASCADE`;
});

async function* octetsDe(contenu: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const octets = Buffer.from(contenu);
  for (let i = 0; i < octets.length; i += 65_536) yield octets.subarray(i, i + 65_536);
}

const envoyer = async (contenu: string | Uint8Array, de = agent, regionAcademique = REGION, nom = "orion.csv") => {
  const recu = await recevoirImport(de, { genre: "orion", regionAcademique, nom, octets: octetsDe(contenu) }, LE);
  await recu.fini;
  return recu;
};
const lire = async (id: string, de = agent) => {
  const lu = await lireImportCarte(de, id);
  if (lu === null) throw new Error("import illisible");
  return lu;
};
const appliquer = (importId: string, de: Agent | null = agent, le = LE) => appliquerImport(de, { importId }, le);
const rangees = (n: number, suite: (i: number) => RangeeOrion = () => ({})): RangeeOrion[] =>
  Array.from({ length: n }, (_, i) => rangeeOrion({ numero: `0690001A-${i}`, ...suite(i) }));
const demandes = () => base.client.demandeOrion.findMany({ orderBy: { numero: "asc" } });
const receptions = () => readdirSync(path.join(donnees.dossier, "fichiers", "reception"));

describe("un export entier", () => {
  it("est lu, comparé, puis appliqué en une fois : mesures, historique et numéro de la carte compris", async () => {
    const { id } = await envoyer(csvOrion(rangees(3, (i) => ({ capaciteScolaire: 10 + i }))));
    expect(await lire(id)).toMatchObject({
      etat: "prepare",
      lues: 3,
      crees: 3,
      modifies: 0,
      inchanges: 0,
      refusees: 0,
    });
    expect(await demandes()).toEqual([]);
    expect((await lirePrevisions(agent, id)).creer.map((l) => l.cle)).toEqual([
      "0690001A-0",
      "0690001A-1",
      "0690001A-2",
    ]);
    await appliquer(id);
    const lues = await demandes();
    expect(lues.map((d) => [d.numero, d.regionAcademique, d.scolaireFuture, d.sOuvertes, d.iOuvertes])).toEqual([
      ["0690001A-0", "01", 10, 10, 10],
      ["0690001A-1", "01", 11, 11, 11],
      ["0690001A-2", "01", 12, 12, 12],
    ]);
    expect(lues[0]).toMatchObject({ importId: id, creeParImportId: id, importeLe: LE, statut: "demande validée" });
    const histoire = await base.client.changementDemande.findMany({ where: { numero: "0690001A-0" } });
    expect(histoire).toMatchObject([{ statutAvant: null, statutApres: "demande validée", changements: [] }]);
    expect(await base.client.numeroCarte.findMany()).toMatchObject([{ numero: 1 }]);
    expect(await base.client.ligneImportCarte.count()).toBe(0);
    expect(receptions()).toEqual([]);
    expect(await lire(id)).toMatchObject({ etat: "applique", crees: 3 });
  });

  it("met à jour une demande connue sous le même numéro, avec son historique ; les autres restent telles quelles", async () => {
    await appliquer((await envoyer(csvOrion(rangees(3, () => ({ statut: "projet de demande" }))))).id);
    const changees = rangees(4, (i) => ({
      statut: i === 1 ? "demande validée" : "projet de demande",
      capaciteScolaire: i === 2 ? 24 : 15,
    }));
    const { id } = await envoyer(csvOrion(changees));
    expect(await lire(id)).toMatchObject({ crees: 1, modifies: 2, inchanges: 1 });
    const { modifier } = await lirePrevisions(agent, id);
    expect(modifier.map((l) => [l.cle, l.changements])).toEqual([
      ["0690001A-1", [{ champ: "statut", avant: "projet de demande", apres: "demande validée" }]],
      ["0690001A-2", [{ champ: "scolaireFuture", avant: 15, apres: 24 }]],
    ]);
    await appliquer(id);
    expect((await demandes()).map((d) => [d.statut, d.scolaireFuture, d.sOuvertes, d.importId === id])).toEqual([
      ["projet de demande", 15, 15, false],
      ["demande validée", 15, 15, true],
      ["projet de demande", 24, 24, true],
      ["projet de demande", 15, 15, true],
    ]);
    expect(
      (await base.client.changementDemande.findMany({ where: { importId: id }, orderBy: { numero: "asc" } })).map(
        (c) => [c.numero, c.statutAvant, c.statutApres, c.changements],
      ),
    ).toEqual([
      ["0690001A-1", "projet de demande", "demande validée", []],
      ["0690001A-2", "projet de demande", "projet de demande", [{ champ: "scolaireFuture", avant: 15, apres: 24 }]],
      ["0690001A-3", null, "projet de demande", []],
    ]);
  });

  it("envoyé deux fois : le rapport le dit, et rien ne change", async () => {
    const fichier = csvOrion(rangees(2));
    await appliquer((await envoyer(fichier)).id);
    const { id } = await envoyer(fichier);
    const lu = await lire(id);
    expect(lu).toMatchObject({ etat: "prepare", crees: 0, modifies: 0, inchanges: 2, dejaImporte: LE });
    // Waiting already: the same report, not another one.
    expect(await envoyer(fichier, autre)).toMatchObject({ id, deja: true });
  });

  it("un numéro répété : la dernière ligne compte, les autres sont dites", async () => {
    const { id } = await envoyer(
      csvOrion([...rangees(2), rangeeOrion({ numero: "0690001A-0", capaciteScolaire: 30 })]),
    );
    expect(await lire(id)).toMatchObject({ lues: 3, crees: 2, repetees: 1, refusees: 0 });
    const { avertissements } = await lireRemarques(agent, id);
    expect(avertissements).toContainEqual(
      expect.objectContaining({ ligne: 2, colonne: "N° demande", valeur: "0690001A-0" }),
    );
    await appliquer(id);
    expect((await demandes()).map((d) => d.scolaireFuture)).toEqual([30, 15]);
  });
});

describe("un numéro répété, quoi que disent ses lignes : la dernière compte", () => {
  const FAUX = { uai: "@SOMME" };
  const INACHEVEE = { uai: "", statut: "brouillon" };
  /** Rows of one number, then what the report counts. */
  it.each<[string, RangeeOrion[], Record<string, number>, number | null]>([
    ["une ligne refusée puis une bonne", [FAUX, {}], { crees: 1, refusees: 0, ecartees: 0, repetees: 1 }, 15],
    ["une bonne puis une refusée", [{}, FAUX], { crees: 0, refusees: 1, ecartees: 0, repetees: 1 }, null],
    ["deux refusées", [FAUX, FAUX], { crees: 0, refusees: 1, ecartees: 0, repetees: 1 }, null],
    ["un brouillon inachevé puis une bonne", [INACHEVEE, {}], { crees: 1, refusees: 0, ecartees: 0, repetees: 1 }, 15],
    [
      "une bonne puis un brouillon inachevé",
      [{}, INACHEVEE],
      { crees: 0, refusees: 0, ecartees: 1, repetees: 1 },
      null,
    ],
    ["un brouillon inachevé seul", [INACHEVEE], { crees: 0, refusees: 0, ecartees: 1, repetees: 0 }, null],
  ])("%s", async (_, lignes, comptes, places) => {
    const { id } = await envoyer(csvOrion(lignes.map((l) => rangeeOrion({ numero: "0690001A-0", ...l }))));
    const lu = await lire(id);
    expect(lu).toMatchObject({ etat: "prepare", lues: lignes.length, ...comptes });
    const { refus, ecartees, avertissements } = await lireRemarques(agent, id);
    expect(refus).toHaveLength(comptes.refusees as number);
    expect(ecartees).toHaveLength(comptes.ecartees as number);
    expect(lu.avertissements).toBe(avertissements.length + ecartees.length);
    if (places === null) return;
    await appliquer(id);
    expect((await demandes()).map((d) => d.scolaireFuture)).toEqual([places]);
  });

  it("inachevée, mais d’une demande que la carte compte encore : refusée, la carte ne peut pas la garder dans ses taux", async () => {
    await poserDemandes(base.client, [{ numero: "0690001A-0" }]);
    const { id } = await envoyer(csvOrion([rangeeOrion({ numero: "0690001A-0", statut: "supprimée", uai: "" })]));
    expect(await lire(id)).toMatchObject({ refusees: 1, ecartees: 0, avertissements: 0 });
    expect((await lireRemarques(agent, id)).refus).toMatchObject([
      { ligne: 2, colonne: "UAI", motif: expect.stringMatching(/supprimée.*la carte la compte encore/) },
    ]);
  });
});

describe("rien n’est importé à moitié", () => {
  it("une seule ligne refusée arrête tout le fichier, avec sa ligne, sa colonne et son motif, à télécharger", async () => {
    const { id } = await envoyer(csvOrion(rangees(5, (i) => ({ uai: i === 3 ? "@SOMME" : "0690001A" }))));
    const lu = await lire(id);
    expect(lu).toMatchObject({ etat: "prepare", lues: 5, refusees: 1, crees: 4 });
    expect((await lireRemarques(agent, id)).refus).toMatchObject([{ ligne: 5, colonne: "UAI", valeur: "@SOMME" }]);
    expect((await erreurDe(appliquer(id))).code).toBe("regle");
    expect(await demandes()).toEqual([]);
    const fichier = await exporterRemarques(agent, id);
    let texte = "";
    for await (const morceau of fichier?.flux ?? []) texte += morceau;
    expect(texte).toContain("5;UAI;");
    expect(texte).toContain("'@SOMME");
  });

  it("coupé au milieu de l’écriture : ni demande, ni historique, ni numéro ; il peut être appliqué ensuite", async () => {
    const { id } = await envoyer(csvOrion(rangees(3)));
    await base.client.$executeRawUnsafe(
      `CREATE FUNCTION echec_carte() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'coupure'; END $$`,
    );
    await base.client.$executeRawUnsafe(
      `CREATE TRIGGER echec_carte BEFORE INSERT ON "EntreeJournal" FOR EACH ROW EXECUTE FUNCTION echec_carte()`,
    );
    await expect(appliquer(id)).rejects.toThrow();
    await base.client.$executeRawUnsafe(`DROP TRIGGER echec_carte ON "EntreeJournal"`);
    expect(await demandes()).toEqual([]);
    expect(await base.client.changementDemande.count()).toBe(0);
    expect(await base.client.numeroCarte.count()).toBe(0);
    expect((await lire(id)).etat).toBe("prepare");
    expect(await appliquer(id)).toMatchObject({ crees: 3 });
  });

  it.each([
    ["sans la colonne Statut", csvOrion(rangees(1)).replaceAll('"Statut"', '"Etape"'), /Statut/],
    ["qui n’est pas un export", "nom;prenom\na;b\n", /export d’Orion/],
    ["vide", "", /vide/],
  ])("un fichier %s est refusé d’emblée, sans rapport", async (_, contenu, phrase) => {
    const erreur = await erreurDe(envoyer(contenu));
    expect(erreur.fields?.fichier).toMatch(phrase);
    expect(await base.client.importCarte.count()).toBe(0);
    expect(receptions()).toEqual([]);
  });

  it("un fichier coupé en cours de route échoue avec sa raison, et ses lignes sont effacées", async () => {
    const entier = Buffer.from(csvOrion(rangees(40, () => ({ commentaire: "é".repeat(50) }))));
    const { id } = await envoyer(entier.subarray(0, entier.indexOf("é".repeat(20), entier.length - 400) + 3));
    const lu = await lire(id);
    expect(lu.etat).toBe("echoue");
    expect(lu.motifEchec).toMatch(/tronqué|coupé|entier/);
    expect(await base.client.ligneImportCarte.count()).toBe(0);
  });

  it("une formule arrête tout le fichier, avec sa ligne et sa colonne", async () => {
    const { id } = await envoyer(csvOrion(rangees(3, (i) => ({ commune: i === 1 ? "=1+1" : "LYON" }))));
    expect(await lire(id)).toMatchObject({ etat: "echoue", motifEchec: expect.stringMatching(/ligne 3, .*formule/) });
  });
});

describe("un fichier qui abuse", () => {
  it("une colonne au nom sans fin et des refus partout : ce qui est gardé est borné, le reste est compté et dit", async () => {
    const interminable = "x".repeat(30_000);
    const { id } = await envoyer(csvOrion(rangees(3, () => ({ uai: "@" }))));
    expect(
      remarqueBornee({ gravite: "refus", ligne: 1, colonne: interminable, motif: "", valeur: interminable }),
    ).toEqual({
      ...{ gravite: "refus", ligne: 1, motif: "" },
      ...{ colonne: interminable.slice(0, 200), valeur: interminable.slice(0, 200) },
    });
    // As if two of the three had come after the most that is kept.
    await base.client.remarqueImportCarte.deleteMany({ where: { importId: id, gravite: "refus", ligne: { gt: 2 } } });
    expect((await lireRemarques(agent, id)).perdues).toEqual({ refus: 2, avertissements: 0 });
    let texte = "";
    for await (const morceau of (await exporterRemarques(agent, id))?.flux ?? []) texte += morceau;
    expect(texte).toMatch(/Et 2\sautres lignes refusées, dont le détail n’est pas gardé\./);
  });

  it("des refus par milliers : seuls les premiers sont gardés, tous sont comptés", async () => {
    const refus = rangees(REMARQUES_MAX / 4, () => ({
      uai: "@",
      cfd: "@",
      rentreeScolaire: "@",
      statut: "@",
      typeDemande: "@",
    }));
    const { id } = await envoyer(csvOrion(refus));
    expect(await lire(id)).toMatchObject({ etat: "prepare", lues: REMARQUES_MAX / 4, refusees: REMARQUES_MAX / 4 });
    const gardees = await base.client.remarqueImportCarte.count({ where: { importId: id } });
    expect(gardees).toBe(REMARQUES_MAX);
    expect((await lireRemarques(agent, id)).perdues.refus).toBe(REMARQUES_MAX / 4 - gardees / 5);
  });
});

describe("à plusieurs", () => {
  it("deux imports préparés ensemble : le second compare à nouveau avant d’être appliqué", async () => {
    const premier = await envoyer(csvOrion(rangees(2)));
    const second = await envoyer(csvOrion(rangees(3, () => ({ statut: "refusée" }))), autre);
    expect(await lire(second.id)).toMatchObject({ crees: 3, modifies: 0 });
    await appliquer(premier.id);
    expect((await erreurDe(appliquer(second.id, autre))).code).toBe("conflit");
    expect(await lire(second.id)).toMatchObject({ etat: "prepare", crees: 1, modifies: 2 });
    await appliquer(second.id, autre);
    expect((await demandes()).map((d) => d.statut)).toEqual(["refusée", "refusée", "refusée"]);
  });

  it("le même confirmé deux fois à la fois n’est appliqué qu’une fois", async () => {
    const { id } = await envoyer(csvOrion(rangees(2)));
    const faits = await Promise.allSettled([appliquer(id), appliquer(id, autre)]);
    expect(faits.map((f) => f.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await base.client.numeroCarte.findMany()).toMatchObject([{ numero: 1 }]);
  });

  it("annulé ou balayé pendant l’écriture : tout est appliqué, ou rien ne l’est", async () => {
    const { id } = await envoyer(csvOrion(rangees(3)));
    let ecrites = () => {};
    const commencee = new Promise<void>((resoudre) => {
      ecrites = resoudre;
    });
    let liberer = () => {};
    // PostgreSQL: the history cannot be written until released, so that the rest comes in the middle. PGlite has one connection.
    const barriere =
      nomBase() === "postgresql"
        ? base.client.$transaction(async (tx) => {
            await tx.$executeRaw`LOCK TABLE "ChangementDemande" IN EXCLUSIVE MODE`;
            await new Promise<void>((resoudre) => {
              liberer = resoudre;
            });
          })
        : Promise.resolve();
    const fait = appliquerImport(agent, { importId: id }, LE, { avancer: () => ecrites() });
    await commencee;
    const abandon = erreurDe(abandonnerImport(autre, { importId: id }, LE));
    const encore = erreurDe(appliquer(id, autre));
    if (nomBase() === "postgresql") {
      expect((await abandon).code).toBe("conflit");
      expect(await balayerImports(new Date(LE.getTime() + 30 * 86_400_000))).toEqual({ morts: 0, oublies: 0 });
    }
    expect((await encore).code).toBe("conflit");
    expect((await encore).message).toMatch(/en train de s’appliquer/);
    liberer();
    await Promise.all([fait, barriere]);
    expect(["conflit", "introuvable"]).toContain((await abandon).code);
    expect(await demandes()).toHaveLength(3);
    expect(await base.client.changementDemande.count()).toBe(3);
    expect((await lire(id)).etat).toBe("applique");
  });

  it("un autre processus qui applique le sien : réessayez, au lieu d’attendre des minutes", async () => {
    const { id } = await envoyer(csvOrion(rangees(1)));
    if (nomBase() !== "postgresql") return;
    await base.client.$executeRaw`INSERT INTO "NumeroCarte" VALUES ('carte', 0) ON CONFLICT DO NOTHING`;
    await base.client.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE "NumeroCarte" SET "numero" = 7`;
      expect((await erreurDe(appliquer(id))).message).toMatch(/en train de s’appliquer/);
    });
  });

  it("une lecture à la fois par région, deux par processus ; qui en envoie un de plus sait pourquoi", async () => {
    const tours = [prendreTour(REGION), prendreTour("03")];
    await expect(erreurDe(envoyer(csvOrion(rangees(1))))).resolves.toMatchObject({
      ...{ code: "trop_de_demandes", attendre: 30, message: expect.stringMatching(/votre région académique/) },
    });
    tours[0]?.();
    const troisieme = prendreTour("04");
    expect((await erreurDe(envoyer(csvOrion(rangees(1))))).message).toMatch(/D’autres fichiers/);
    for (const rendre of [...tours, troisieme]) rendre();
    // Another process's.
    const lecture = await base.client.importCarte.create({
      data: { genre: "orion", regionAcademique: REGION, nomFichier: "a.csv", battementLe: LE },
    });
    expect((await erreurDe(envoyer(csvOrion(rangees(1))))).message).toMatch(/votre région académique/);
    await base.client.importCarte.delete({ where: { id: lecture.id } });
    // A refused file, then a read one, give their turn back.
    await erreurDe(envoyer("nom\na\n"));
    await envoyer(csvOrion(rangees(1)));
    await envoyer(csvOrion(rangees(2)));
    expect(receptions()).toEqual([]);
  });

  it("pas de fichier reçu sur un disque presque plein", async () => {
    const disque = (octets: number) => async () => ({ bavail: octets / 4096, bsize: 4096 }) as never;
    await expect(exigerDisque("/tmp", disque(500_000_000))).resolves.toBeUndefined();
    expect(await erreurDe(exigerDisque("/tmp", disque(100_000_000)))).toMatchObject({ code: "indisponible" });
  });

  it("cinq imports en attente par région : le plus ancien cède la place, et dit pourquoi", async () => {
    const recus: string[] = [];
    for (let i = 1; i <= 6; i += 1) {
      const le = new Date(LE.getTime() + i * 1000);
      const contenu = octetsDe(csvOrion(rangees(1, () => ({ capaciteScolaire: i }))));
      const recu = await recevoirImport(
        agent,
        { genre: "orion", regionAcademique: REGION, nom: "orion.csv", octets: contenu },
        le,
      );
      await recu.fini;
      recus.push(recu.id);
    }
    const etats = await Promise.all(recus.map(async (id) => (await lire(id)).etat));
    expect(etats).toEqual(["abandonne", "prepare", "prepare", "prepare", "prepare", "prepare"]);
    expect((await lire(recus[0] as string)).motifEchec).toMatch(/ont pris sa place/);
    await balayerImports(LE);
    expect(await base.client.ligneImportCarte.count()).toBe(5);
  });

  it("annulé pendant la lecture : plus rien ne s’écrit et rien ne reste", async () => {
    let id = "";
    const contenu = csvOrion(rangees(1_200));
    const recu = await recevoirImport(
      agent,
      { genre: "orion", regionAcademique: REGION, nom: "orion.csv", octets: octetsDe(contenu) },
      LE,
    );
    id = recu.id;
    await abandonnerImport(autre, { importId: id }, LE);
    await recu.fini;
    expect(await lire(id)).toMatchObject({ etat: "abandonne" });
    expect(await base.client.ligneImportCarte.count()).toBe(0);
    expect((await erreurDe(appliquer(id))).code).toBe("introuvable");
    expect(receptions()).toEqual([]);
  });
});

describe("chacun sa région", () => {
  it("les lignes d’une autre région sont laissées de côté, même refusées", async () => {
    const bretagne = { codeRegion: "53", uai: "0350001A", codeDepartement: "035" };
    const { id } = await envoyer(
      csvOrion([
        ...rangees(1),
        rangeeOrion({ numero: "B-1", ...bretagne }),
        rangeeOrion({ numero: "B-2", ...bretagne, typeDemande: "Inconnu" }),
      ]),
    );
    expect(await lire(id)).toMatchObject({ lues: 3, crees: 1, ecartees: 2, refusees: 0 });
  });

  it("un numéro connu dans une autre région est laissé de côté, et dit : ni écrit chez le voisin, ni bloqué par lui", async () => {
    await poserDemandes(base.client, [{ numero: "0690001A-0", regionAcademique: "03", uai: "0350001A" }]);
    const { id } = await envoyer(csvOrion(rangees(2)));
    expect(await lire(id)).toMatchObject({ refusees: 0, ecartees: 1, crees: 1, modifies: 0 });
    const { ecartees, perdues } = await lireRemarques(agent, id);
    expect(perdues.avertissements).toBe(0);
    expect(ecartees).toMatchObject([
      {
        ligne: 2,
        valeur: "0690001A-0",
        gravite: "ecartee",
        motif: expect.stringMatching(/^Ligne écartée : .* autre région/),
      },
    ]);
    await appliquer(id);
    expect((await demandes()).map((d) => [d.numero, d.regionAcademique])).toEqual([
      ["0690001A-0", "03"],
      ["0690001A-1", "01"],
    ]);
  });

  it("dans un import de région, une ligne que son UAI contredit est laissée de côté, et dit pourquoi ; la commande la prend", async () => {
    await base.client.etablissement.create({
      data: { uai: "0690009Z", nom: "LP", type: "LP", regionAcademique: "03", recherche: "lp" },
    });
    const fichier = csvOrion([
      ...rangees(1),
      // Said of this région, of a Breton UAI; of another région, with a UAI of this one; moved, as the annuaire knows it; broken.
      rangeeOrion({ numero: "P-1", uai: "0350001A" }),
      rangeeOrion({ numero: "P-2", codeRegion: "53" }),
      rangeeOrion({ numero: "P-3", uai: "0690009Z" }),
      rangeeOrion({ numero: "P-4", uai: "0350001A", typeDemande: "Inconnu" }),
    ]);
    const { id } = await envoyer(fichier);
    expect(await lire(id)).toMatchObject({ lues: 5, crees: 1, ecartees: 4, refusees: 0 });
    const { ecartees, perdues } = await lireRemarques(agent, id);
    expect(ecartees.map((r) => [r.ligne, r.valeur])).toEqual([
      [3, "0350001A"],
      [4, "53"],
      [5, "0690009Z"],
      [6, "0350001A"],
    ]);
    expect(perdues).toEqual({ refus: 0, avertissements: 0 });
    const fichierRemarques = await exporterRemarques(agent, id);
    let texte = "";
    for await (const morceau of fichierRemarques?.flux ?? []) texte += morceau;
    expect(texte).toMatch(/3;UAI;Ligne écartée : .*;0350001A;Laissée de côté/);
    await base.client.etablissement.deleteMany({ where: { uai: "0690009Z" } });

    const chemin = path.join(donnees.dossier, "national.csv");
    writeFileSync(chemin, fichier.slice(0, fichier.lastIndexOf("\n")));
    const bilan = await importerFichierOrion({ chemin, nom: "national.csv", simuler: false }, LE);
    expect(bilan).toMatchObject({ crees: 4, ecartees: 0, refusees: 0 });
    expect(bilan.avertissements.liste.filter((r) => /est de la région/.test(r.motif)).length).toBeGreaterThan(0);
  });

  it("une demande passée dans une autre région depuis la lecture n’est ni montrée, ni écrite", async () => {
    await appliquer((await envoyer(csvOrion(rangees(2)))).id);
    const { id } = await envoyer(csvOrion(rangees(2, () => ({ capaciteScolaire: 20 }))));
    expect((await lirePrevisions(agent, id)).modifier).toHaveLength(2);
    await base.client.demandeOrion.update({
      where: { numero: "0690001A-0" },
      data: { regionAcademique: "03", etablissement: "Lycée breton" },
    });
    const vues = await lirePrevisions(agent, id);
    expect(vues.modifier.map((l) => l.cle)).toEqual(["0690001A-1"]);
    expect(JSON.stringify(vues)).not.toContain("breton");
    expect((await erreurDe(appliquer(id))).code).toBe("conflit");
    expect((await demandes()).map((d) => d.scolaireFuture)).toEqual([15, 15]);
    // Compared again: the row that is a neighbour's now is told, the other can be applied.
    expect(await lire(id)).toMatchObject({ modifies: 1, ecartees: 1 });
    await appliquer(id);
    expect((await demandes()).map((d) => d.scolaireFuture)).toEqual([15, 20]);
  });

  it("ni rapport, ni confirmation, ni progression pour une autre région", async () => {
    const { id } = await envoyer(csvOrion(rangees(1)));
    expect(await lireImportCarte(bretonne, id)).toBeNull();
    expect(await lireProgres(bretonne, id)).toBeNull();
    expect(await exporterRemarques(bretonne, id)).toBeNull();
    expect(await lirePrevisions(bretonne, id)).toEqual({ creer: [], modifier: [] });
    expect((await erreurDe(appliquer(id, bretonne))).code).toBe("introuvable");
    expect((await erreurDe(abandonnerImport(bretonne, { importId: id }, LE))).code).toBe("introuvable");
    expect((await erreurDe(envoyer(csvOrion(rangees(1)), bretonne))).code).toBe("interdit");
  });
});

describe("ce que disent les remarques n’est pas gardé pour toujours", () => {
  it("un mois pour ce qui n’a rien donné, un an pour ce qui est appliqué ; ce qui attend n’est pas touché", async () => {
    const jours = (n: number) => new Date(LE.getTime() - n * 86_400_000);
    const poser = (etat: "echoue" | "abandonne" | "applique" | "prepare", le: Date) =>
      base.client.importCarte.create({
        data: {
          ...{
            genre: "orion",
            etat,
            regionAcademique: REGION,
            nomFichier: "orion.csv",
            battementLe: le,
            avertissements: 1,
          },
          ...(etat === "echoue" && { motifEchec: "Coupé." }),
          ...(etat === "abandonne" && { annulationLe: le }),
          ...(etat === "applique" && { appliqueLe: le }),
          remarques: { create: { gravite: "avertissement", ligne: 2, colonne: "UAI", motif: "M", valeur: "V" } },
        },
      });
    const restent = [
      await poser("echoue", jours(29)),
      await poser("abandonne", jours(29)),
      await poser("applique", jours(364)),
      await poser("prepare", jours(60)),
    ];
    const partie = await poser("echoue", jours(31));
    await poser("abandonne", jours(31));
    await poser("applique", jours(366));
    expect(await effacerRemarques(LE)).toBe(3);
    const lues = await base.client.remarqueImportCarte.findMany();
    expect(lues.map((r) => r.importId).sort()).toEqual(restent.map((i) => i.id).sort());
    // Still known: how many there were.
    expect((await lireRemarques(agent, partie.id)).perdues).toEqual({ refus: 0, avertissements: 1 });
  });
});

describe("ce qu’un processus arrêté laisse", () => {
  const laisser = (etat: "lecture" | "prepare" | "abandonne", battementLe: Date) =>
    base.client.importCarte.create({
      data: {
        ...{ genre: "orion", etat, regionAcademique: REGION, nomFichier: "orion.csv", battementLe },
        lignes: { create: { ligne: 2, cle: "A", valeurs: {} } },
      },
    });

  it("une lecture sans battement échoue, une comparaison oubliée est abandonnée, leurs lignes sont effacées", async () => {
    const ilYA = (minutes: number) => new Date(LE.getTime() - minutes * 60_000);
    const morte = await laisser("lecture", ilYA(3));
    const vivante = await laisser("lecture", ilYA(1));
    const oubliee = await laisser("prepare", ilYA(8 * 24 * 60));
    const finie = await laisser("abandonne", ilYA(1));
    expect(await balayerImports(LE)).toEqual({ morts: 1, oublies: 1 });
    expect(await lire(morte.id)).toMatchObject({ etat: "echoue", motifEchec: expect.stringMatching(/arrêté/) });
    expect((await lire(oubliee.id)).etat).toBe("abandonne");
    expect((await base.client.ligneImportCarte.findMany()).map((l) => l.importId)).toEqual([vivante.id]);
    expect((await lire(finie.id)).etat).toBe("abandonne");
  });
});

it("le journal dit qui a envoyé, appliqué et abandonné, sans un mot du fichier", async () => {
  const entrees = await base.client.entreeJournal.findMany({ where: { action: { startsWith: "carte." } } });
  expect(new Set(entrees.map((e) => e.action))).toEqual(
    new Set(["carte.importer", "carte.appliquer_import", "carte.abandonner_import", "carte.exporter_remarques"]),
  );
  expect(JSON.stringify(entrees.map((e) => e.apres))).not.toMatch(/orion\.csv|LP exemple/);
});
