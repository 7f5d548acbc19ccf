import "server-only";
import { base } from "@/lib/server/base";

const JOUR_MS = 24 * 3_600_000;
/** Of a file that gave nothing: time enough to mend it. */
const SANS_SUITE_MS = 30 * JOUR_MS;
/** Of one that was applied: until the carte of the next year. */
const APPLIQUE_MS = 365 * JOUR_MS;
const LOT = 10_000;

/** What remarks quote of a file (names, free text) is not kept for ever; how many there were stays on the import. Says how many went. */
export async function effacerRemarques(maintenant: Date): Promise<number> {
  const client = await base();
  const avant = (ms: number) => new Date(maintenant.getTime() - ms).toISOString();
  let effacees = 0;
  for (;;) {
    const lot = await client.$executeRaw`
      DELETE FROM "RemarqueImportCarte" WHERE "id" IN (
        SELECT r."id" FROM "ImportCarte" i JOIN "RemarqueImportCarte" r ON r."importId" = i."id"
        WHERE (i."etat" IN ('echoue', 'abandonne')
            AND COALESCE(i."annulationLe", i."battementLe") < ${avant(SANS_SUITE_MS)}::timestamptz)
          OR (i."etat" = 'applique' AND i."appliqueLe" < ${avant(APPLIQUE_MS)}::timestamptz)
        LIMIT ${LOT}
      )`;
    effacees += lot;
    if (lot < LOT) return effacees;
  }
}
