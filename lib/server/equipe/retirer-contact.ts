import "server-only";
import type { z } from "zod";
import type { demandeRetraitContact } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { effacerLiensEteints } from "@/lib/server/courriels/effacer-liens";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { dejaChange } from "@/lib/server/equipe/erreurs";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireMail } from "@/lib/server/habilitations/courriels";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";

/** Withdraws a partner's contact, with immediate effect. The partner itself stays in the dossier. */
export async function retirerContact(
  agent: Agent,
  { dossierId, habilitationId, versionVue }: z.output<typeof demandeRetraitContact>,
  maintenant: Date,
): Promise<{ id: string }> {
  const retire = await transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "equipe.gerer");
    const vivante = { id: habilitationId, dossierId, role: "partenaire" as const, retireeLe: null };
    const lue = await tx.habilitation.findFirst({
      where: vivante,
      select: { utilisateurId: true, partenaire: true, utilisateur: { select: { email: true } } },
    });
    if (lue === null) throw new ErreurMetier("introuvable", "Ce contact n’a déjà plus accès au dossier.");
    const { utilisateurId, partenaire } = lue;
    const { count } = await tx.habilitation.updateMany({
      where: { ...vivante, version: versionVue },
      data: {
        retireeLe: maintenant,
        retireeParId: agent.id,
        motifRetrait: "Retiré par l’équipe du dossier",
        version: versionVue + 1,
      },
    });
    if (count === 0) throw dejaChange();
    await tx.invitation.updateMany({
      where: { dossierId, partenaire, email: lue.utilisateur.email, accepteeLe: null, retireeLe: null },
      data: { retireeLe: maintenant, version: { increment: 1 } },
    });
    await effacerLiensEteints(tx, maintenant);
    const sessionsFermees = await fermerSessions(tx, utilisateurId, "droit_retire", undefined, maintenant);
    await ecrireEntree(tx, {
      action: "equipe.retirer_contact",
      acteur: agent,
      dossierId,
      objet: partenaire,
      avant: { utilisateurId, partenaire, habilitationId },
      apres: { sessionsFermees },
    });
    await ecrireMail(tx, {
      a: lue.utilisateur.email,
      objet: "Votre accès à un dossier Rigel est retiré",
      lignes: [
        "L’équipe d’un dossier où vous représentiez un partenaire a retiré votre accès, avec effet immédiat.",
        "Si c’est une erreur, écrivez à la personne qui vous avait invité.",
      ],
      lien: "/acces",
    });
    return { id: habilitationId };
  });
  envoyerApres();
  return retire;
}
