import "server-only";
import { stockage } from "@/lib/integrations/stockage";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import type { Telechargement } from "@/lib/server/pieces/lire-piece";

/** The file of a receipt, taken back or not; null: none, or not for this person. */
export async function lireRecepisse(agent: Agent, id: string): Promise<Telechargement | null> {
  if (!estIdentifiant(id)) return null;
  const lu = await transaction(async (tx) => {
    const recepisse = await tx.recepisseDepot.findFirst({
      where: { id, cleStockage: { not: null }, dossier: { AND: [dossiersPermis(agent, "recepisse.lire")] } },
      select: { dossierId: true, nomFichier: true, typeMime: true, octets: true, cleStockage: true },
    });
    if (recepisse !== null)
      await ecrireEntree(tx, { action: "recepisse.lire", acteur: agent, dossierId: recepisse.dossierId, objet: id });
    return recepisse;
  });
  if (lu === null || lu.cleStockage === null) return null;
  return {
    nom: lu.nomFichier ?? "recepisse",
    typeMime: lu.typeMime ?? "application/octet-stream",
    octets: lu.octets ?? 0,
    flux: await stockage.lire(lu.cleStockage),
  };
}
