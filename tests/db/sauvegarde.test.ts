import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { RAYONS, stockage } from "@/lib/integrations/stockage";
import { verifierJournal } from "@/lib/server/audit/verifier-journal";
import { lecture, utiliserBase } from "@/lib/server/base";
import { migrerPglite, transactionBrutePglite } from "@/lib/server/base/pglite";
import { conserverChaqueJour, retenueJusqua } from "@/lib/server/conservation/chaque-jour";
import { executerConservation } from "@/lib/server/conservation/executer";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import type { Agent } from "@/lib/server/droits";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { identifiant, lireTables } from "@/lib/server/sauvegarde/catalogue";
import { sauvegarderChaqueJour } from "@/lib/server/sauvegarde/chaque-jour";
import { ecrireArchive } from "@/lib/server/sauvegarde/ecrire-archive";
import { FORMAT, type Manifeste } from "@/lib/server/sauvegarde/manifeste";
import { relever } from "@/lib/server/sauvegarde/relever";
import { restaurer } from "@/lib/server/sauvegarde/restaurer";
import { sauvegarder } from "@/lib/server/sauvegarde/sauvegarder";
import { creerAgent, deposable, exemple, importer, JOUR_DEPOT, octetsPdf, versionsVues } from "./monde";
import { type BaseDeTest, baseDeTest, baseEnMemoire, baseSurServeur, MIGRATIONS } from "./outils";
import { remplirToutesTables } from "./toutes-tables";

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-sauvegarde-") } };
});
vi.setConfig({ testTimeout: 120_000 });

const MAINTENANT = new Date("2024-03-20T08:00:00Z");
const OPTIONS = { remplacer: false, force: false };
let base: BaseDeTest;
let agent: Agent;
let archive: string;
let avant: Contenu;

type Contenu = { tables: Record<string, string[]>; fichiers: Record<string, string>; sequences: string[] };

/** Everything, as text: rows in any order, files by name. */
async function contenu(ouverte: BaseDeTest): Promise<Contenu> {
  const tables: Contenu["tables"] = {};
  const sequences = await ouverte.transactionBrute("lecture", async (connexion) => {
    for (const nom of await lireTables(connexion)) {
      const lignes = await connexion.lire<{ l: string }>(`SELECT row_to_json(t)::text AS l FROM ${identifiant(nom)} t`);
      tables[nom] = lignes.map(({ l }) => l).sort();
    }
    const lues = await connexion.lire<{ s: string }>(
      `SELECT sequencename || ' ' || COALESCE(last_value, 0) AS s FROM pg_sequences ORDER BY 1`,
    );
    return lues.map(({ s }) => s);
  });
  const fichiers: Contenu["fichiers"] = {};
  for (const cle of await stockage.cles())
    fichiers[cle] = readFileSync(path.join(env.RIGEL_DATA, "fichiers", cle)).toString("base64");
  return { tables, fichiers, sequences };
}

/** What a restore adds or closes on purpose, put aside. */
function sansTraces({ tables, fichiers }: Contenu): Omit<Contenu, "sequences"> {
  const reste = { ...tables };
  const estTrace = (ligne: string) => /"action":"sauvegarde\.(faire|restaurer)"/.test(ligne);
  reste.EntreeJournal = reste.EntreeJournal?.filter((ligne) => !estTrace(ligne)) ?? [];
  for (const nom of ["ChaineJournal", "Session", "LienConnexion", "Installation"]) delete reste[nom];
  const sans = (nom: string, colonnes: string[], garder = (_: Record<string, unknown>) => true) => {
    const lues = (reste[nom] ?? []).map((ligne): Record<string, unknown> => JSON.parse(ligne)).filter(garder);
    // Parsed to leave columns out: none of these tables holds a number that JavaScript would round.
    reste[nom] = lues
      .map((l) => JSON.stringify({ ...l, ...Object.fromEntries(colonnes.map((c) => [c, null])) }))
      .sort();
  };
  sans("Invitation", ["retireeLe", "version"]);
  sans("Utilisateur", ["prevenuLe"]);
  sans("Courriel", [], (l) => l.envoyeLe !== null || l.genre !== "invitation");
  return { tables: reste, fichiers };
}

const chemin = (nom: string) => path.join(env.RIGEL_DATA, "archives", nom);

