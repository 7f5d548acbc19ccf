import "server-only";
import type { Tx } from "@/lib/server/base";
import { MESURES_REPRISES } from "@/lib/server/carte/colonnes-sql";
import { CHAMPS_DEMANDE, mesuresConstat } from "@/lib/server/carte/constat/mesures-constat";
import { Prisma } from "@/prisma/genere/client";

const LOT = 500;
const AFFECTATIONS = Prisma.join(Object.values(MESURES_REPRISES));

type Lu = Prisma.ConstatPlacesGetPayload<{ include: { demande: { select: typeof CHAMPS_DEMANDE } } }>;

/**
 * A constat is measured against the places its demand had before: an import that changes them, or the type, changes what was
 * observed of it too. Called in the import's own transaction, for the constats of the demands that it wrote (`demandes`), or for those
 * that it wrote itself (`constats`).
 */
export async function remesurerConstats(tx: Tx, importId: string, de: "demandes" | "constats"): Promise<void> {
  let apres: { numero: string; rentree: number } | null = null;
  for (;;) {
    const lus: Lu[] = await tx.constatPlaces.findMany({
      where: de === "demandes" ? { demande: { importId } } : { importId },
      include: { demande: { select: CHAMPS_DEMANDE } },
      orderBy: [{ numero: "asc" }, { rentree: "asc" }],
      take: LOT,
      ...(apres === null ? {} : { cursor: { numero_rentree: apres }, skip: 1 }),
    });
    const dernier = lus.at(-1);
    if (dernier === undefined) return;
    apres = { numero: dernier.numero, rentree: dernier.rentree };
    const lignes = lus.map(({ demande, numero, rentree, ...vu }) => ({
      ...{ numero, rentree },
      ...mesuresConstat(demande, {
        ...{ scolaire: vu.scolaire, scolaireColoree: vu.scolaireColoree },
        ...{ apprentissage: vu.apprentissage, apprentissageColoree: vu.apprentissageColoree },
      }),
    }));
    await tx.$executeRaw`
      UPDATE "ConstatPlaces" c SET ${AFFECTATIONS}
      FROM json_populate_recordset(NULL::"ConstatPlaces", ${JSON.stringify(lignes)}::json) l
      WHERE c."numero" = l."numero" AND c."rentree" = l."rentree"`;
    if (lus.length < LOT) return;
  }
}
