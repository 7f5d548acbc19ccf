import "server-only";
import { PERSONNELS } from "@/lib/domain/orion/champs";
import type { ChangementPrevu, LignePrevue } from "@/lib/schemas/imports-carte";
import type { Tx } from "@/lib/server/base";
import { LUES } from "@/lib/server/carte/import/orion-colonnes";
import { CHANGEMENTS } from "@/lib/server/carte/import/orion-sql";

type Brute = { cle: string; ligne: number; libelle: string; avant: string | null; apres: string; changements: unknown };

/** The first demands that applying would create or change: what they are, and field by field what changes. */
export async function apercevoirDemandes(
  tx: Tx,
  importId: string,
  effet: "creer" | "modifier",
  max: number,
): Promise<LignePrevue[]> {
  const lues = await tx.$queryRaw<Brute[]>`
    SELECT s."cle", s."ligne", concat_ws(', ', n."formation", n."etablissement", n."commune", 'rentrée ' || n."rentree") AS "libelle",
      d."statut" AS "avant", n."statut" AS "apres", ${CHANGEMENTS} AS "changements"
    FROM (
      SELECT * FROM "LigneImportCarte" WHERE "importId" = ${importId}::uuid AND "effet" = ${effet} ORDER BY "ligne" LIMIT ${max}
    ) s JOIN "ImportCarte" i ON i."id" = s."importId"
      LEFT JOIN "DemandeOrion" d ON d."numero" = s."cle"
        AND (i."regionAcademique" IS NULL OR d."regionAcademique" = i."regionAcademique") CROSS JOIN LATERAL jsonb_to_record(s."valeurs") AS n(${LUES})
    WHERE s."effet" = 'creer' OR d."numero" IS NOT NULL
    ORDER BY s."ligne"`;
  return lues.map(({ avant, apres, changements, ...reste }) => ({
    ...{ ...reste, effet },
    changements:
      effet === "creer"
        ? []
        : [
            ...(avant === apres ? [] : [{ champ: "statut", avant, apres }]),
            ...(changements as ChangementPrevu[]).filter((c) => !PERSONNELS.has(c.champ.replace(/^autres\./, ""))),
          ],
  }));
}
