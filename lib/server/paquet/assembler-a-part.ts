import "server-only";
import { spawn } from "node:child_process";
import path from "node:path";
import { type Tours, tours } from "@/lib/integrations/examen/tour";
import type { DemandeAssemblage, ReponseAssemblage } from "@/lib/pdf/assemblage/demande";
import { ErreurMetier } from "@/lib/server/erreur";
import { journal } from "@/lib/server/journaux";

/** Two hundred pieces of 20 Mo take a minute. */
const DUREE_MAX_MS = 180_000;
/** One annexe at a time is in memory; the largest that can be joined takes 300 Mo. */
const MEMOIRE_MO = 1_024;
const REPONSE_MAX = 5_000_000;

/** One at a time in the process, the others wait: it takes a whole processor. Kept across Next's bundles. */
const CLE = Symbol.for("rigel.paquet.tours");
const porteur = globalThis as typeof globalThis & { [CLE]?: Tours };
porteur[CLE] ??= tours({ ensemble: 1, file: 10, attenteMs: 60_000 });
export const unPaquetALaFois: Tours = porteur[CLE];

const echec = () =>
  new ErreurMetier(
    "indisponible",
    "L’assemblage des annexes s’est arrêté : une annexe est trop lourde ou trop complexe. Vos fichiers sont intacts. Réessayez ; si cela recommence, prévenez votre support.",
  );

/**
 * In a process of its own: a hostile file may take the processor or the memory of that one, never the server's. `tsx` runs it, as it
 * runs the command line.
 */
export function assemblerAPart(demande: DemandeAssemblage, signal?: AbortSignal): Promise<ReponseAssemblage> {
  const script = path.join(process.cwd(), "lib", "pdf", "assemblage", "ouvrier.ts");
  return new Promise((resoudre, rejeter) => {
    const enfant = spawn(process.execPath, [`--max-old-space-size=${MEMOIRE_MO}`, "--import", "tsx", script], {
      env: { NODE_ENV: "production" },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: DUREE_MAX_MS,
      killSignal: "SIGKILL",
      ...(signal && { signal }),
    });
    const morceaux: Buffer[] = [];
    let recus = 0;
    let erreurs = "";
    enfant.stdout.on("data", (m: Buffer) => {
      recus += m.length;
      if (recus > REPONSE_MAX) enfant.kill("SIGKILL");
      else morceaux.push(m);
    });
    enfant.stderr.on("data", (m: Buffer) => {
      erreurs = (erreurs + m.toString("utf8")).slice(-4_000);
    });
    enfant.on("error", (err) => {
      if (!signal?.aborted) journal.error({ err }, "L’assemblage des annexes n’a pas pu être lancé");
      rejeter(echec());
    });
    enfant.on("close", (code, arret) => {
      if (code === 0) {
        try {
          return resoudre(JSON.parse(Buffer.concat(morceaux).toString("utf8")));
        } catch {
          // Falls through: an answer cut short is a failure.
        }
      }
      if (!signal?.aborted) journal.error({ code, arret, erreurs }, "L’assemblage des annexes a échoué");
      rejeter(echec());
    });
    // A process that stopped before reading: its end says it.
    enfant.stdin.on("error", () => undefined);
    enfant.stdin.end(JSON.stringify(demande));
  });
}
