import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { fromBufferPromise } from "yauzl";
import type { Manifeste } from "@/lib/schemas/paquet";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import type { Agent } from "@/lib/server/droits";
import { apercevoirPaquet } from "@/lib/server/paquet/apercevoir-paquet";
import { lirePaquet } from "@/lib/server/paquet/lire-paquet";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { inscrireRecepisse } from "@/lib/server/recepisses/inscrire-recepisse";
import { lireRecepisse } from "@/lib/server/recepisses/lire-recepisse";
import { retirerRecepisse } from "@/lib/server/recepisses/retirer-recepisse";
import { annexeBalisee } from "@/tests/outils/pdf/annexes";
import {
  creerAgent,
  deposable,
  erreurDe,
  exemple,
  importer,
  inviter,
  JOUR_DEPOT,
  octetsPdf,
  versionsVues,
} from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const donnees = vi.hoisted(() => ({ dossier: "" }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  donnees.dossier = mkdtempSync("/tmp/rigel-paquet-");
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: donnees.dossier } };
});

/** One transparent pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const MAINTENANT = new Date("2024-03-20T10:00:00Z");

let base: BaseDeTest;
let responsable: Agent;
let redacteur: Agent;
let etranger: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  responsable = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  redacteur = await creerAgent(base.client, "equipe_projet", { prenom: "Sacha" });
  etranger = await creerAgent(base.client, "equipe_projet", { prenom: "Dominique" });
  id = await importer(responsable, deposable(exemple("fpi-aura")));
  await inviter(base.client, id, redacteur, "redacteur");
  const balisee = await annexeBalisee({ pages: 3, titre: "Note" });
  for (const { id: pieceId, type } of await base.client.piece.findMany({ where: { dossierId: id } }))
    await ajouterPiece(responsable, { dossierId: id, pieceId, nom: `../É ${type}.pdf`, octets: balisee }, JOUR_DEPOT);
  const joindre = (nom: string, octets: Uint8Array, type: string | null = null) =>
    ajouterPiece(responsable, { dossierId: id, nom, type, octets }, JOUR_DEPOT);
  await joindre("plan.png", PNG);
  await joindre("coquille vide.pdf", octetsPdf("sans aucune page"));
  await joindre("présentation.pdf", await annexeBalisee({ pages: 18 }), "presentation");
}, 180_000);
afterAll(() => base.fermer());

async function lireTout(flux: ReadableStream<Uint8Array>): Promise<Buffer> {
  const morceaux: Uint8Array[] = [];
  for await (const m of flux as unknown as AsyncIterable<Uint8Array>) morceaux.push(m);
  return Buffer.concat(morceaux);
}

async function ouvrir(octets: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(octets, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  const fichiers = new Map<string, Buffer>();
  for await (const entree of zip.eachEntry()) {
    const morceaux: Buffer[] = [];
    for await (const m of (await zip.openReadStreamPromise(entree)) as AsyncIterable<Buffer>) morceaux.push(m);
    fichiers.set(entree.fileName, Buffer.concat(morceaux));
  }
  return fichiers;
}

const sha256 = (octets: Uint8Array): string => createHash("sha256").update(octets).digest("hex");

test("l’aperçu du paquet dit, avant le dépôt, les pages et ce qui restera à part", async () => {
  const apercu = await apercevoirPaquet(redacteur, id);
  expect(apercu?.annexes.find((a) => a.fichier.includes("plan"))).toMatchObject({
    pages: 1,
    balisee: false,
    motif: null,
  });
  expect(apercu?.annexes.find((a) => a.fichier.includes("coquille"))).toMatchObject({ premiere: null });
  expect(apercu?.annexes.find((a) => a.fichier.includes("coquille"))?.motif).toMatch(/^Elle .+\.$/);
  expect(apercu?.presentations).toMatchObject([{ reelles: 18 }]);
  expect(await apercevoirPaquet(etranger, id)).toBeNull();
}, 120_000);

test("un paquet trop lourd est refusé avant de lire quoi que ce soit", async () => {
  const { id: pieceId, octets } = await base.client.piece.findFirstOrThrow({ where: { dossierId: id } });
  await base.client.piece.update({ where: { id: pieceId }, data: { octets: 1_600_000_000 } });
  const erreur = await erreurDe(apercevoirPaquet(redacteur, id));
  expect(erreur).toMatchObject({ code: "indisponible" });
  expect(erreur.message).toMatch(/1,6\sGo.+1,5\sGo au plus/);
  await base.client.piece.update({ where: { id: pieceId }, data: { octets } });
});

describe("le paquet d’une version déposée", () => {
  let premier: Buffer;
  const refus: Awaited<ReturnType<typeof erreurDe>>[] = [];
  beforeAll(async () => {
    const demande = { dossierId: id, versionsVues: await versionsVues(responsable, id) };
    const presentation = await base.client.piece.findFirstOrThrow({
      where: { dossierId: id, type: "presentation", nomFichier: "présentation.pdf" },
    });
    const pages = (pages: number) => ({ pagesConfirmees: [{ sha256: presentation.sha256 ?? "", pages }] });
    for (const suite of [{}, pages(15)])
      refus.push(await erreurDe(deposerDossier(responsable, { ...demande, ...suite }, JOUR_DEPOT)));
    refus.push(await erreurDe(deposerDossier(redacteur, demande, JOUR_DEPOT)));
    await deposerDossier(responsable, { ...demande, ...pages(18) }, JOUR_DEPOT);
    const paquet = await lirePaquet(responsable, id, 1);
    premier = await lireTout(paquet?.flux as ReadableStream<Uint8Array>);
    expect(premier.byteLength).toBe(paquet?.octets);
  }, 180_000);

  test("une présentation plus longue que dit ne se dépose qu’avec son vrai nombre de pages, confirmé", () => {
    const [sans, faux, autre] = refus;
    for (const erreur of [sans, faux]) {
      expect(erreur?.code).toBe("regle");
      expect(erreur?.fields?.presentation).toContain("compte 18 pages");
    }
    expect(autre?.code).toBe("interdit");
  });

  test("contient chaque fichier sous son empreinte, et rien d’autre", async () => {
    const fichiers = await ouvrir(premier);
    const manifeste = JSON.parse(fichiers.get("manifeste.json")?.toString() ?? "") as Manifeste;
    expect(manifeste).toMatchObject({ format: "rigel-paquet/1", version: { numero: 1, deposeeLe: "2024-03-15" } });
    const annonces = manifeste.fichiers.map((f) => f.nom);
    expect([...fichiers.keys()].sort()).toEqual([...annonces, "manifeste.json", "SHA256SUMS"].sort());
    for (const { nom, octets, sha256: attendu } of manifeste.fichiers) {
      expect(fichiers.get(nom)?.byteLength).toBe(octets);
      expect(sha256(fichiers.get(nom) as Buffer)).toBe(attendu);
      expect(nom).toMatch(/^(?:pieces\/)?[A-Za-z0-9.-]+$/);
    }
    const sommes = fichiers
      .get("SHA256SUMS")
      ?.toString()
      .trim()
      .split("\n")
      .map((l) => l.split("  "));
    for (const [somme, nom] of sommes ?? []) expect(sha256(fichiers.get(nom as string) as Buffer)).toBe(somme);
    const vide = manifeste.fichiers.find((f) => f.nom.includes("coquille"));
    expect(vide).not.toHaveProperty("premierePage");
    expect(vide?.avis?.join()).toMatch(/joignez/);
  });

  test("est le même à l’octet près à chaque téléchargement", async () => {
    const paquet = await lirePaquet(redacteur, id, 1);
    expect(sha256(await lireTout(paquet?.flux as ReadableStream<Uint8Array>))).toBe(sha256(premier));
  }, 120_000);

  test("ne laisse aucune copie derrière lui", async () => {
    const reste = path.join(donnees.dossier, "fichiers", "reception");
    await vi.waitFor(() => expect(readdirSync(reste)).toEqual([]));
  });

  test("n’est ni à qui ne lit pas le dossier, ni pour une version qui n’existe pas", async () => {
    expect(await lirePaquet(etranger, id, 1)).toBeNull();
    expect(await lirePaquet(responsable, id, 2)).toBeNull();
    expect(await lirePaquet(responsable, id, Number.NaN)).toBeNull();
  });

  test("laisse une trace", async () => {
    const entrees = await base.client.entreeJournal.count({ where: { dossierId: id, action: "paquet.telecharger" } });
    expect(entrees).toBe(2);
  });
});

test("un paquet à la fois par personne ; abandonné, sa place se libère", async () => {
  const premier = await lirePaquet(responsable, id, 1);
  expect(await erreurDe(lirePaquet(responsable, id, 1))).toMatchObject({ code: "trop_de_demandes" });
  await premier?.flux.cancel();
  const reste = path.join(donnees.dossier, "fichiers", "reception");
  await vi.waitFor(() => expect(readdirSync(reste)).toEqual([]));
  const second = await lirePaquet(responsable, id, 1);
  await second?.flux.cancel();
  await vi.waitFor(() => expect(readdirSync(reste)).toEqual([]));
}, 120_000);

describe("le récépissé de l’opérateur", () => {
  const champs = { version: "1", operateur: "anr", numero: "  24-CMAQ \n 0012 ", date: "2024-03-18" };
  const inscrire = (
    suite: object = {},
    fichier: { nom: string; octets: Uint8Array } | null = null,
    agent = responsable,
  ) => inscrireRecepisse(agent, { dossierId: id, champs: { ...champs, ...suite }, fichier }, MAINTENANT);

  test.each([
    ["une date à venir", { date: "2024-03-21" }, "date"],
    ["une date d’avant le dépôt", { date: "2024-03-14" }, "date"],
    ["sans date", { date: "" }, "date"],
    ["sans numéro", { numero: "   " }, "numero"],
    ["un opérateur inconnu", { operateur: "poste" }, "operateur"],
    ["une version qui n’existe pas", { version: "7" }, "version"],
  ])("refuse %s", async (_, suite, champ) => {
    expect(Object.keys((await erreurDe(inscrire(suite))).fields ?? {})).toContain(champ);
  });

  test("refuse un fichier qui n’est ni un PDF ni une image, et qui n’écrit que les responsables", async () => {
    const texte = { nom: "recu.pdf", octets: Buffer.from("du texte") };
    expect((await erreurDe(inscrire({}, texte))).fields).toHaveProperty("fichier");
    expect((await erreurDe(inscrire({}, null, redacteur))).code).toBe("interdit");
    expect((await erreurDe(inscrire({}, null, etranger))).code).toBe("introuvable");
  });

  test("s’inscrit avec son fichier, se relit, se retire avec sa raison, et se remplace", async () => {
    const { id: recepisse } = await inscrire({}, { nom: "recu.png", octets: PNG });
    expect(await erreurDe(inscrire())).toMatchObject({ code: "regle" });
    expect(await lireTout((await lireRecepisse(redacteur, recepisse))?.flux as ReadableStream<Uint8Array>)).toEqual(
      PNG,
    );
    expect(await lireRecepisse(etranger, recepisse)).toBeNull();
    const vu = async () => (await chargerEspace(redacteur, id, MAINTENANT))?.versions[0]?.recepisses;
    expect(await vu()).toMatchObject([
      { operateur: "anr", numero: "24-CMAQ 0012", deposeLe: "2024-03-18", retrait: null },
    ]);
    await retirerRecepisse(responsable, { dossierId: id, recepisseId: recepisse, motif: "Numéro faux" }, MAINTENANT);
    const suivant = { dossierId: id, champs: { ...champs, numero: "24-CMAQ-0013" }, fichier: null };
    const { id: second } = await inscrireRecepisse(responsable, suivant, new Date("2024-03-21T10:00:00Z"));
    expect(await vu()).toMatchObject([
      { id: second, fichier: null },
      { id: recepisse, retrait: { motif: "Numéro faux" } },
    ]);
    expect(await lireRecepisse(redacteur, recepisse)).not.toBeNull();
    const demande = { dossierId: id, recepisseId: recepisse, motif: "Encore" };
    expect((await erreurDe(retirerRecepisse(responsable, demande, MAINTENANT))).code).toBe("introuvable");
  });
});

test("une pièce altérée sur le disque arrête le paquet, et rien ne part", async () => {
  const { cleStockage } = await base.client.piece.findFirstOrThrow({ where: { dossierId: id, typeMime: "image/png" } });
  writeFileSync(path.join(donnees.dossier, "fichiers", cleStockage ?? ""), "autre chose");
  const erreur = await erreurDe(lirePaquet(responsable, id, 1));
  expect(erreur).toMatchObject({ code: "indisponible" });
  expect(erreur.message).toContain("plan.png");
  expect(readdirSync(path.join(donnees.dossier, "fichiers", "reception"))).toEqual([]);
});
