import "server-only";
import { base } from "@/lib/server/base";

/** Beyond what is kept of one file, or once its time is over (effacer-remarques.ts): rows refused, and remarks, that are counted only. */
export type RemarquesPerdues = { refus: number; avertissements: number };

export async function compterPerdues(
  importId: string,
  { refusees, avertissements }: { refusees: number; avertissements: number },
): Promise<RemarquesPerdues> {
  const client = await base();
  const [gardees] = await client.$queryRaw<{ refus: number; avertissements: number }[]>`
    SELECT count(DISTINCT "ligne") FILTER (WHERE "gravite" = 'refus')::int AS "refus",
      count(*) FILTER (WHERE "gravite" IN ('avertissement', 'ecartee'))::int AS "avertissements"
    FROM "RemarqueImportCarte" WHERE "importId" = ${importId}::uuid`;
  return {
    refus: Math.max(0, refusees - (gardees?.refus ?? 0)),
    avertissements: Math.max(0, avertissements - (gardees?.avertissements ?? 0)),
  };
}
