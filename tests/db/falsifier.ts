import { sha256 } from "@/lib/server/sha256";
import type { PrismaClient } from "@/prisma/genere/client";

/** What someone with every right on the database can do behind the triggers' back. */
export async function derriere<T>(
  client: PrismaClient,
  fn: (sql: (texte: string) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  return client.$transaction(async (tx) => {
    await tx.$executeRawUnsafe("SET LOCAL session_replication_role = replica");
    return fn((texte) => tx.$executeRawUnsafe(texte));
  });
}

/** Ages the whole journal by so many days, sealed as it would have been: to have days that are over. */
export async function vieillir(client: PrismaClient, jours: number): Promise<void> {
  await derriere(client, async (sql) => {
    await sql(`UPDATE "EntreeJournal" SET "le" = "le" - interval '${jours} days'`);
    await sql(RESCELLER("TRUE"));
    await sql(`UPDATE "ChaineJournal" c SET "rang" = e."rang", "empreinte" = e."empreinte", "le" = e."le"
      FROM (SELECT DISTINCT ON ("chaine") * FROM "EntreeJournal" ORDER BY "chaine", "rang" DESC) e
      WHERE e."chaine" = c."chaine"`);
  });
}

/** Chains again, entry by entry, all that matches: what a careful forger does. */
export const RESCELLER = (condition: string) => `DO $$
DECLARE e "EntreeJournal"%ROWTYPE; p text;
BEGIN
  FOR e IN SELECT * FROM "EntreeJournal" WHERE ${condition} ORDER BY "chaine", "rang" LOOP
    SELECT "empreinte" INTO p FROM "EntreeJournal" WHERE "chaine" = e."chaine" AND "rang" = e."rang" - 1;
    e."precedente" := COALESCE(p, repeat('0', 64));
    e."empreinte" := empreinte_entree(e);
    UPDATE "EntreeJournal" SET "precedente" = e."precedente", "empreinte" = e."empreinte" WHERE "id" = e."id";
  END LOOP;
END $$`;

/** Recomputes the entry's own hash and nothing else. */
export const SCELLER_SEULE = (id: string) =>
  `UPDATE "EntreeJournal" e SET "empreinte" = empreinte_entree(e) WHERE "id" = ${id}`;

export const faux = (graine: string): string => sha256(graine);
