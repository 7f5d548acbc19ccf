import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { afterEach, describe, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { base, fermerBase } from "@/lib/server/base";
import { sonder } from "@/lib/server/base/sonde";
import { estPanne } from "@/lib/server/panne";
import { baseVide } from "./outils";

vi.mock("@/lib/env", async (original) => {
  const { env: reel } = await original<typeof import("@/lib/env")>();
  return { env: Object.assign({}, reel, { NEXTAUTH_SECRET: "" }) };
});
vi.setConfig({ testTimeout: 120_000 });

/** This file opens the real `base()`, on what each test chooses. */
const regler = (choix: Partial<Pick<typeof env, "DATABASE_URL" | "RIGEL_DATA">>) => Object.assign(env, choix);
const serveur = env.DATABASE_URL;

afterEach(async () => {
  await fermerBase().catch(() => undefined);
});

describe("PGlite", () => {
  test("le moteur tombe : la sonde le voit, rouvre le dossier, et tout ce qui était écrit est là", async () => {
    const dossier = mkdtempSync("/tmp/rigel-panne-");
    regler({ DATABASE_URL: undefined, RIGEL_DATA: dossier });
    const moteurs: PGlite[] = [];
    const creer = PGlite.create.bind(PGlite);
    vi.spyOn(PGlite, "create").mockImplementation((async (...args: [string]) => {
      const moteur = await creer(...args);
      moteurs.push(moteur as PGlite);
      return moteur;
    }) as never);
    const client = await base();
    await client.entreeJournal.create({ data: { action: "essai.avant" } });

    // What a trap in WebAssembly looks like from outside: every later call fails, without an SQL code.
    const piege = async () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
    const tombe = {
      execProtocol: piege,
      execProtocolStream: piege,
      execProtocolRaw: piege,
      execProtocolRawStream: piege,
    };
    // The first opening of a folder creates it with an engine of its own: the last one is ours.
    const crees = moteurs.length;
    Object.assign(moteurs.at(-1) as PGlite, tombe);
    const erreur = await client.entreeJournal.count().catch((e: unknown) => e);
    expect({ erreur: String(erreur), panne: estPanne(erreur) }).toMatchObject({ panne: true });

    expect(await sonder()).toEqual({ ok: true });
    expect(moteurs.length).toBeGreaterThan(crees);
    expect(await (await base()).entreeJournal.findMany({ select: { action: true } })).toEqual([
      { action: "essai.avant" },
    ]);
    await (await base()).entreeJournal.create({ data: { action: "essai.apres" } });
    expect(existsSync(dossier) && readdirSync(`${dossier}/verrou`)).toHaveLength(1);
    await fermerBase();
    rmSync(dossier, { recursive: true, force: true });
  });

  test("une longue transaction n’est pas une panne : le moteur vivant n’est jamais remplacé", async () => {
    const dossier = mkdtempSync("/tmp/rigel-panne-");
    regler({ DATABASE_URL: undefined, RIGEL_DATA: dossier });
    const client = await base();
    let finir = () => undefined as undefined;
    const attente = new Promise<undefined>((r) => {
      finir = () => r(undefined) as undefined;
    });
    let commencer = () => undefined as undefined;
    const debut = new Promise<undefined>((r) => {
      commencer = () => r(undefined) as undefined;
    });
    const longue = client.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1`;
      commencer();
      await attente;
    });
    await debut;
    expect(await sonder(50)).toMatchObject({ ok: false });
    expect(await base()).toBe(client);
    finir();
    await longue;
    expect(await sonder()).toEqual({ ok: true });
    await fermerBase();
    rmSync(dossier, { recursive: true, force: true });
  });
});

/** Stands in front of the server: cut, it drops what is open and refuses what comes. */
async function coupeCircuit(cible: string) {
  const url = new URL(cible);
  // Read now: the address is made the relay's own below.
  const { hostname } = url;
  const port = Number(url.port || 5432);
  const ouvertes = new Set<Socket>();
  let coupe = false;
  const relais = createServer((entree) => {
    const sortie = connect(port, hostname);
    for (const [une, autre] of [
      [entree, sortie],
      [sortie, entree],
    ] as const) {
      ouvertes.add(une);
      une.on("error", () => autre.destroy());
      une.on("close", () => autre.destroy());
    }
    if (coupe) entree.destroy();
    entree.pipe(sortie).pipe(entree);
  });
  await new Promise<void>((resoudre) => relais.listen(0, "127.0.0.1", resoudre));
  url.hostname = "127.0.0.1";
  url.port = String((relais.address() as AddressInfo).port);
  return {
    adresse: url.href,
    couper() {
      coupe = true;
      for (const une of ouvertes) une.destroy();
    },
    retablir() {
      coupe = false;
    },
    fermer: () => relais.close(),
  };
}

describe.runIf(serveur !== undefined)("PostgreSQL", () => {
  test("coupé puis rétabli : 503 pendant, et le service revient sans redémarrer", async () => {
    regler({ DATABASE_URL: serveur, RIGEL_DATA: "/tmp" });
    const vide = await baseVide();
    const circuit = await coupeCircuit(vide.adresse);
    regler({ DATABASE_URL: circuit.adresse });
    const client = await base();
    await client.entreeJournal.create({ data: { action: "essai.avant" } });
    circuit.couper();
    const erreur = await client.entreeJournal.count().catch((e: unknown) => e);
    expect(estPanne(erreur)).toBe(true);
    expect(await sonder()).toMatchObject({ ok: false });
    circuit.retablir();
    expect(await sonder()).toEqual({ ok: true });
    expect(await client.entreeJournal.count()).toBe(1);
    await fermerBase();
    circuit.fermer();
    regler({ DATABASE_URL: serveur });
    await vide.supprimer();
  });
});
