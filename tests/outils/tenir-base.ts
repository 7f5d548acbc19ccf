import { createInterface } from "node:readline";
import { base, fermerBase } from "@/lib/server/base";

/**
 * A real process that holds the database, for the tests of the lock: says « prêt », writes one line of the journal for each
 * line read, answers with the count, and closes properly when its input ends.
 */
const dire = (texte: string) => process.stdout.write(`${texte}\n`);

async function tenir(): Promise<void> {
  const client = await base();
  dire("prêt");
  for await (const action of createInterface({ input: process.stdin })) {
    await client.entreeJournal.create({ data: { action } });
    dire(String(await client.entreeJournal.count()));
  }
  await fermerBase();
  dire("fermé");
}

tenir().catch((erreur) => {
  process.stderr.write(`${erreur instanceof Error ? erreur.message : erreur}\n`);
  process.exitCode = 1;
});
