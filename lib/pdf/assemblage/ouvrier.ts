/** The process that assembles, apart from the server's: its memory and its time are limited, and it may be stopped at any moment. */
import { text } from "node:stream/consumers";
import { executer } from "./executer";

async function repondre(): Promise<void> {
  const recueil = await executer(JSON.parse(await text(process.stdin)));
  process.stdout.write(`${JSON.stringify(recueil)}\n`);
}

repondre().catch((erreur: unknown) => {
  process.stderr.write(`${erreur instanceof Error ? erreur.stack : erreur}\n`);
  process.exitCode = 1;
});
