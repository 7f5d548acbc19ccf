import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireHabilitation as enMots } from "@/lib/domain/habilitations";
import type { retraitHabilitation } from "@/lib/schemas/acces";
import { type Tx, transaction } from "@/lib/server/base";
import { dernierAdministrateur, PHRASE_DERNIER_ADMINISTRATEUR, verrouillerDeparts } from "@/lib/server/comptes/dernier";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { versJour } from "@/lib/server/dossiers/lignes";
import type { Agent } from "@/lib/server/droits";
import { type FinEquipes, finirEquipes } from "@/lib/server/equipe/finir-equipes";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireMail } from "@/lib/server/habilitations/courriels";
import {
  ecrireHabilitation,
  type HabilitationPrise,
  prendreHabilitation,
} from "@/lib/server/habilitations/prendre-habilitation";
import { retirerInvitationsDePart } from "@/lib/server/invitations/retirer-en-attente";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";

/**
 * Withdraws a right at once, and in the same transaction what it held up: open sessions, the teams that no other right covers,
 * pending invitations. Never the last administrator's.
 */
export async function retirerHabilitation(
  agent: Agent,
  { motif, habilitationId, version }: z.output<typeof retraitHabilitation>,
  maintenant: Date,
): Promise<{ sessions: number; dossiers: number; sansResponsable: number }> {
  const retrait = await transaction(async (tx) => {
    const vise = { habilitationId, version };
    const prise = await prendreHabilitation(tx, agent, "habilitation.retirer", vise, maintenant);
    const fin = versJour(prise.fin);
    if (prise.retireeLe === null && fin !== null && fin < jourAParis(maintenant))
      throw new ErreurMetier("regle", "Ce droit est déjà terminé : il n’y a rien à retirer.");
    await verrouillerDeparts(tx, prise.utilisateurId);
    if (prise.role === "administrateur" && (await dernierAdministrateur(tx, prise.utilisateurId, maintenant)))
      throw new ErreurMetier("regle", PHRASE_DERNIER_ADMINISTRATEUR);
    const data = { retireeLe: maintenant, retireeParId: agent.id, motifRetrait: motif };
    await ecrireHabilitation(tx, agent, prise, data, maintenant);
    const { dossiers, ...suites } = await finir(tx, agent, prise, maintenant);
    const fermees = await fermerSessions(tx, prise.utilisateurId, "droit_retire", undefined, maintenant);
    const { role, regionAcademique, uai, campus, dossierId, utilisateurId } = prise;
    await ecrireEntree(tx, {
      action: "habilitation.retirer",
      acteur: agent,
      objet: prise.id,
      avant: { utilisateurId, role, regionAcademique, uai, campus, dossierId, fin },
      apres: { retiree: true, sessionsFermees: fermees, dossiers, ...suites },
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
    return { sessions: fermees, dossiers: dossiers.length, sansResponsable: suites.sansResponsable };
  });
  envoyerApres();
  return retrait;
}

/** What goes with the right: a team's memberships, or the way back to a partner's part. */
async function finir(tx: Tx, agent: Agent, prise: HabilitationPrise, maintenant: Date): Promise<FinEquipes> {
  const { utilisateurId, role, dossierId, partenaire } = prise;
  if (role === "equipe_projet") return finirEquipes(tx, agent, { utilisateurId, dossierId }, maintenant);
  const invitationsRetirees =
    dossierId === null || partenaire === null
      ? 0
      : await retirerInvitationsDePart(tx, utilisateurId, { dossierId, partenaire }, maintenant);
  return { dossiers: [], sansResponsable: 0, invitationsRetirees };
}
