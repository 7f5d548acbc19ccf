import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { prendreVerrou } from "@/lib/server/base/verrou";
import { construireServeur } from "@/tests/outils/construire-serveur";

// Real processes that each open a database: slow on a busy machine, and nothing here is about speed.
vi.setConfig({ testTimeout: 180_000 });

/** The lock is only about PGlite's folder: these processes never get DATABASE_URL. */

let programme: string;
let dossier: string;
const enfants: Tenant[] = [];

beforeAll(async () => {
  programme = await construireServeur("tests/outils/tenir-base.ts");
});
afterAll(() => rmSync(path.dirname(programme), { recursive: true, force: true }));
beforeEach(() => {
  dossier = mkdtempSync(path.join(tmpdir(), "rigel-verrou-"));
});
afterEach(() => {
  for (const enfant of enfants.splice(0)) enfant.processus.kill("SIGKILL");
  rmSync(dossier, { recursive: true, force: true });
});

type Tenant = {
  processus: ChildProcessWithoutNullStreams;
  ligne(): Promise<string>;
  fin: Promise<{ code: number | null; erreurs: string }>;
};

function lancer(): Tenant {
  const { DATABASE_URL: _, ...environnement } = process.env;
  const processus = spawn(process.execPath, ["--conditions=react-server", programme], {
    env: { ...environnement, RIGEL_DATA: dossier, PORT: "3456" },
  });
  const lignes = createInterface({ input: processus.stdout })[Symbol.asyncIterator]();
  let erreurs = "";
  processus.stderr.on("data", (morceau) => {
    erreurs += morceau;
  });
  const fin = new Promise<{ code: number | null; erreurs: string }>((resoudre) => {
    processus.on("close", (code) => resoudre({ code, erreurs }));
  });
  const tenant = { processus, fin, ligne: async () => String((await lignes.next()).value) };
  enfants.push(tenant);
  return tenant;
}

describe("un seul processus par dossier de données", () => {
  test("le second est refusé par une phrase qui dit qui tient la base, et le premier continue", async () => {
    const premier = lancer();
    expect(await premier.ligne()).toBe("prêt");
    const second = await lancer().fin;
    expect(second.code).toBe(1);
    expect(second.erreurs).toMatch(
      new RegExp(
        `^Le dossier de données ${dossier} est déjà utilisé par le processus ${premier.processus.pid} ` +
          "\\(« node serveur\\.mjs », port 3456\\) depuis le .+ : arrêtez-le, ou choisissez un autre dossier avec RIGEL_DATA\\.\n$",
      ),
    );
    premier.processus.stdin.end("encore\n");
    expect(await premier.ligne()).toBe("1");
    expect(await premier.ligne()).toBe("fermé");
    expect((await premier.fin).code).toBe(0);
  });

  test("après kill -9, le suivant reprend le dossier et retrouve ce qui était écrit", async () => {
    const premier = lancer();
    await premier.ligne();
    premier.processus.stdin.write("avant\n");
    expect(await premier.ligne()).toBe("1");
    premier.processus.kill("SIGKILL");
    await premier.fin;
    const second = lancer();
    expect(await second.ligne()).toBe("prêt");
    second.processus.stdin.write("après\n");
    expect(await second.ligne()).toBe("2");
  });

  test("de plusieurs processus qui trouvent le même verrou mort, un seul gagne", async () => {
    const mort = lancer();
    await mort.ligne();
    mort.processus.kill("SIGKILL");
    await mort.fin;
    const candidats = Array.from({ length: 4 }, lancer);
    const premieres = await Promise.all(candidats.map((candidat) => candidat.ligne()));
    expect(premieres.filter((ligne) => ligne === "prêt")).toHaveLength(1);
  });
});

describe("prendreVerrou", () => {
  const fichier = () => {
    const [nom = ""] = readdirSync(path.join(dossier, "verrou"));
    return path.join(dossier, "verrou", nom);
  };
  const modifier = (changements: object) => {
    const lu = JSON.parse(readFileSync(fichier(), "utf8"));
    writeFileSync(fichier(), JSON.stringify({ ...lu, ...changements }));
  };

  test("se rend et se reprend, sans laisser s’accumuler de fichiers", () => {
    for (let i = 0; i < 5; i++) prendreVerrou(dossier, { port: null }).rendre();
    expect(readdirSync(path.join(dossier, "verrou"))).toEqual(["000000005.json"]);
  });

  test("refuse un second preneur du même processus", () => {
    const verrou = prendreVerrou(dossier, { port: null });
    expect(() => prendreVerrou(dossier, { port: null })).toThrow(`processus ${process.pid}`);
    verrou.rendre();
  });

  test("ne se laisse pas tromper par un pid rendu à un autre processus", () => {
    prendreVerrou(dossier, { port: null });
    modifier({ demarrage: "1" });
    prendreVerrou(dossier, { port: null }).rendre();
  });

  test("d’un autre conteneur : tenu tant que son battement est récent, repris après", () => {
    prendreVerrou(dossier, { port: null });
    modifier({ lieu: "ailleurs", pid: 1 });
    expect(() => prendreVerrou(dossier, { port: null })).toThrow("déjà utilisé par le processus 1");
    const ancien = new Date(Date.now() - 31_000);
    utimesSync(fichier(), ancien, ancien);
    prendreVerrou(dossier, { port: null }).rendre();
  });

  test("un verrou illisible n’est pas ignoré", () => {
    prendreVerrou(dossier, { port: null }).rendre();
    writeFileSync(fichier(), "{");
    expect(() => prendreVerrou(dossier, { port: null })).toThrow("illisible");
  });
});