async function remplir(client: BaseDeTest["client"]) {
  agent = await creerAgent(client, "equipe_projet", { prenom: "Éloïse" });
  const id = await importer(agent, deposable(exemple("fpi-aura")));
  for (const { id: pieceId, type } of await client.piece.findMany({ where: { dossierId: id } }))
    await ajouterPiece(agent, { dossierId: id, pieceId, nom: `${type}.pdf`, octets: octetsPdf(`${type}`) }, JOUR_DEPOT);
  await deposerDossier(agent, { dossierId: id, versionsVues: await versionsVues(agent, id) }, JOUR_DEPOT);
  await importer(agent, exemple("brouillon-minimal"));
  // What loses something in a careless copy.
  await client.partenaire.updateMany({ data: { lettreMontant: 9_007_199_254_740_993n } });
  await client.indicateur.updateMany({ data: { reference: 0.1 + 0.2, cibles: { "2025": 1e-7, "é\n\\": null } } });
  await client.dossier.updateMany({
    data: { besoins: 'a\tb\n"c" \\ « d »\u2028\u{1f600} {}', filieres: ["a,b", '"', ""] },
  });
  await client.session.create({
    data: { id: "a".repeat(64), utilisateurId: agent.id, expireLe: new Date("2030-01-01T00:00:00Z") },
  });
  await remplirToutesTables(client, agent, id);
}

beforeAll(async () => {
  base = await baseDeTest();
  await remplir(base.client);
  mkdirSync(path.dirname(chemin("x")), { recursive: true });
  archive = chemin("tout.tar.gz");
  avant = await contenu(base);
  await sauvegarder(archive, MAINTENANT);
});
afterAll(() => base.fermer());

/** Another, empty database becomes the one of the process; the files are gone. */
async function toutDetruire(): Promise<BaseDeTest> {
  await base.fermer();
  rmSync(path.join(env.RIGEL_DATA, "fichiers"), { recursive: true, force: true });
  base = await baseDeTest();
  return base;
}

