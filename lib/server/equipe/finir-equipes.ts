import "server-only";
import type { Tx } from "@/lib/server/base";
import { dossiersTenusSeul } from "@/lib/server/comptes/dernier";
import type { Agent } from "@/lib/server/droits";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { retirerInvitationsDEquipe } from "@/lib/server/invitations/retirer-en-attente";
import { ecrireEntree } from "@/lib/server/journal";

export type FinEquipes = { dossiers: string[]; sansResponsable: number; invitationsRetirees: number };
type Perdus = { notIn: string[]; equals?: string };
type Retire = { utilisateurId: string; dossierId: string | null };

/** The dossiers that no live right of the team covers once this one is gone; null: another right covers them all. */
async function perdus(
  tx: Tx,
  { utilisateurId, dossierId }: Retire,
  maintenant: Date,
  saufId?: string,
): Promise<Perdus | null> {
  const restants = await tx.habilitation.findMany({
    where: {
      AND: [habilitationVivante(maintenant)],
      utilisateurId,
      role: "equipe_projet",
      ...(saufId !== undefined && { id: { not: saufId } }),
    },
    select: { dossierId: true },
  });
  if (restants.some((h) => h.dossierId === null)) return null;
  const couverts = restants.flatMap((h) => (h.dossierId === null ? [] : [h.dossierId]));
  return { notIn: couverts, ...(dossierId !== null && { equals: dossierId }) };
}

/** Live dossiers that would be left without anyone to run them if this right were withdrawn. */
export async function compterSansResponsable(
  tx: Tx,
  { id, ...retire }: Retire & { id: string },
  maintenant: Date,
): Promise<number> {
  const dossierId = await perdus(tx, retire, maintenant, id);
  if (dossierId === null) return 0;
  const quittes = await tx.membreDossier.findMany({
    where: { utilisateurId: retire.utilisateurId, dossierId },
    select: { dossierId: true },
  });
  const ids = new Set(quittes.map((m) => m.dossierId));
  return (await dossiersTenusSeul(tx, retire.utilisateurId, maintenant)).filter((d) => ids.has(d.id)).length;
}

/**
 * After a right of the team was withdrawn, in its transaction and under verrouillerDeparts: ends the memberships that no other
 * live right covers, else a right given later for something else would bring them all back. Each team's history tells it.
 */
export async function finirEquipes(
  tx: Tx,
  acteur: Pick<Agent, "id">,
  retire: Retire,
  maintenant: Date,
): Promise<FinEquipes> {
  const { utilisateurId } = retire;
  const dossierId = await perdus(tx, retire, maintenant);
  if (dossierId === null) return { dossiers: [], sansResponsable: 0, invitationsRetirees: 0 };
  const quittes = await tx.membreDossier.findMany({
    where: { utilisateurId, dossierId },
    orderBy: { dossierId: "asc" },
    select: { dossierId: true, droit: true },
  });
  const dossiers = quittes.map((m) => m.dossierId);
  const tenus = await dossiersTenusSeul(tx, utilisateurId, maintenant);
  await tx.membreDossier.deleteMany({ where: { utilisateurId, dossierId: { in: dossiers } } });
  for (const m of quittes)
    await ecrireEntree(tx, {
      action: "equipe.retirer_membre",
      acteur,
      dossierId: m.dossierId,
      objet: utilisateurId,
      avant: { utilisateurId, droit: m.droit },
      apres: { motif: "droit_retire" },
    });
  return {
    dossiers,
    sansResponsable: tenus.filter((d) => dossiers.includes(d.id)).length,
    invitationsRetirees: await retirerInvitationsDEquipe(tx, utilisateurId, dossierId, maintenant),
  };
}
