import "server-only";
import { enumerer } from "@/lib/domain/ecriture";
import type { Tx } from "@/lib/server/base";
import {
  PHRASE_DERNIER_ADMINISTRATEUR,
  type Retenues,
  retenuesDe,
  verrouillerDeparts,
} from "@/lib/server/comptes/dernier";
import { ErreurMetier } from "@/lib/server/erreur";
import { retirerToutesInvitations } from "@/lib/server/invitations/retirer-en-attente";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";

export const PRENOM_EFFACE = "Compte";
export const NOM_EFFACE = "effacé";
/** `.invalid` is reserved: no mail can ever reach it, nor anyone sign in with it. */
const adresseEffacee = (id: string): string => `${id}@efface.invalid`;
const TEXTE_EFFACE = "Texte effacé avec le compte.";

export const compteIntrouvable = () => new ErreurMetier("introuvable", "Ce compte n’existe pas ou est déjà effacé.");

const SE_LIT = 8;

/**
 * Why this account cannot go yet, and what to do about it; null: it can. The person themselves reads the titles of their
 * dossiers; whoever administers the service, never: the beginning of their identifiers.
 */
export function phraseRetenue(
  { dossiers, dernierAdministrateur }: Retenues,
  lecteur: "titulaire" | "service",
): string | null {
  const pluriel = dossiers.length > 1;
  if (dossiers.length > 0 && lecteur === "titulaire")
    return `Personne d’autre n’est responsable ${pluriel ? "des dossiers" : "du dossier"} ${enumerer(dossiers.map((d) => `« ${d.titre} »`))} : nommez un autre responsable dans l’équipe, ou abandonnez le dossier.`;
  if (dossiers.length > 0)
    return `Personne d’autre n’est responsable ${pluriel ? `de ${dossiers.length} dossiers` : "d’un dossier"} (${enumerer(dossiers.map((d) => d.id.slice(0, SE_LIT)))}) : l’équipe doit nommer un autre responsable, ou abandonner ${pluriel ? "ces dossiers" : "ce dossier"}.`;
  return dernierAdministrateur ? PHRASE_DERNIER_ADMINISTRATEUR : null;
}

export type Effacement = {
  /** Who asked; null: the service itself, at the end of the retention period. */
  acteur: { id: string } | null;
  motif: "demande" | "administrateur" | "conservation";
};

/**
 * Nothing personal is left of an account but a number: the row stays, because filed versions, pieces and the audit trail say
 * who did what by it, and none of them holds a name. Refused while the service would lose its last responsible person.
 */
export async function effacerCompte(
  tx: Tx,
  utilisateurId: string,
  { acteur, motif }: Effacement,
  maintenant: Date,
): Promise<void> {
  await verrouillerDeparts(tx, utilisateurId);
  const compte = await tx.utilisateur.findFirst({
    where: { id: utilisateurId, effaceLe: null },
    select: { email: true },
  });
  if (compte === null) throw compteIntrouvable();
  const retenue = phraseRetenue(
    await retenuesDe(tx, utilisateurId, maintenant),
    acteur?.id === utilisateurId ? "titulaire" : "service",
  );
  if (retenue !== null) throw new ErreurMetier("regle", retenue);

  const equipes = await quitterEquipes(tx, utilisateurId, acteur);
  const sessions = await fermerSessions(tx, utilisateurId, "compte_efface", undefined, maintenant);
  await tx.session.updateMany({ where: { utilisateurId }, data: { appareil: null, idTokenScelle: null } });
  const liens = await tx.lienConnexion.deleteMany({ where: { utilisateurId } });
  const habilitations = await retirerDroits(tx, utilisateurId, acteur, maintenant);
  const demandes = await effacerDemandes(tx, utilisateurId);
  const adresses = await adressesDe(tx, utilisateurId, compte.email);
  const invitations =
    (await effacerInvitations(tx, utilisateurId, adresses)) +
    (await retirerToutesInvitations(tx, utilisateurId, maintenant));
  const courriels = await effacerCourriels(tx, utilisateurId, adresses);
  // That a letter was sent stays; where, no longer.
  await tx.lettreEngagement.updateMany({
    where: { envoyeeA: { in: adresses } },
    data: { envoyeeA: adresseEffacee(utilisateurId) },
  });
  await effacerDesAteliers(tx, utilisateurId);
  await tx.utilisateur.update({
    where: { id: utilisateurId },
    data: {
      email: adresseEffacee(utilisateurId),
      prenom: PRENOM_EFFACE,
      nom: NOM_EFFACE,
      organisation: "",
      siret: null,
      sub: null,
      persona: null,
      motifDesactivation: null,
      motifDeliaison: null,
      dernierContactLe: null,
      prevenuLe: null,
      effaceLe: maintenant,
      version: { increment: 1 },
    },
    select: { id: true },
  });
  await ecrireEntree(tx, {
    action: "compte.effacer",
    acteur,
    objet: utilisateurId,
    apres: { motif, equipes, habilitations, demandes, invitations, liens: liens.count, courriels, sessions },
  });
}