describe("sauvegarder puis restaurer", () => {
  test("l’archive n’est lisible que par son propriétaire, s’ouvre avec tar, et rien ne traîne à côté", () => {
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(archive))).toEqual(["tout.tar.gz"]);
    expect(gunzipSync(readFileSync(archive)).subarray(0, 14).toString()).toBe("manifeste.json");
  });

  test("aucune table n’est vide, chaque rayon du stockage a son fichier : rien n’échappe à l’essai", () => {
    expect(Object.entries(avant.tables).filter(([, lignes]) => lignes.length === 0)).toEqual([]);
    expect(Object.keys(avant.tables).length).toBeGreaterThan(30);
    const rayons = new Set(Object.keys(avant.fichiers).map((cle) => cle.split("/")[0]));
    expect([...rayons].sort()).toEqual([...RAYONS].sort());
  });

  test("tout est détruit, base et fichiers ; tout revient, à l’identique", async () => {
    await toutDetruire();
    const bilan = await restaurer(archive, OPTIONS, MAINTENANT);
    const apres = await contenu(base);
    expect(sansTraces(apres)).toEqual(sansTraces(avant));
    expect(Object.keys(apres.fichiers).length).toBeGreaterThan(2);
    expect(bilan).toMatchObject({ fichiers: Object.keys(avant.fichiers).length, manquants: [], sessionsFermees: 1 });
    expect(await base.client.session.findMany({ select: { motifFermeture: true } })).toEqual([
      { motifFermeture: "restauration" },
    ]);
  });

  test("le journal restauré se vérifie, chaîne par chaîne et jour par jour", async () => {
    const { anomalies, chaines, jours } = await verifierJournal();
    expect(anomalies).toEqual([]);
    expect(chaines).toBe(avant.tables.ChaineJournal?.length);
    expect(jours).toBe(avant.tables.EmpreinteJour?.length);
  });

  test("les accès du passé ne reviennent pas : liens, invitations, messages qui les portent, préavis d’effacement", async () => {
    const { client } = base;
    expect(await client.lienConnexion.count({ where: { expireLe: { gt: MAINTENANT } } })).toBe(0);
    const invitations = await client.invitation.findMany({ select: { email: true, retireeLe: true } });
    expect(Object.fromEntries(invitations.map((i) => [i.email, i.retireeLe]))).toEqual({
      "ouverte@exemple.invalid": MAINTENANT,
      "prise@exemple.invalid": null,
    });
    const enAttente = await client.courriel.findMany({ where: { envoyeLe: null }, select: { genre: true } });
    expect(enAttente).toEqual([{ genre: "compte" }]);
    expect(await client.utilisateur.count({ where: { prevenuLe: { not: null } } })).toBe(0);
  });

  test("la conservation attend sept jours après une restauration ; demandée, elle s’exécute", async () => {
    const restauration = await base.client.entreeJournal.findFirstOrThrow({
      where: { action: "sauvegarde.restaurer" },
    });
    const apres = (jours: number) => new Date(restauration.le.getTime() + jours * 86_400_000);
    const executions = () => base.client.entreeJournal.count({ where: { action: "conservation.executer" } });
    expect(await lecture((tx) => retenueJusqua(tx, apres(6.9)))).toEqual(apres(7));
    expect(await conserverChaqueJour(apres(6.9))).toBeNull();
    expect(await executions()).toBe(0);
    expect(await lecture((tx) => retenueJusqua(tx, apres(7.1)))).toBeNull();
    await executerConservation(null, MAINTENANT);
    expect(await executions()).toBe(1);
    await restaurer(archive, { ...OPTIONS, remplacer: true, force: true }, MAINTENANT);
  });

  test("la base restaurée est une autre installation, et le stockage le sait", async () => {
    const { identite } = await base.client.installation.findUniqueOrThrow({ where: { cle: "service" } });
    expect(avant.tables.Installation?.join()).not.toContain(identite);
    expect(await stockage.identite()).toBe(identite);
  });

  test("les gardes sont revenues : ajout seul, clés étrangères, chaîne et numéros du journal", async () => {
    await expect(base.client.entreeJournal.deleteMany()).rejects.toThrow(/ajout seul/);
    await expect(base.client.versionDeposee.updateMany({ data: { regime: "X" } })).rejects.toThrow(/ajout seul/);
    await expect(
      base.client.membreDossier.create({
        data: { dossierId: crypto.randomUUID(), utilisateurId: agent.id, droit: "lecteur" },
      }),
    ).rejects.toThrow();
    await base.client.entreeJournal.create({ data: { action: "essai.apres" } });
    const entrees = await base.client.entreeJournal.findMany({ orderBy: { id: "asc" } });
    expect(new Set(entrees.map(({ id }) => id)).size).toBe(entrees.length);
    const service = entrees.filter(({ chaine }) => chaine === "service").sort((a, b) => a.rang - b.rang);
    service.forEach((e, i) => {
      expect(e.rang).toBe(i + 1);
      expect(e.precedente).toBe(service[i - 1]?.empreinte ?? "0".repeat(64));
    });
    const [faux] = await base.transactionBrute("lecture", ({ lire }) =>
      lire<{ n: string }>(
        `SELECT count(*)::text AS n FROM "EntreeJournal" e WHERE empreinte_entree(e) <> e."empreinte"`,
      ),
    );
    expect(faux?.n).toBe("0");
  });

  test("une base qui contient quelque chose est refusée ; avec --remplacer, elle et ses fichiers font place", async () => {
    await importer(agent, exemple("amorcage-martinique"));
    const present = await contenu(base);
    await expect(restaurer(archive, OPTIONS, MAINTENANT)).rejects.toThrow(/--remplacer/);
    expect(await contenu(base)).toEqual(present);
    const cle = "pieces/ab/abababab-abab-4bab-8bab-abababababab";
    await stockage.ecrire(cle, octetsPdf("ancien"));
    const bilan = await restaurer(archive, { ...OPTIONS, remplacer: true, force: true }, MAINTENANT);
    expect(bilan.ecartes).toBe(1);
    expect(sansTraces(await contenu(base))).toEqual(sansTraces(avant));
  });

  test("la sauvegarde d’une base restaurée donne la même base", async () => {
    const seconde = chemin("seconde.tar.gz");
    await sauvegarder(seconde, MAINTENANT);
    const present = await contenu(base);
    await toutDetruire();
    await restaurer(seconde, OPTIONS, MAINTENANT);
    expect(sansTraces(await contenu(base))).toEqual(sansTraces(present));
  });

  test("un fichier manquant ou altéré se dit, et n’empêche pas de sauvegarder le reste", async () => {
    const [manquant, altere] = (await base.client.piece.findMany({ where: { cleStockage: { not: null } } })).map(
      ({ cleStockage }) => cleStockage as string,
    );
    rmSync(path.join(env.RIGEL_DATA, "fichiers", manquant as string));
    writeFileSync(path.join(env.RIGEL_DATA, "fichiers", altere as string), "autre chose");
    const bilan = await sauvegarder(chemin("abimee.tar.gz"), MAINTENANT);
    expect(bilan).toMatchObject({ manquants: [manquant], alteres: [altere] });
    await restaurer(archive, { ...OPTIONS, remplacer: true, force: true }, MAINTENANT);
    expect((await contenu(base)).fichiers).toEqual(avant.fichiers);
  });

  test("le fichier d’une pièce déposée, retirée depuis et sans ligne à elle, est attendu comme les autres", async () => {
    const { pieces } = await base.client.versionDeposee.findFirstOrThrow();
    const figee = (pieces as { id: string; cle: string }[])[0];
    const { id = "", cle = "" } = figee ?? {};
    await base.client.piece.delete({ where: { id } });
    rmSync(path.join(env.RIGEL_DATA, "fichiers", cle));
    expect((await sauvegarder(chemin("figee.tar.gz"), MAINTENANT)).manquants).toEqual([cle]);
    await restaurer(archive, { ...OPTIONS, remplacer: true, force: true }, MAINTENANT);
  });

  test("ce qu’une sauvegarde tuée a laissé part à la suivante ; celle qui travaille encore garde son dossier", async () => {
    const dossier = chemin("tuees");
    const vieux = new Date(Date.now() - 7 * 3_600_000);
    const dater = (nom: string, quand: Date) => utimesSync(path.join(dossier, nom), quand, quand);
    for (const nom of [".rigel-sauvegarde-morte", ".rigel-sauvegarde-vive", "autre"])
      mkdirSync(path.join(dossier, nom), { recursive: true });
    for (const nom of [".rigel-sauvegarde-morte", ".rigel-sauvegarde-vive"])
      writeFileSync(path.join(dossier, nom, "Utilisateur.jsonl"), "{}");
    dater(".rigel-sauvegarde-morte/Utilisateur.jsonl", vieux);
    for (const nom of [".rigel-sauvegarde-morte", ".rigel-sauvegarde-vive", "autre"]) dater(nom, vieux);
    await sauvegarder(path.join(dossier, "nouvelle.tar.gz"), MAINTENANT);
    expect(readdirSync(dossier).sort()).toEqual([".rigel-sauvegarde-vive", "autre", "nouvelle.tar.gz"]);
    rmSync(dossier, { recursive: true });
  });

  test("une archive d’un schéma plus ancien est reprise, puis portée au schéma actuel", async () => {
    const ancienne = await PGlite.create();
    const connues = MIGRATIONS.slice(0, 3);
    await migrerPglite(ancienne, connues);
    const utilisateurId = crypto.randomUUID();
    await ancienne.query(
      `INSERT INTO "Utilisateur" ("id", "email", "prenom", "nom", "organisation") VALUES ($1, 'a@exemple.invalid', 'Ida', 'A', 'B')`,
      [utilisateurId],
    );
    await ancienne.exec(`INSERT INTO "EntreeJournal" ("action") VALUES ('essai.un'), ('essai.deux')`);
    const travail = mkdtempSync("/tmp/rigel-ancienne-");
    const { cles: _, ...releve } = await transactionBrutePglite(ancienne)("lecture", (c) => relever(c, travail));
    const manifeste: Manifeste = {
      format: FORMAT,
      rigel: "0.0.9",
      creeLe: MAINTENANT.toISOString(),
      base: "pglite",
      ...releve,
      fichiers: [],
      manquants: [],
    };
    const fichierDeTable = (nom: string) => path.join(travail, `${nom}.jsonl`);
    await ecrireArchive(chemin("ancienne.tar.gz"), { manifeste, fichierDeTable });
    await ancienne.close();
    const attendues = Object.keys((await contenu(base)).tables);
    await restaurer(chemin("ancienne.tar.gz"), { remplacer: true, force: true }, MAINTENANT);
    expect(Object.keys((await contenu(base)).tables)).toEqual(attendues);
    expect(await base.client.utilisateur.findMany({ select: { id: true, prenom: true } })).toEqual([
      { id: utilisateurId, prenom: "Ida" },
    ]);
    expect(await base.client.entreeJournal.findMany({ select: { action: true }, orderBy: { id: "asc" } })).toEqual([
      { action: "essai.un" },
      { action: "essai.deux" },
      { action: "sauvegarde.restaurer" },
    ]);
    await restaurer(archive, { remplacer: true, force: true }, MAINTENANT);
    expect(sansTraces(await contenu(base))).toEqual(sansTraces(avant));
  });

  test("jamais par-dessus un fichier qui existe ; abandonnée, elle ne laisse rien", async () => {
    await expect(sauvegarder(archive, MAINTENANT)).rejects.toThrow(/existe déjà/);
    const partie = new AbortController();
    partie.abort();
    const avantElle = readdirSync(path.dirname(archive));
    await expect(sauvegarder(chemin("abandon.tar.gz"), MAINTENANT, partie.signal)).rejects.toThrow();
    expect(readdirSync(path.dirname(archive))).toEqual(avantElle);
  });
});

