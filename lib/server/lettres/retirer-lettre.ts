import "server-only";
import type { z } from "zod";
import { centimes } from "@/lib/domain/argent";
import { ecrireDate } from "@/lib/domain/ecriture";
import type { demandeRetraitLettre } from "@/lib/schemas/lettres";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { effacerSignature } from "@/lib/server/lettres/ecrire-fiche";
import { instantDe } from "@/lib/server/lettres/instant";
import { retenirCourriels } from "@/lib/server/lettres/retenir-courriels";
import { lettreIntrouvable } from "@/lib/server/lettres/tenir-lettre";

/** Set aside, with the reason: the row and its files stay. A signed one takes the partner's commitment back with it. */
export async function retirerLettre(
  agent: Agent,
  { dossierId, lettreId, version, motif, confirmee }: z.output<typeof demandeRetraitLettre>,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "lettre.gerer");
    const lettre = await tx.lettreEngagement.findFirst({
      where: { id: lettreId, dossierId },
      select: {
        partenaire: true,
        numero: true,
        montant: true,
        signeeLe: true,
        retireeLe: true,
        pdfCle: true,
        version: true,
      },
    });
    if (lettre === null) throw lettreIntrouvable();
    if (lettre.retireeLe !== null) throw new ErreurMetier("conflit", "Cette lettre est déjà retirée.");
    if (lettre.version !== version)
      throw new ErreurMetier(
        "conflit",
        "Cette lettre a changé depuis que vous l’avez vue. La page est relue : vérifiez-la.",
      );
    const signeeLe = lettre.signeeLe?.toISOString().slice(0, 10) ?? null;
    if (signeeLe !== null && !confirmee)
      throw new ErreurMetier(
        "regle",
        `Cette lettre est signée du ${ecrireDate(signeeLe)} : la retirer efface l’engagement du partenaire. Confirmez-le.`,
        { fields: { confirmee: "Confirmez le retrait d’une lettre signée." } },
      );
    await tx.lettreEngagement.update({
      where: { id: lettreId },
      data: {
        retireeLe: await instantDe(tx, dossierId, maintenant),
        retireeParId: agent.id,
        motifRetrait: motif,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    await retenirCourriels(tx, lettre.pdfCle);
    if (signeeLe !== null)
      await effacerSignature(
        tx,
        agent,
        dossier,
        lettre.partenaire,
        { montant: centimes(lettre.montant), signeeLe },
        maintenant,
      );
    await ecrireEntree(tx, {
      action: "lettre.retirer",
      acteur: agent,
      dossierId,
      objet: lettreId,
      apres: { partenaire: lettre.partenaire, numero: lettre.numero, signee: signeeLe !== null },
    });
    return { id: lettreId };
  });
}
