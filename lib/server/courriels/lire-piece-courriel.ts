import "server-only";
import { courrierConfigure } from "@/lib/integrations/courrier";
import { stockage } from "@/lib/integrations/stockage";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { porteLettreRetiree } from "@/lib/server/lettres/retenir-courriels";
import type { Telechargement } from "@/lib/server/pieces/lire-piece";

/** Only where no mail server takes it to its partner, and as long as nothing did: an administrator reads nothing of a dossier. */
export const pieceATransmettre = ({ envoyeLe }: { envoyeLe: Date | null }): boolean =>
  !courrierConfigure() && envoyeLe === null;

/** The file of a mail, to pass on by hand. Each reading is in the journal; null: none. */
export async function lirePieceCourriel(agent: Agent, id: string): Promise<Telechargement | null> {
  if (!peut(agent, "courriel.lire")) throw interdit();
  if (!estIdentifiant(id)) return null;
  const lu = await transaction(async (tx) => {
    const courriel = await tx.courriel.findFirst({
      where: { id, pieceCle: { not: null } },
      select: { pieceNom: true, pieceCle: true, envoyeLe: true },
    });
    if (courriel !== null && !pieceATransmettre(courriel))
      throw new ErreurMetier(
        "interdit",
        "Cette lettre part par le serveur de courrier : seuls son destinataire et l’équipe du dossier la lisent.",
      );
    if (courriel !== null && (await porteLettreRetiree(tx, courriel.pieceCle)))
      throw new ErreurMetier("regle", "Cette lettre a été retirée ou remplacée : elle ne se transmet plus.");
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
