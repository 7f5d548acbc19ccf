import "server-only";
import type { z } from "zod";
import type {
  demandeCompte,
  demandeDesactivation,
  demandeEffacementAutrui,
  demandeSessions,
} from "@/lib/schemas/comptes";
import { type Tx, transaction } from "@/lib/server/base";
import { dernierAdministrateur, PHRASE_DERNIER_ADMINISTRATEUR, verrouillerDeparts } from "@/lib/server/comptes/dernier";
import { compteIntrouvable, effacerCompte } from "@/lib/server/comptes/effacer-compte";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { retirerToutesInvitations } from "@/lib/server/invitations/retirer-en-attente";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";

/** What an administrator does to someone else's account. Never to their own: they would lock the door behind them. */

const SUR_SOI = "Ce compte est le vôtre : demandez à un autre administrateur, ou passez par « Mon compte ».";

export function exigerAutrui(agent: Agent, utilisateurId: string): void {
  if (!peut(agent, "utilisateur.modifier")) throw interdit();
  if (agent.id === utilisateurId) throw new ErreurMetier("regle", SUR_SOI);
}

/** Locked; erased accounts are nobody's any more. */
export async function compteVu(tx: Tx, utilisateurId: string, version: number) {
  await verrouillerDeparts(tx, utilisateurId);
  const compte = await tx.utilisateur.findFirst({
    where: { id: utilisateurId, effaceLe: null },
    select: { version: true, desactiveLe: true, sub: true },
  });
  if (compte === null) throw compteIntrouvable();
  if (compte.version !== version)
    throw new ErreurMetier("conflit", "Ce compte a changé depuis que vous l’avez ouvert. Actualisez la page.");
  return compte;
}

/**
 * Closed at once: sessions end in this very transaction, and pending invitations, sent or received, are void. Rights and teams
 * stay, for the day it is opened again.
 */
export async function desactiverUtilisateur(
  agent: Agent,
  { utilisateurId, version, motif }: z.output<typeof demandeDesactivation>,
  maintenant: Date,
): Promise<{ id: string }> {
  exigerAutrui(agent, utilisateurId);
  return transaction(async (tx) => {
    const compte = await compteVu(tx, utilisateurId, version);
    if (compte.desactiveLe !== null) throw new ErreurMetier("regle", "Ce compte est déjà désactivé.");
    if (await dernierAdministrateur(tx, utilisateurId, maintenant))
      throw new ErreurMetier("regle", PHRASE_DERNIER_ADMINISTRATEUR);
    const invitationsRetirees = await retirerToutesInvitations(tx, utilisateurId, maintenant);
    const sessions = await fermerSessions(tx, utilisateurId, "compte_desactive", undefined, maintenant);
    await tx.utilisateur.update({
      where: { id: utilisateurId, version },
      data: { desactiveLe: maintenant, motifDesactivation: motif, version: { increment: 1 } },
      select: { id: true },
    });
    // The reason is about a person: it stays on the account, out of the trail.
    await ecrireEntree(tx, {
      action: "utilisateur.desactiver",
      acteur: agent,
      objet: utilisateurId,
      apres: { sessionsFermees: sessions, invitationsRetirees },
    });
    return { id: utilisateurId };
  });
}

export async function reactiverUtilisateur(
  agent: Agent,
  { utilisateurId, version }: z.output<typeof demandeCompte>,
): Promise<{ id: string }> {
  exigerAutrui(agent, utilisateurId);
  return transaction(async (tx) => {
    const compte = await compteVu(tx, utilisateurId, version);
    if (compte.desactiveLe === null) throw new ErreurMetier("regle", "Ce compte est déjà ouvert.");
    await tx.utilisateur.update({
      where: { id: utilisateurId, version },
      data: { desactiveLe: null, motifDesactivation: null, version: { increment: 1 } },
      select: { id: true },
    });
    await ecrireEntree(tx, { action: "utilisateur.reactiver", acteur: agent, objet: utilisateurId });
    return { id: utilisateurId };
  });
}

export async function fermerSessionsUtilisateur(
  agent: Agent,
  { utilisateurId }: z.output<typeof demandeSessions>,
  maintenant: Date,
): Promise<{ fermees: number }> {
  exigerAutrui(agent, utilisateurId);
  return transaction(async (tx) => {
    const compte = await tx.utilisateur.findFirst({
      where: { id: utilisateurId, effaceLe: null },
      select: { id: true },
    });
    if (compte === null) throw compteIntrouvable();
    const fermees = await fermerSessions(tx, utilisateurId, "revoquee", undefined, maintenant);
    await ecrireEntree(tx, {
      action: "utilisateur.fermer_sessions",
      acteur: agent,
      objet: utilisateurId,
      apres: { fermees },
    });
    return { fermees };
  });
}

/** On the person's request, made elsewhere than in Rigel. */
export async function effacerUtilisateur(
  agent: Agent,
  { utilisateurId, version }: z.output<typeof demandeEffacementAutrui>,
  maintenant: Date,
): Promise<{ id: string }> {
  exigerAutrui(agent, utilisateurId);
  return transaction(async (tx) => {
    await compteVu(tx, utilisateurId, version);
    await effacerCompte(tx, utilisateurId, { acteur: agent, motif: "administrateur" }, maintenant);
    return { id: utilisateurId };
  });
}
