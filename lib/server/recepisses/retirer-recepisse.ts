import "server-only";
import type { z } from "zod";
import type { demandeRetraitRecepisse } from "@/lib/schemas/recepisses";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** Taken back, with the reason: the row and its file stay, another may be recorded. */
export async function retirerRecepisse(
  agent: Agent,
  { dossierId, recepisseId, motif }: z.output<typeof demandeRetraitRecepisse>,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "recepisse.inscrire");
    const { count } = await tx.recepisseDepot.updateMany({
      where: { id: recepisseId, dossierId, retireLe: null },
      data: { retireLe: maintenant, motifRetrait: motif, version: { increment: 1 } },
    });
    if (count === 0) throw new ErreurMetier("introuvable", "Ce récépissé n’existe pas, ou il est déjà retiré.");
    await ecrireEntree(tx, { action: "recepisse.retirer", acteur: agent, dossierId, objet: recepisseId });
    return { id: recepisseId };
  });
}
