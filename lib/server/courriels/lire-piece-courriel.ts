import "server-only";
import { stockage } from "@/lib/integrations/stockage";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import type { Telechargement } from "@/lib/server/pieces/lire-piece";

/** The file of a mail, to pass on by hand where no mail server is set. Each reading is in the journal; null: none. */
export async function lirePieceCourriel(agent: Agent, id: string): Promise<Telechargement | null> {
  if (!peut(agent, "courriel.lire")) throw interdit();
  if (!estIdentifiant(id)) return null;
  const lu = await transaction(async (tx) => {
    const courriel = await tx.courriel.findFirst({
      where: { id, pieceCle: { not: null } },
      select: { pieceNom: true, pieceCle: true },
    });
    if (courriel !== null) await ecrireEntree(tx, { action: "courriel.lire_piece", acteur: agent, objet: id });
    return courriel;
  });
  if (lu === null || lu.pieceCle === null) return null;
  const octets = await stockage.taille(lu.pieceCle);
  if (octets === null) return null;
  return {
    nom: lu.pieceNom ?? "piece.pdf",
    typeMime: "application/pdf",
    octets,
    flux: await stockage.lire(lu.pieceCle),
  };
}
