import "server-only";
import type { DroitMembre } from "@/lib/domain/equipe";
import type { Tx } from "@/lib/server/base";
import { verrouillerDossiers } from "@/lib/server/dossiers/verrouiller";
import { dossiersPermis } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { empreinteJeton } from "@/lib/server/session/bail";

/** The one answer for a link that never existed, ran out, was used, withdrawn, replaced by a newer one, or sent by who may no longer. */
export const lienSansEffet = () =>
  new ErreurMetier(
    "introuvable",
    "Ce lien d’invitation n’est plus valable. Demandez à l’équipe du dossier de vous en envoyer un autre.",
  );

export type InvitationTrouvee = {
  id: string;
  email: string;
  droit: DroitMembre | null;
  partenaire: string | null;
  nomPartenaire: string | null;
  expireLe: Date;
  invitantId: string;
  organisation: string;
  dossier: { id: string; titre: string; acronyme: string | null; regionAcademique: string | null };
};

/** The live invitation behind a token; null whatever the reason. Looked for by the hash: the table holds nothing else. */
export async function trouverInvitation(tx: Tx, jeton: string, maintenant: Date): Promise<InvitationTrouvee | null> {
  const lue = await tx.invitation.findFirst({
    where: { empreinte: empreinteJeton(jeton), accepteeLe: null, retireeLe: null, expireLe: { gt: maintenant } },
    select: {
      id: true,
      email: true,
      droit: true,
      partenaire: true,
      expireLe: true,
      invitantId: true,
      invitant: { select: { organisation: true, desactiveLe: true, effaceLe: true } },
      dossier: { select: { id: true, titre: true, acronyme: true, regionAcademique: true } },
    },
  });
  if (lue === null || !(await invitantEnDroit(tx, lue, maintenant))) return null;
  const { invitant, ...invitation } = lue;
  const trouvee = { ...invitation, organisation: invitant.organisation, nomPartenaire: null };
  if (lue.partenaire === null) return trouvee;
  const partenaire = await tx.partenaire.findUnique({
    where: { dossierId_cle: { dossierId: lue.dossier.id, cle: lue.partenaire } },
    select: { nom: true },
  });
  // Its partner has left the dossier: there is nothing left to accept.
  return partenaire === null ? null : { ...trouvee, nomPartenaire: partenaire.nom ?? "Partenaire sans nom" };
}

type Envoyee = {
  invitantId: string;
  invitant: { desactiveLe: Date | null; effaceLe: Date | null };
  dossier: { id: string };
};

/** An invitation is worth what its sender may still do. */
async function invitantEnDroit(tx: Tx, { invitantId: id, invitant, dossier }: Envoyee, maintenant: Date) {
  if (invitant.desactiveLe !== null || invitant.effaceLe !== null) return false;
  const habilitations = await tx.habilitation.findMany({
    where: { AND: [habilitationVivante(maintenant)], utilisateurId: id },
    select: { role: true, regionAcademique: true, uai: true, campus: true, dossierId: true, partenaire: true },
  });
  const permis = dossiersPermis({ id, habilitations }, "equipe.gerer");
  return (await tx.dossier.count({ where: { id: dossier.id, AND: [permis] } })) > 0;
}

/**
 * The same, to use it up: under the dossier's row lock, taken first as every write on the team does, and read again once it is
 * held. Of two who accept at once, the second finds it used.
 */
export async function tenirInvitation(tx: Tx, jeton: string, maintenant: Date): Promise<InvitationTrouvee> {
  const vue = await trouverInvitation(tx, jeton, maintenant);
  if (vue === null) throw lienSansEffet();
  await verrouillerDossiers(tx, [vue.dossier.id]);
  const tenue = await trouverInvitation(tx, jeton, maintenant);
  if (tenue === null) throw lienSansEffet();
  return tenue;
}
