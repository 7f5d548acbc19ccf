import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireHabilitation as enMots } from "@/lib/domain/habilitations";
import type { retraitHabilitation } from "@/lib/schemas/acces";
import { transaction } from "@/lib/server/base";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { versJour } from "@/lib/server/dossiers/lignes";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireMail } from "@/lib/server/habilitations/courriels";
import { ecrireHabilitation, prendreHabilitation } from "@/lib/server/habilitations/prendre-habilitation";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";

/** Withdraws a right at once: the person's sessions are closed in the same transaction. */
export async function retirerHabilitation(
  agent: Agent,
  { motif, habilitationId, version }: z.output<typeof retraitHabilitation>,
  maintenant: Date,
): Promise<{ sessions: number }> {
  const sessions = await transaction(async (tx) => {
    const vise = { habilitationId, version };
    const prise = await prendreHabilitation(tx, agent, "habilitation.retirer", vise, maintenant);
    const fin = versJour(prise.fin);
    if (prise.retireeLe === null && fin !== null && fin < jourAParis(maintenant))
      throw new ErreurMetier("regle", "Ce droit est déjà terminé : il n’y a rien à retirer.");
    const data = { retireeLe: maintenant, retireeParId: agent.id, motifRetrait: motif };
    await ecrireHabilitation(tx, agent, prise, data, maintenant);
    const fermees = await fermerSessions(tx, prise.utilisateurId, "droit_retire", undefined, maintenant);
    const { role, regionAcademique, uai, campus, dossierId, utilisateurId } = prise;
    await ecrireEntree(tx, {
      action: "habilitation.retirer",
      acteur: agent,
      objet: prise.id,
      avant: { utilisateurId, role, regionAcademique, uai, campus, dossierId, fin },
      apres: { retiree: true, sessionsFermees: fermees },
    });
    await ecrireMail(tx, {
      a: prise.utilisateur.email,
      objet: "Un de vos droits dans Rigel est retiré",
      lignes: [
        `${enMots(prise)} : ce droit est retiré, avec effet immédiat.`,
        `Raison donnée : ${motif}`,
        "Si vous en avez encore besoin, demandez-le ici :",
      ],
      lien: "/acces",
    });
    return fermees;
  });
  envoyerApres();
  return { sessions };
}
