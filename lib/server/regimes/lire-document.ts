import "server-only";
import { stockage } from "@/lib/integrations/stockage";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import type { Telechargement } from "@/lib/server/pieces/lire-piece";

/**
 * The document behind a rule. Once a version is published with it, for whoever is signed in: they are judged by it. Before,
 * for those who prepare versions only; null otherwise, as if it did not exist.
 */
export async function lireDocument(agent: Agent, id: string): Promise<Telechargement | null> {
  if (!estIdentifiant(id)) return null;
  const lu = await transaction(async (tx) => {
    const document = await tx.documentRegime.findUnique({
      where: { id },
      select: { nom: true, typeMime: true, octets: true, cleStockage: true },
    });
    if (document === null) return null;
    const publie = await tx.regimePublie.count({ where: { documents: { array_contains: [{ documentId: id }] } } });
    if (publie === 0 && !peut(agent, "regime.publier")) return null;
    await ecrireEntree(tx, { action: "regime.lire_document", acteur: agent, objet: id });
    return document;
  });
  if (lu === null) return null;
  const { nom, typeMime, octets } = lu;
  return { nom, typeMime, octets, flux: await stockage.lire(lu.cleStockage) };
}
