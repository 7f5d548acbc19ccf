import "server-only";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { journal } from "@/lib/server/journaux";

/** `memoireMo`: heap of JavaScript; `residentMo`: the whole process, buffers included, which that heap does not hold. */
export type Bornes = { dureeMs: number; memoireMo: number; residentMo: number; reponseMax: number };

/** The process stopped before it answered. */
export class ProcessusArrete extends Error {
  override name = "ProcessusArrete";
  constructor(
    script: string,
    /** « defaut »: too large, or wrong. */
    readonly raison: "temps" | "defaut",
  ) {
    super(`${script} : ${raison}`);
  }
}

const SURVEILLANCE_MS = 100;
const PAGE_OCTETS = 4_096;

/** Resident megabytes; null where the system does not say. */
const resident = (pid: number): Promise<number | null> =>
  readFile(`/proc/${pid}/statm`, "utf8").then(
    (texte) => (Number(texte.split(" ")[1]) * PAGE_OCTETS) / 1_048_576,
    () => null,
  );

/**
 * Runs a script of `lib` in a process of its own, `tsx` reading it as it reads the command line: a hostile file may take the processor
 * or the memory of that one, never the server's. One JSON value each way. Throws `ProcessusArrete`.
 */
export function aPart<T>(
  script: string,
  demande: unknown,
  { dureeMs, memoireMo, residentMo, reponseMax }: Bornes,
  signal?: AbortSignal,
): Promise<T> {
  const fichier = path.join(process.cwd(), ...script.split("/"));
  return new Promise((resoudre, rejeter) => {
    const enfant = spawn(process.execPath, [`--max-old-space-size=${memoireMo}`, "--import", "tsx", fichier], {
      env: { NODE_ENV: "production" },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: dureeMs,
      killSignal: "SIGKILL",
      ...(signal && { signal }),
    });
    const morceaux: Buffer[] = [];
    let recus = 0;
    let erreurs = "";
    let lourd = false;
    const debut = performance.now();
    const surveillance = setInterval(async () => {
      const mo = enfant.pid === undefined ? null : await resident(enfant.pid);
      if (mo === null || mo <= residentMo) return;
      lourd = true;
      enfant.kill("SIGKILL");
    }, SURVEILLANCE_MS);
    enfant.stdout.on("data", (m: Buffer) => {
      recus += m.length;
      if (recus > reponseMax) enfant.kill("SIGKILL");
      else morceaux.push(m);
    });
    enfant.stderr.on("data", (m: Buffer) => {
      erreurs = (erreurs + m.toString("utf8")).slice(-4_000);
    });
    enfant.on("error", (err) => {
      if (!signal?.aborted) journal.error({ err, script }, "Un traitement à part n’a pas pu être lancé");
      clearInterval(surveillance);
      rejeter(new ProcessusArrete(script, "defaut"));
    });
    enfant.on("close", (code, arret) => {
      clearInterval(surveillance);
      if (code === 0 && recus <= reponseMax) {
        try {
          return resoudre(JSON.parse(Buffer.concat(morceaux).toString("utf8")));
        } catch {
          // Falls through: an answer cut short is a failure.
        }
      }
      if (!signal?.aborted) journal.error({ script, code, arret, lourd, erreurs }, "Un traitement à part a échoué");
      rejeter(new ProcessusArrete(script, !lourd && performance.now() - debut >= dureeMs ? "temps" : "defaut"));
    });
    // A process that stopped before reading: its end says it.
    enfant.stdin.on("error", () => undefined);
    enfant.stdin.end(JSON.stringify(demande));
  });
}
