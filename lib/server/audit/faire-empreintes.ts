import "server-only";
import { ajouterJours, type DateIso, jourAParis } from "@/lib/domain/dates";
import { empreinteJour, ORIGINE } from "@/lib/domain/journal";
import { relireJour } from "@/lib/server/audit/jours";
import { base, transaction } from "@/lib/server/base";
import { journal } from "@/lib/server/journaux";
import { sha256 } from "@/lib/server/sha256";

/** A transaction lasts 15 s at most (base/options.ts): after this, no entry of the day before can still appear. */
const MARGE_MS = 15 * 60_000;

/** The day after the last digest, or the day of the first entry; null: nothing was ever written. */
async function premierAFaire(): Promise<{ jour: DateIso; precedente: string } | null> {
  const client = await base();
  const [derniere] = await client.$queryRaw<{ jour: string; empreinte: string }[]>`
    SELECT "jour"::text AS "jour", "empreinte" FROM "EmpreinteJour" ORDER BY "jour" DESC LIMIT 1`;
  if (derniere !== undefined) return { jour: ajouterJours(derniere.jour, 1), precedente: derniere.empreinte };
  const [premiere] = await client.$queryRaw<{ jour: string | null }[]>`
    SELECT (MIN("le") AT TIME ZONE 'Europe/Paris')::date::text AS "jour" FROM "EntreeJournal"`;
  return premiere?.jour == null ? null : { jour: premiere.jour, precedente: ORIGINE };
}

/**
 * Seals every finished day that is not sealed yet, days without an entry included: a missing digest then shows. Each also
 * goes to the log, so that it exists outside of the database (docs/audit.md). Returns the days done.
 */
export async function faireEmpreintes(maintenant: Date): Promise<DateIso[]> {
  const aFaire = await premierAFaire();
  if (aFaire === null) return [];
  const hier = ajouterJours(jourAParis(new Date(maintenant.getTime() - MARGE_MS)), -1);
  const faits: DateIso[] = [];
  let { precedente } = aFaire;
  for (let jour = aFaire.jour; jour <= hier; jour = ajouterJours(jour, 1)) {
    const lu = await relireJour(jour);
    const empreinte = empreinteJour({ jour, ...lu, precedente }, sha256);
    await transaction((tx) =>
      tx.empreinteJour.create({
        data: {
          jour: new Date(`${jour}T00:00:00Z`),
          tetes: Object.fromEntries(Object.entries(lu.tetes).map(([c, [rang, e]]) => [c, [rang, e]])),
          entrees: lu.entrees,
          precedente,
          empreinte,
        },
        select: { jour: true },
      }),
    );
    journal.info({ jour, entrees: lu.entrees, precedente, empreinte }, "Empreinte du journal d’audit");
    precedente = empreinte;
    faits.push(jour);
  }
  return faits;
}