test("chaque jour la sienne, une fois ; les plus anciennes partent, ce qui n’est pas à elle reste", async () => {
  const dossier = chemin("quotidiennes");
  mkdirSync(dossier);
  for (const nom of [
    "rigel-2024-03-17.rigel.tar.gz",
    "rigel-2024-03-18.rigel.tar.gz",
    "rigel-autre.tar.gz",
    "notes.txt",
  ])
    writeFileSync(path.join(dossier, nom), "");
  await sauvegarderChaqueJour(MAINTENANT, { dossier, jours: 3 });
  await sauvegarderChaqueJour(MAINTENANT, { dossier, jours: 3 });
  expect(readdirSync(dossier).sort()).toEqual([
    "notes.txt",
    "rigel-2024-03-18.rigel.tar.gz",
    "rigel-2024-03-20.rigel.tar.gz",
    "rigel-autre.tar.gz",
  ]);
  rmSync(dossier, { recursive: true });
});

describe("une archive abîmée ou forgée est refusée avant tout changement", () => {
  const tar = () => gunzipSync(readFileSync(archive));
  const forger = (nom: string, octets: Buffer, compresser = true) => {
    writeFileSync(chemin(nom), compresser ? gzipSync(octets) : octets);
    return chemin(nom);
  };
  /** Bytes of the tar changed in place, the header's checksum made right again. */
  const entete = (octets: Buffer, decalage: number, changer: (bloc: Buffer) => void) => {
    const bloc = octets.subarray(decalage, decalage + 512);
    changer(bloc);
    bloc.fill(" ", 148, 156);
    const somme = bloc.reduce((s, o) => s + o, 0);
    bloc.write(`${somme.toString(8).padStart(6, "0")}\0 `, 148);
    return octets;
  };
  const debutDe = (octets: Buffer, membre: string) => octets.indexOf(`${membre}\0`);
  const refus = async (fichier: string): Promise<string> => {
    const present = await contenu(base);
    const erreur = await restaurer(fichier, { ...OPTIONS, remplacer: true, force: true }, MAINTENANT).then(
      () => new Error("acceptée"),
      (e: Error) => e,
    );
    expect(erreur.name === "Error" ? erreur.constructor.name : erreur.name).toBe("ErreurUsage");
    expect(await contenu(base)).toEqual(present);
    expect(readdirSync(path.join(env.RIGEL_DATA, "fichiers")).filter((n) => n.startsWith("restauration"))).toEqual([]);
    return erreur.message;
  };

  test("un octet changé : le membre est nommé", async () => {
    const octets = tar();
    const debut = debutDe(octets, "tables/Utilisateur.jsonl");
    octets[debut + 512 + 20] = (octets[debut + 512 + 20] as number) ^ 1;
    expect(await refus(forger("octet.tar.gz", octets))).toContain("tables/Utilisateur.jsonl a été modifié");
  });

  test("un fichier changé : nommé aussi", async () => {
    const octets = tar();
    const cle = Object.keys(avant.fichiers)[0] as string;
    const debut = debutDe(octets, `fichiers/${cle}`);
    octets[debut + 512 + 5] = (octets[debut + 512 + 5] as number) ^ 1;
    expect(await refus(forger("fichier.tar.gz", octets))).toContain(`fichiers/${cle} a été modifié`);
  });

  test.each([
    ["au milieu", 0.5],
    ["à la fin", 0.999],
  ])("coupée %s", async (nom, part) => {
    const octets = readFileSync(archive);
    const coupee = forger(`coupee-${nom}.tar.gz`, octets.subarray(0, Math.floor(octets.length * part)), false);
    expect(await refus(coupee)).toMatch(/coupée ou abîmée|incomplète/);
  });

  test("coupée entre deux membres, recompressée proprement", async () => {
    const octets = tar();
    const cle = Object.keys(avant.fichiers).sort().at(-1) as string;
    const debut = debutDe(octets, `fichiers/${cle}`);
    const coupee = Buffer.concat([octets.subarray(0, debut), Buffer.alloc(1024)]);
    expect(await refus(forger("membre.tar.gz", coupee))).toContain(`fichiers/${cle} manque`);
  });

  test("un nom qui sort du dossier", async () => {
    const octets = tar();
    const debut = debutDe(octets, "tables/Utilisateur.jsonl");
    entete(octets, debut, (bloc) => bloc.fill(0, 0, 100).write("../../../tmp/intrus"));
    expect(await refus(forger("nom.tar.gz", octets))).toContain("n’est pas celui que le manifeste annonce");
  });

  test("un lien à la place d’un fichier", async () => {
    const octets = tar();
    const debut = debutDe(octets, "tables/Utilisateur.jsonl");
    entete(octets, debut, (bloc) => {
      bloc.write("2", 156);
      bloc.write("/etc/passwd", 157);
    });
    expect(await refus(forger("lien.tar.gz", octets))).toMatch(/annonce|abîmée/);
  });

  test("une bombe : plus d’octets que le manifeste n’en déclare, ou plus que le disque n’en tient", async () => {
    const gonflee = Buffer.concat([tar(), Buffer.alloc(8 * 1024 * 1024)]);
    expect(await refus(forger("bombe.tar.gz", gonflee))).toMatch(/plus que ce que son manifeste déclare/);
    const octets = tar();
    const taille = Number.parseInt(octets.subarray(124, 135).toString(), 8);
    const texte = octets.subarray(512, 512 + taille).toString();
    const geant = texte.replace(/"octets": \d+/, '"octets": 9007199254740991');
    const corps = Buffer.alloc(Math.ceil(geant.length / 512 + 1) * 512);
    corps.write(geant);
    const debut = Buffer.from(octets.subarray(0, 512));
    entete(debut, 0, (bloc) => bloc.write(`${Buffer.byteLength(geant).toString(8).padStart(11, "0")}\0`, 124));
    expect(await refus(forger("geante.tar.gz", Buffer.concat([debut, corps])))).toMatch(/place libre/);
  });

  test.each([
    ["un autre format", '"format": "rigel-sauvegarde/1"', '"format": "rigel-sauvegarde/9"'],
    ["une clé inconnue", '"rigel":', '"ragel":'],
    ["une table au nom d’un chemin", '"nom": "Utilisateur"', '"nom": "../isateur.."'],
  ])("un manifeste forgé : %s", async (nom, de, vers) => {
    const octets = Buffer.from(tar().toString("latin1").replace(de, vers), "latin1");
    expect(await refus(forger(`manifeste-${nom}.tar.gz`, octets))).toContain("manifeste.json");
  });

  test("une migration que ce programme ne connaît pas", async () => {
    const nom = MIGRATIONS[0]?.nom as string;
    const octets = Buffer.from(tar().toString("latin1").replace(nom, nom.replace("socle", "autre")), "latin1");
    expect(await refus(forger("migration.tar.gz", octets))).toMatch(/version qui l’a écrite/);
  });

  test.each([
    ["un fichier vide", Buffer.alloc(0)],
    ["autre chose", Buffer.from("bonjour")],
    ["un gzip d’autre chose", gzipSync("bonjour")],
    ["un tar vide", gzipSync(Buffer.alloc(1024))],
  ])("%s", async (nom, octets) => {
    expect(await refus(forger(`divers-${nom}.tar.gz`, octets, false))).toMatch(/coupée|abîmée|vide|pas une sauvegarde/);
  });
});

describe.runIf(env.DATABASE_URL !== undefined)("d’une base à l’autre", () => {
  test("PGlite → PostgreSQL → PGlite : la même base", async () => {
    const surPglite = await baseEnMemoire();
    utiliserBase(surPglite.client, surPglite.transactionBrute);
    await restaurer(archive, { remplacer: false, force: true }, MAINTENANT);
    expect(sansTraces(await contenu(surPglite))).toEqual(sansTraces(avant));
    const retour = chemin("retour.tar.gz");
    await sauvegarder(retour, MAINTENANT);
    await surPglite.fermer();
    const surServeur = await baseSurServeur();
    utiliserBase(surServeur.client, surServeur.transactionBrute);
    await restaurer(retour, OPTIONS, MAINTENANT);
    expect(sansTraces(await contenu(surServeur))).toEqual(sansTraces(avant));
    await surServeur.fermer();
    utiliserBase(base.client, base.transactionBrute);
  });
});
