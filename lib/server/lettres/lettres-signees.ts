import "server-only";
import { LETTRE_SIGNEE } from "@/lib/domain/paquet";
import type { Tx } from "@/lib/server/base";
import type { PieceStockee } from "@/lib/server/paquet/composer-recueil";

/**
 * The signed letters in force at an instant (now, without one), partner by partner: the same ones whenever it is asked, since a
 * letter is never signed nor set aside in the past.
 */
export async function lettresSignees(tx: Tx, dossierId: string, instant?: Date): Promise<PieceStockee[]> {
  const lues = await tx.lettreEngagement.findMany({
    where: {
      dossierId,
      ...(instant === undefined
        ? { deposeeLe: { not: null }, retireeLe: null }
        : { deposeeLe: { lte: instant }, OR: [{ retireeLe: null }, { retireeLe: { gt: instant } }] }),
    },
    orderBy: [{ partenaire: "asc" }, { numero: "asc" }],
    select: { nomFichier: true, typeMime: true, octets: true, sha256: true, cleStockage: true },
  });
  return lues.flatMap((l) =>
    l.cleStockage === null || l.sha256 === null
      ? []
      : [
          {
            nom: l.nomFichier ?? "lettre-signee",
            type: LETTRE_SIGNEE,
            typeMime: l.typeMime,
            octets: l.octets ?? 0,
            sha256: l.sha256,
            cle: l.cleStockage,
          },
        ],
  );
}
