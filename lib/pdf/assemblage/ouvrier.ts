/** The process that assembles, apart from the server's: its memory and its time are limited, and it may be stopped at any moment. */
import { text } from "node:stream/consumers";
import type { ReponseAssemblage } from "./demande";
import { executer } from "./executer";

async function repondre(): Promise<void> {
  const recueil = await executer(JSON.parse(await text(process.stdin)));
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const processeur = Math.round((userCPUTime + systemCPUTime) / 1_000);
  const reponse: ReponseAssemblage = { ...recueil, memoire: maxRSS * 1_024, processeur };
  process.stdout.write(`${JSON.stringify(reponse)}\n`);
}

repondre().catch((erreur: unknown) => {
  process.stderr.write(`${erreur instanceof Error ? erreur.stack : erreur}\n`);
  process.exitCode = 1;
});
