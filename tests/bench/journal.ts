import { exporterJournalService } from "@/lib/server/audit/historique";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { creerAgent } from "@/tests/db/monde";
import { baseDeTest } from "@/tests/db/outils";
import { dire, mesurer, rapport, titre } from "./mesure";

/** What the chained journal costs a write, and an export of it costs in memory; PGlite, or PostgreSQL with DATABASE_URL. */

const ENTREES = Number(process.argv[2] ?? 100_000);
const mo = (octets: number): string => `${(octets / 1e6).toFixed(0)} Mo`;
async function exporter(agent: Agent, nom: string, garder: boolean): Promise<void> {
  global.gc?.();
  const depart = process.memoryUsage().heapUsed;
  const debutExport = performance.now();
  const { flux } = await exporterJournalService(agent, {});
  const gardes: string[] = [];
  let octets = 0;
  let pic = 0;
  for await (const morceau of flux) {
    octets += Buffer.byteLength(morceau);
    if (garder) gardes.push(morceau);
    global.gc?.();
    pic = Math.max(pic, process.memoryUsage().heapUsed - depart);
  }
  const duree = ((performance.now() - debutExport) / 1_000).toFixed(1);
  dire(`  ${nom.padEnd(62)} ${mo(octets)} en ${duree} s, mémoire retenue au plus ${mo(pic)}`);
}
async function main(): Promise<void> {
  const base = await baseDeTest();
  const { client } = base;
  const agent = await creerAgent(client, "administrateur");
  titre(`Journal (${process.env.DATABASE_URL === undefined ? "PGlite" : "PostgreSQL"})`);

  const { id: dossierId } = await client.dossier.create({ data: { titre: "Exemple", regime: "ATCF" } });
  const ecrire = (tour: number) => ({
    where: { id: dossierId },
    data: { titre: `Exemple ${tour}` },
    select: { id: true },
  });
  const nue = await mesurer("une écriture, sans journal", 300, (tour) =>
    transaction((tx) => tx.dossier.update(ecrire(tour))),
  );
  const inscrite = await mesurer("la même, inscrite au journal et enchaînée", 300, (tour) =>
    transaction(async (tx) => {
      await tx.dossier.update(ecrire(tour));
      await ecrireEntree(tx, { action: "dossier.exporter", acteur: agent, dossierId, apres: { tour } });
    }),
  );
  rapport("inscrite, par rapport à sans journal", inscrite, nue);

  const debut = performance.now();
  const LOT = 5_000;
  for (let i = 0; i < ENTREES; i += LOT)
    await client.$executeRaw`
    INSERT INTO "EntreeJournal" ("action", "acteurId", "issue", "objet", "apres")
    SELECT 'courriel.lire', ${agent.id}::uuid, 'ok', gen_random_uuid()::text, '{"genre":"invitation"}'::jsonb
      FROM generate_series(1, ${Math.min(LOT, ENTREES - i)}::int)`;
  dire(`  ${ENTREES} entrées enchaînées en ${((performance.now() - debut) / 1_000).toFixed(1)} s`);

  await exporter(agent, "export par morceaux", false);
  await exporter(agent, "le même, gardé entier", true);
  await base.fermer();
}

main().then(
  () => process.exit(0),
  (erreur: unknown) => {
    dire(String(erreur));
    process.exit(1);
  },
);