/**
 * Where the person was, and what told them that they were mentioned. Their comments belong to the team's talk as what they typed belongs
 * to the dossier: they stay, by « Compte effacé ».
 */
async function effacerDesAteliers(tx: Tx, utilisateurId: string): Promise<void> {
  await tx.presence.deleteMany({ where: { utilisateurId } });
  await tx.mentionCommentaire.deleteMany({ where: { utilisateurId } });
}

/** Each team's own history says that a member left. */
async function quitterEquipes(tx: Tx, utilisateurId: string, acteur: Effacement["acteur"]): Promise<number> {
  const membres = await tx.membreDossier.findMany({
    where: { utilisateurId },
    orderBy: { dossierId: "asc" },
    select: { dossierId: true, droit: true },
  });
  for (const { dossierId, droit } of membres)
    await ecrireEntree(tx, {
      action: "equipe.retirer_membre",
      acteur,
      dossierId,
      objet: utilisateurId,
      avant: { utilisateurId, droit },
      apres: { motif: "compte_efface" },
    });
  await tx.membreDossier.deleteMany({ where: { utilisateurId } });
  return membres.length;
}

async function retirerDroits(tx: Tx, utilisateurId: string, acteur: Effacement["acteur"], maintenant: Date) {
  const { count } = await tx.habilitation.updateMany({
    where: { utilisateurId, retireeLe: null },
    data: { retireeLe: maintenant, retireeParId: acteur?.id ?? null, version: { increment: 1 } },
  });
  // Why a right was given or withdrawn is written about the person.
  await tx.habilitation.updateMany({ where: { utilisateurId }, data: { motif: null, motifRetrait: null } });
  return count;
}

async function effacerDemandes(tx: Tx, utilisateurId: string): Promise<number> {
  await tx.demandeAcces.updateMany({
    where: { utilisateurId, etat: "en_attente" },
    data: { etat: "retiree", version: { increment: 1 } },
  });
  const { count } = await tx.demandeAcces.updateMany({
    where: { utilisateurId },
    data: { motif: TEXTE_EFFACE, motifDecision: null, siret: null },
  });
  return count;
}

/** Theirs today and before: ProConnect may have changed it. One that has since become someone else's is left to them. */
async function adressesDe(tx: Tx, utilisateurId: string, email: string): Promise<string[]> {
  const [ecrites, invitees] = [
    await tx.courriel.findMany({
      where: { utilisateurId },
      distinct: ["destinataire"],
      select: { destinataire: true },
    }),
    await tx.invitation.findMany({ where: { inviteId: utilisateurId }, distinct: ["email"], select: { email: true } }),
  ];
  const toutes = new Set([email, ...ecrites.map((c) => c.destinataire), ...invitees.map((i) => i.email)]);
  const autres = await tx.utilisateur.findMany({
    where: { email: { in: [...toutes] }, id: { not: utilisateurId } },
    select: { email: true },
  });
  for (const autre of autres) toutes.delete(autre.email);
  return [...toutes];
}

async function effacerInvitations(tx: Tx, utilisateurId: string, adresses: string[]): Promise<number> {
  const { count } = await tx.invitation.deleteMany({ where: { email: { in: adresses }, accepteeLe: null } });
  // Accepted: the team keeps that someone was invited; the address goes.
  const acceptees = await tx.invitation.updateMany({
    where: { OR: [{ inviteId: null, email: { in: adresses } }, { inviteId: utilisateurId }] },
    data: { email: adresseEffacee(utilisateurId) },
  });
  return count + acceptees.count;
}

/** The address alone: `a@b.fr` is not in `xa@b.fr`, nor in `a@b.fr.net`; a full stop may follow it. */
const adresseEntiere = (adresse: string): string =>
  `(?<![[:alnum:]!#$%&'*+/=?^_\`{|}~.-])${adresse.replace(/[^a-z0-9@]/gi, "\\$&")}(?![[:alnum:]-]|[.][[:alnum:]])`;

/**
 * Mails to the person go; in those written to others, the addresses do. Names are not looked for: no mail of the service names anyone
 * but whom it is sent to, and someone called like words of ours (« ouvrez ce ») would otherwise rewrite everybody's mails.
 */
async function effacerCourriels(tx: Tx, utilisateurId: string, adresses: string[]): Promise<number> {
  const { count } = await tx.courriel.deleteMany({
    where: { OR: [{ utilisateurId }, { utilisateurId: null, destinataire: { in: adresses } }] },
  });
  const efface = `${PRENOM_EFFACE} ${NOM_EFFACE}`;
  for (const motif of adresses.map(adresseEntiere))
    await tx.$executeRaw`
      UPDATE "Courriel"
         SET "objet" = regexp_replace("objet", ${motif}, ${efface}, 'gi'),
             "corps" = regexp_replace("corps", ${motif}, ${efface}, 'gi')
       WHERE "objet" ~* ${motif} OR "corps" ~* ${motif}`;
  return count;
}
