import "server-only";
import { stockage } from "@/lib/integrations/stockage";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import type { Prisma } from "@/prisma/genere/client";

export type Telechargement = { nom: string; typeMime: string; octets: number; flux: ReadableStream<Uint8Array> };

/**
 * The file of a piece; null: it does not exist, or not for this person. A piece taken out of the draft stays readable while
 * a filed version names it. Whoever may read a filed version reads the pieces that it names, whatever became of the dossier.
 */
export async function lirePiece(agent: Agent, id: string): Promise<Telechargement | null> {
  if (!estIdentifiant(id)) return null;
  const nommee: Prisma.DossierWhereInput = { versions: { some: { pieces: { array_contains: [{ id }] } } } };
  const piece = await transaction(async (tx) => {
    const lue = await tx.piece.findFirst({
      where: {
        id,
        cleStockage: { not: null },
        OR: [
          { retireeLe: null, dossier: { AND: [dossiersPermis(agent, "piece.lire")] } },
          { dossier: { AND: [dossiersPermis(agent, "version.lire"), nommee] } },
        ],
      },
      select: { dossierId: true, nomFichier: true, typeMime: true, octets: true, cleStockage: true },
    });
    if (lue !== null)
      await ecrireEntree(tx, { action: "piece.lire", acteur: agent, dossierId: lue.dossierId, objet: id });
    return lue;
  });
  if (piece === null || piece.cleStockage === null) return null;
  return {
    nom: piece.nomFichier ?? "piece",
    typeMime: piece.typeMime ?? "application/octet-stream",
    octets: piece.octets ?? 0,
    flux: await stockage.lire(piece.cleStockage),
  };
}
