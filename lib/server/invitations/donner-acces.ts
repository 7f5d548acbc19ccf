import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { type DroitMembre, plusFort } from "@/lib/domain/equipe";
import { finParDefaut } from "@/lib/domain/habilitations";
import type { Acceptation } from "@/lib/schemas/equipe";
import type { Tx } from "@/lib/server/base";
import { effacerLiensEteints } from "@/lib/server/courriels/effacer-liens";
import { deJour } from "@/lib/server/dossiers/lignes";
import { SANS_PORTEE } from "@/lib/server/droits";
import { droitsVivants } from "@/lib/server/equipe/responsables";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { type InvitationTrouvee, lienSansEffet } from "@/lib/server/invitations/trouver";
import { ecrireEntree } from "@/lib/server/journal";

type Donne = { droit?: DroitMembre; partenaire?: string; habilitationId?: string; fin?: string };

/** Uses the invitation up for this person, in the caller's transaction and under the dossier's lock: once, and with its trace. */
export async function donnerAcces(
  tx: Tx,
  invitation: InvitationTrouvee,
  utilisateurId: string,
  maintenant: Date,
  suite: { compteCree?: true } = {},
): Promise<Acceptation> {
  const dossierId = invitation.dossier.id;
  const { count } = await tx.invitation.updateMany({
    where: { id: invitation.id, accepteeLe: null, retireeLe: null },
    data: { accepteeLe: maintenant, inviteId: utilisateurId, version: { increment: 1 } },
  });
  if (count === 0) throw lienSansEffet();
  await effacerLiensEteints(tx, maintenant);
  const donne =
    invitation.droit === null
      ? await ouvrirPart(tx, invitation, utilisateurId, maintenant)
      : await faireMembre(tx, invitation, invitation.droit, utilisateurId, maintenant);
  await ecrireEntree(tx, {
    action: "invitation.accepter",
    acteur: { id: utilisateurId },
    dossierId,
    objet: invitation.id,
    apres: { utilisateurId, ...donne, ...suite },
  });
  return { dossierId, vers: invitation.droit === null ? `/participation/${dossierId}` : `/dossiers/${dossierId}` };
}

async function faireMembre(
  tx: Tx,
  { dossier, invitantId }: InvitationTrouvee,
  invite: DroitMembre,
  utilisateurId: string,
  maintenant: Date,
): Promise<Donne> {
  const cle = { dossierId_utilisateurId: { dossierId: dossier.id, utilisateurId } };
  const deja = await tx.membreDossier.findUnique({ where: cle, select: { droit: true } });
  const couvert = await tx.habilitation.findFirst({
    where: { utilisateurId, ...droitsVivants(dossier.id, maintenant) },
    select: { id: true },
  });
  // Once no right gives it life, what they were does not come back: only what this invitation gives.
  const droit = deja === null || couvert === null ? invite : plusFort(deja.droit, invite);
  if (deja === null)
    await tx.membreDossier.create({
      data: { dossierId: dossier.id, utilisateurId, droit, depuis: maintenant },
      select: { droit: true },
    });
  else if (deja.droit !== droit)
    await tx.membreDossier.update({ where: cle, data: { droit, version: { increment: 1 } }, select: { droit: true } });
  if (couvert !== null) return { droit };
  // Theirs is no team's right: one that counts on this dossier alone, in its région's lists, for a year.
  return {
    droit,
    ...(await habiliter(tx, { role: "equipe_projet", regionAcademique: dossier.regionAcademique }, maintenant, {
      utilisateurId,
      dossierId: dossier.id,
      accordeeParId: invitantId,
    })),
  };
}

async function ouvrirPart(
  tx: Tx,
  { dossier, partenaire, invitantId }: InvitationTrouvee,
  utilisateurId: string,
  maintenant: Date,
): Promise<Donne> {
  const cle = partenaire as string;
  const vivante = await tx.habilitation.findFirst({
    where: {
      AND: [habilitationVivante(maintenant)],
      utilisateurId,
      role: "partenaire",
      dossierId: dossier.id,
      partenaire: cle,
    },
    select: { id: true },
  });
  if (vivante !== null) return { partenaire: cle };
  return {
    partenaire: cle,
    ...(await habiliter(tx, { role: "partenaire", partenaire: cle }, maintenant, {
      utilisateurId,
      dossierId: dossier.id,
      accordeeParId: invitantId,
    })),
  };
}

async function habiliter(
  tx: Tx,
  portee: { role: "equipe_projet"; regionAcademique: string | null } | { role: "partenaire"; partenaire: string },
  maintenant: Date,
  qui: { utilisateurId: string; dossierId: string; accordeeParId: string },
): Promise<{ habilitationId: string; fin: string }> {
  const debut = jourAParis(maintenant);
  const fin = finParDefaut(debut);
  const { id } = await tx.habilitation.create({
    data: {
      ...SANS_PORTEE,
      ...portee,
      ...qui,
      debut: deJour(debut) as Date,
      fin: deJour(fin),
      motif: "Invitation de l’équipe du dossier",
      accordeeLe: maintenant,
    },
    select: { id: true },
  });
  return { habilitationId: id, fin };
}
