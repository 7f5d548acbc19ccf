import "server-only";
import type { LigneJournal, TeteChaine } from "@/lib/domain/journal";
import { base } from "@/lib/server/base";

/** Entries asked for at once: memory holds no more. */
const LOT = 500;

export type LotChaine = { lignes: LigneJournal[]; tete: TeteChaine | null };

type Lue = Omit<LigneJournal, "id"> & {
  id: string | null;
  teteRang: number | null;
  teteEmpreinte: string | null;
  teteLe: string | null;
};

/**
 * The entries of a chain after one of them, as stored texts, with the chain's head. One statement: head and entries are of the
 * same instant, so that the journal can be verified while it is written.
 */
export async function lireLot(chaine: string, apres: { rang: number; id: string } | null): Promise<LotChaine> {
  const client = await base();
  const rang = apres?.rang ?? -2_147_483_648;
  const id = BigInt(apres?.id ?? "-1");
  const lues = await client.$queryRaw<Lue[]>`
    SELECT c."rang" AS "teteRang", c."empreinte" AS "teteEmpreinte",
           to_char(c."le" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "teteLe",
           e."id"::text AS "id",
           to_char(e."le" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "le",
           e."acteurId"::text AS "acteurId", e."dossierId"::text AS "dossierId", e."action", e."issue", e."objet",
           e."avant"::text AS "avant", e."apres"::text AS "apres", e."requeteId",
           e."chaine", e."rang", e."precedente", e."empreinte"
      FROM (SELECT 1) AS un
      LEFT JOIN "ChaineJournal" c ON c."chaine" = ${chaine}
      LEFT JOIN LATERAL (
        SELECT * FROM "EntreeJournal"
         WHERE "chaine" = ${chaine} AND ("rang", "id") > (${rang}::int, ${id}::bigint)
         ORDER BY "rang", "id" LIMIT ${LOT}
      ) e ON true
     ORDER BY e."rang", e."id"`;
  const premiere = lues[0];
  const tete =
    premiere === undefined || premiere.teteRang === null
      ? null
      : { rang: premiere.teteRang, empreinte: premiere.teteEmpreinte ?? "", le: premiere.teteLe ?? "" };
  return { lignes: lues.filter((l): l is Lue & LigneJournal => l.id !== null), tete };
}

export const lotComplet = (lot: LotChaine): boolean => lot.lignes.length === LOT;

/** Every chain that exists, by its entries, by its head, or by the dossier that must have one. */
export async function lireChaines(apres: string, nombre: number): Promise<string[]> {
  const client = await base();
  const lues = await client.$queryRaw<{ chaine: string }[]>`
    SELECT "chaine" FROM (
      SELECT "chaine" FROM "ChaineJournal"
      UNION SELECT "chaine" FROM "EntreeJournal"
      UNION SELECT "id"::text FROM "Dossier"
    ) AS toutes
     WHERE "chaine" COLLATE "C" > ${apres} ORDER BY "chaine" COLLATE "C" LIMIT ${nombre}`;
  return lues.map((l) => l.chaine);
}
