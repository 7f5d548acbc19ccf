import "server-only";
import { centimes } from "@/lib/domain/argent";
import type { Total } from "@/lib/domain/faits";
import { apportsParPartenaire, comparerAuPlan, RIEN } from "@/lib/domain/lettres";
import { LETTRE_PERIMEE, LETTRE_SIGNEE } from "@/lib/domain/paquet";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { versDossier } from "@/lib/schemas/vers-dossier";
import type { Tx } from "@/lib/server/base";
import type { PieceStockee } from "@/lib/server/paquet/composer-recueil";

/** What each partner of a version brings: partners without a line are there, with nothing. */
export function plansDeVersion(fichier: DossierFichier): ReadonlyMap<string, Total> {
  const { partenaires, financements } = versDossier(fichier);
  const plans = apportsParPartenaire(financements);
  return new Map(partenaires.flatMap((p) => (p.id === undefined ? [] : [[p.id, plans.get(p.id) ?? RIEN]])));
}

/**
 * The signed letters in force at an instant (now, without one), partner by partner: the same ones whenever it is asked, since a letter is
 * never signed nor set aside in the past. `plans`: the partners of the dossier at that instant, and what they bring; a letter of one who
 * is no longer there commits nobody, one of another amount says that it is stale.
 */
export async function lettresSignees(
  tx: Tx,
  dossierId: string,
  plans: ReadonlyMap<string, Total>,
  instant?: Date,
): Promise<PieceStockee[]> {
  const lues = await tx.lettreEngagement.findMany({
    where: {
      dossierId,
      partenaire: { in: [...plans.keys()] },
      ...(instant === undefined
        ? { deposeeLe: { not: null }, retireeLe: null }
        : { deposeeLe: { lte: instant }, OR: [{ retireeLe: null }, { retireeLe: { gt: instant } }] }),
    },
    orderBy: [{ partenaire: "asc" }, { numero: "asc" }],
    select: {
      partenaire: true,
      montant: true,
      nomFichier: true,
      typeMime: true,
      octets: true,
      sha256: true,
      cleStockage: true,
    },
  });
  return lues.flatMap((l) => {
    if (l.cleStockage === null || l.sha256 === null) return [];
    const perimee = comparerAuPlan(centimes(l.montant), plans.get(l.partenaire) ?? RIEN) === "different";
    return [
      {
        nom: l.nomFichier ?? "lettre-signee",
        type: perimee ? LETTRE_PERIMEE : LETTRE_SIGNEE,
        typeMime: l.typeMime,
        octets: l.octets ?? 0,
        sha256: l.sha256,
        cle: l.cleStockage,
      },
    ];
  });
}
