import "server-only";
import { CHAMPS_MESURE } from "@/lib/domain/carte/mesures";
import type { Tx } from "@/lib/server/base";
import { CHAMPS_DEMANDE, mesuresConstat } from "@/lib/server/carte/constat/mesures-constat";
import { Prisma } from "@/prisma/genere/client";

const LOT = 500;
const TYPES = Prisma.raw(CHAMPS_MESURE.map((c) => `"${c}" int`).join(", "));
const AFFECTATIONS = Prisma.raw(CHAMPS_MESURE.map((c) => `"${c}" = l."${c}"`).join(", "));

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
      FROM json_to_recordset(${JSON.stringify(lignes)}::json) AS l("numero" text, "rentree" int, ${TYPES})
      WHERE c."numero" = l."numero" AND c."rentree" = l."rentree"`;
    if (lus.length < LOT) return;
  }
}
