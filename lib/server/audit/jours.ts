import "server-only";
import type { JourScelle } from "@/lib/domain/journal";
import type { JourLu } from "@/lib/domain/journal-jours";
import { base } from "@/lib/server/base";

type Ligne = Omit<JourScelle, "tetes"> & { tetes: Record<string, [number, string]> };

const PAR_PAGE = 50;

/** The daily digests in order, a page at a time. */
export async function* lireJours(depuis = "0001-01-01"): AsyncGenerator<JourScelle> {
  const client = await base();
  let apres = depuis;
  for (;;) {
    const page = await client.$queryRaw<Ligne[]>`
      SELECT "jour"::text AS "jour", "tetes", "entrees", "precedente", "empreinte" FROM "EmpreinteJour"
       WHERE "jour" > ${apres}::date ORDER BY "jour" LIMIT ${PAR_PAGE}`;
    yield* page;
    const derniere = page.at(-1);
    if (derniere === undefined) return;
    apres = derniere.jour;
  }
}

/** What the entries say of a day in Paris: the last one of each chain that grew, and how many in all. */
export async function relireJour(jour: string): Promise<JourLu> {
  const client = await base();
  const tetes = await client.$queryRaw<{ chaine: string; rang: number; empreinte: string; nombre: number }[]>`
    WITH du_jour AS (
      SELECT "chaine", "rang", "empreinte" FROM "EntreeJournal"
       WHERE "le" >= (${jour}::date)::timestamp AT TIME ZONE 'Europe/Paris'
         AND "le" < (${jour}::date + 1)::timestamp AT TIME ZONE 'Europe/Paris'
    )
    SELECT DISTINCT ON (d."chaine") d."chaine", d."rang", d."empreinte", n."nombre"::int AS "nombre"
      FROM du_jour d
      JOIN (SELECT "chaine", COUNT(*) AS "nombre" FROM du_jour GROUP BY "chaine") n ON n."chaine" = d."chaine"
     ORDER BY d."chaine", d."rang" DESC`;
  return {
    tetes: Object.fromEntries(tetes.map((t) => [t.chaine, [t.rang, t.empreinte] as const])),
    entrees: tetes.reduce((somme, t) => somme + t.nombre, 0),
  };
}

/** Digest stored for a day; null: none. */
export async function jourAncre(jour: string): Promise<string | null> {
  const client = await base();
  const lu = await client.empreinteJour.findUnique({
    where: { jour: new Date(`${jour}T00:00:00Z`) },
    select: { empreinte: true },
  });
  return lu?.empreinte ?? null;
}

/** Last entry of each day in Paris of one chain. */
export async function tetesParJour(chaine: string): Promise<Map<string, readonly [number, string]>> {
  const client = await base();
  const tetes = await client.$queryRaw<{ jour: string; rang: number; empreinte: string }[]>`
    SELECT DISTINCT ON (1) ("le" AT TIME ZONE 'Europe/Paris')::date::text AS "jour", "rang", "empreinte"
      FROM "EntreeJournal" WHERE "chaine" = ${chaine} ORDER BY 1, "rang" DESC`;
  return new Map(tetes.map((t) => [t.jour, [t.rang, t.empreinte]]));
}
