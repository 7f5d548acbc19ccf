import "server-only";
import type { Tx } from "@/lib/server/base";

/** What stands in the place of a body that carried a personal link. */
export const CORPS_EFFACE = "Contenu effacé : il portait un lien personnel, déjà envoyé ou qui n’ouvre plus rien.";
const ETEINT_AVANT_ENVOI = "Lien éteint avant l’envoi";

/** After so many minutes since it was written, one more attempt; after the last, it stays for the administrator to see. */
export const REPRISES_MIN = [0, 1, 5, 20, 60, 240, 720, 1_440, 2_880];

/**
 * Wipes every body whose link opens nothing any more: run out, used, withdrawn, or replaced by a newer one. What had not left
 * never will. Called by what puts a link out, in its transaction, and each hour for those that ran out.
 */
export async function effacerLiensEteints(tx: Tx, maintenant: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Courriel" c
       SET "corps" = ${CORPS_EFFACE}, "lien" = NULL,
           "essais" = CASE WHEN c."envoyeLe" IS NULL THEN ${REPRISES_MIN.length} ELSE c."essais" END,
           "erreur" = CASE WHEN c."envoyeLe" IS NULL THEN COALESCE(c."erreur", ${ETEINT_AVANT_ENVOI}) ELSE c."erreur" END
     WHERE c."lien" IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM "Invitation" i
                        WHERE i."empreinte" = c."lien" AND i."accepteeLe" IS NULL AND i."retireeLe" IS NULL
                          AND i."expireLe" > ${maintenant}::timestamptz)
       AND NOT EXISTS (SELECT 1 FROM "LienConnexion" l
                        WHERE l."id" = c."lien" AND l."utiliseLe" IS NULL AND l."expireLe" > ${maintenant}::timestamptz)`;
}
