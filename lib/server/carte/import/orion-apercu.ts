import "server-only";
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
    ) s LEFT JOIN "DemandeOrion" d ON d."numero" = s."cle" CROSS JOIN LATERAL jsonb_to_record(s."valeurs") AS n(${LUES})
    ORDER BY s."ligne"`;
  return lues.map(({ avant, apres, changements, ...reste }) => ({
    ...{ ...reste, effet },
    changements:
      effet === "creer"
        ? []
        : [...(avant === apres ? [] : [{ champ: "statut", avant, apres }]), ...(changements as ChangementPrevu[])],
  }));
}
