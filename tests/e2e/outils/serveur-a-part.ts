import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";

/**
 * A server of its own, with its own data, for the test that kills it: the one that serves the other tests goes on. The build is
 * there already, the other one made it. `RIGEL_E2E_DEV=1`: the development server, when a test is being written.
 */
export type ServeurAPart = {
  adresse: string;
  /** Its data folder: once the server is killed, its base can be read. */
  donnees: string;
  tuer(): Promise<void>;
  demarrer(): Promise<void>;
  fermer(): Promise<void>;
};

const NEXT = path.resolve("node_modules/next/dist/bin/next");

const portLibre = (): Promise<number> =>
  new Promise((resoudre, refuser) => {
    const ecoute = createServer();
    ecoute.once("error", refuser);
    ecoute.listen(0, () => {
      const { port } = ecoute.address() as { port: number };
      ecoute.close(() => resoudre(port));
    });
  });

const fin = (processus: ChildProcess): Promise<number | null> =>
  new Promise((resoudre) =>
    processus.exitCode !== null || processus.signalCode !== null
      ? resoudre(processus.exitCode)
      : processus.once("exit", resoudre),
  );

/** `modele`: seeded data to take a copy of; otherwise the demo is seeded afresh. */
export async function ouvrirServeurAPart(): Promise<ServeurAPart> {
  const port = await portLibre();
  const adresse = `http://localhost:${port}`;
  const donnees = mkdtempSync(path.join(tmpdir(), "rigel-e2e-a-part-"));
  // Always PGlite: its lock and its recovery are part of what the kill tries.
  const { DATABASE_URL: _, RIGEL_E2E_MODELE: modele, ...reste } = process.env;
  const env = {
    ...reste,
    NODE_ENV: process.env.RIGEL_E2E_DEV === "1" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    ...{ RIGEL_DATA: donnees, RIGEL_DEMO: "1", NEXTAUTH_URL: adresse, PORT: String(port), LOG_LEVEL: "warn" },
  } as NodeJS.ProcessEnv;
  const executer = async (programme: string, args: string[]): Promise<void> => {
    const code = await fin(spawn(programme, args, { env, stdio: ["ignore", "ignore", "inherit"] }));
    if (code !== 0) throw new Error(`${programme} ${args.join(" ")} : ${code}`);
  };
  if (modele !== undefined && existsSync(modele)) await executer("cp", ["-a", `${modele}/.`, donnees]);
  else await executer(process.execPath, ["--conditions=react-server", "--import", "tsx", "prisma/seed.ts"]);

  let processus: ChildProcess | undefined;
  const tuer = async (): Promise<void> => {
    if (processus?.pid === undefined) return;
    // Its own group: whatever it started dies with it, as when the power goes.
    try {
      process.kill(-processus.pid, "SIGKILL");
    } catch {
      // Dead already.
    }
    await fin(processus);
    processus = undefined;
  };
  const demarrer = async (): Promise<void> => {
    const geste = process.env.RIGEL_E2E_DEV === "1" ? "dev" : "start";
    processus = spawn(process.execPath, [NEXT, geste, "-p", String(port)], {
      ...{ env, detached: true },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const repond = () =>
      fetch(`${adresse}/api/sante`).then(
        (r) => r.ok,
        () => false,
      );
    await expect.poll(repond, { timeout: 120_000, intervals: [100, 200, 400] }).toBe(true);
  };
  await demarrer();
  return {
    adresse,
    donnees,
    tuer,
    demarrer,
    fermer: async () => {
      await tuer();
      rmSync(donnees, { recursive: true, force: true });
    },
  };
}
