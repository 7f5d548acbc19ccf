import { existsSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { nouvelleCle, stockage } from "@/lib/integrations/stockage";
import { utiliserBase } from "@/lib/server/base";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { balayerOrphelins, limiteBalayage } from "@/lib/server/pieces/balayer-orphelins";
import { executerTaches, TACHES } from "@/lib/server/taches";
import { creerAgent, exemple, importer, JOUR_DEPOT, octetsPdf } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-orphelins-") } };
});
vi.setConfig({ testTimeout: 60_000 });

const T = new Date("2026-11-21T09:00:00Z");
const apres = (jours: number) => new Date(T.getTime() + jours * 86_400_000);
const RIEN = { ecartes: 0, repris: 0, effaces: 0 };
const racine = path.join(env.RIGEL_DATA, "fichiers");
const vieillir = (cle: string) => utimesSync(path.join(racine, cle), apres(-3), apres(-3));

let base: BaseDeTest;
/** A file that the database names, made old. */
let nommee: string;

beforeAll(async () => {
  base = await baseDeTest();
  const agent = await creerAgent(base.client, "equipe_projet");
  const dossierId = await importer(agent, exemple("brouillon-minimal"));
  const { id } = await ajouterPiece(agent, { dossierId, nom: "a.pdf", octets: octetsPdf() }, JOUR_DEPOT);
  nommee = (await base.client.piece.findUniqueOrThrow({ where: { id } })).cleStockage as string;
  vieillir(nommee);
});
afterAll(() => base.fermer());
beforeEach(async () => {
  rmSync(path.join(racine, "quarantaine"), { recursive: true, force: true });
  for (const cle of await stockage.cles()) if (cle !== nommee) await stockage.supprimer(cle);
  await balayerOrphelins(T);
});

async function orphelins(nombre: number): Promise<string[]> {
  const cles = Array.from({ length: nombre }, () => nouvelleCle("pieces"));
  for (const cle of cles) {
    await stockage.ecrire(cle, octetsPdf(cle));
    vieillir(cle);
  }
  return cles;
}

/** The service started on another database, the folder unchanged. */
async function surUneAutreBase<T>(fn: (autre: BaseDeTest) => Promise<T>): Promise<T> {
  const autre = await baseDeTest();
  // Databases of the tests are copies of one model: an installation draws its own.
  await autre.client.$executeRaw`UPDATE "Installation" SET "identite" = gen_random_uuid()`;
  try {
    return await fn(autre);
  } finally {
    await autre.fermer();
    utiliserBase(base.client, base.transactionBrute);
  }
}

test("un fichier que rien ne nomme est mis de côté, pas effacé ; trente jours après, il l’est", async () => {
  const [cle = ""] = await orphelins(1);
  const jeune = nouvelleCle("pieces");
  await stockage.ecrire(jeune, octetsPdf());
  utimesSync(path.join(racine, jeune), T, T);
  expect(await balayerOrphelins(T)).toEqual({ ...RIEN, ecartes: 1 });
  expect((await stockage.cles()).sort()).toEqual([nommee, jeune].sort());
  expect(await stockage.ecartes()).toEqual([{ jour: "2026-11-21", cle }]);
  expect(existsSync(path.join(racine, "quarantaine", "2026-11-21", cle))).toBe(true);
  await stockage.supprimer(jeune);
  expect(await balayerOrphelins(apres(29))).toEqual(RIEN);
  expect(await balayerOrphelins(apres(30))).toEqual({ ...RIEN, effaces: 1 });
  expect(await stockage.ecartes()).toEqual([]);
  expect(existsSync(path.join(racine, "quarantaine", "2026-11-21"))).toBe(false);
  expect(await stockage.taille(nommee)).not.toBeNull();
});

test("un fichier mis de côté que la base nomme revient de lui-même", async () => {
  await stockage.ecarter(nommee, "2026-11-20");
  expect(await balayerOrphelins(T)).toEqual({ ...RIEN, repris: 1 });
  expect(await stockage.cles()).toEqual([nommee]);
  vieillir(nommee);
});

test("une base d’une autre installation : refusé, rien ne bouge, ni ce qui attend de côté", async () => {
  const [cle = ""] = await orphelins(1);
  await stockage.ecarter(cle, "2026-01-01");
  await surUneAutreBase(async () => {
    await expect(balayerOrphelins(apres(400))).rejects.toThrow(/ne vont pas ensemble/);
  });
  expect(await stockage.cles()).toEqual([nommee]);
  expect(await stockage.ecartes()).toHaveLength(1);
});

test("une base qui ne nomme aucun fichier : refusé, que le stockage ait son identité ou non", async () => {
  const identite = await stockage.identite();
  await surUneAutreBase(async (autre) => {
    await stockage.marquer(null);
    await expect(balayerOrphelins(T)).rejects.toThrow(/ne nomme aucun/);
    expect(await stockage.identite()).toBeNull();
    await autre.client.$executeRaw`UPDATE "Installation" SET "identite" = ${identite}::uuid`;
    await stockage.marquer(identite);
    await expect(balayerOrphelins(T)).rejects.toThrow(/ne nomme aucun/);
  });
  expect(await stockage.cles()).toEqual([nommee]);
});

test("trop à la fois : refusé, tout reste", async () => {
  const cles = await orphelins(6);
  await expect(balayerOrphelins(T)).rejects.toThrow(/6 fichiers sur 7/);
  expect((await stockage.cles()).sort()).toEqual([...cles, nommee].sort());
  await stockage.supprimer(cles[0] as string);
  expect(await balayerOrphelins(T)).toEqual({ ...RIEN, ecartes: 5 });
});

test.each([
  [0, 5],
  [50, 5],
  [200, 20],
  [500, 50],
  [100_000, 50],
])("de %i fichiers, au plus %i à la fois", (fichiers, limite) => {
  expect(limiteBalayage(fichiers)).toBe(limite);
});

test("la tâche du service échoue alors, et sera reprise", async () => {
  const taches = TACHES.filter(({ nom }) => nom === "orphelins");
  await surUneAutreBase(async (autre) => {
    expect(await executerTaches(T, taches)).toEqual([]);
    expect(await autre.client.tache.findUnique({ where: { nom: "orphelins" } })).toMatchObject({ faiteLe: null });
  });
  expect(await executerTaches(T, taches)).toEqual(["orphelins"]);
  expect(await stockage.cles()).toEqual([nommee]);
});
