import "server-only";
import type { CodeEtat } from "@/lib/domain/etats";
import type { Tx } from "@/lib/server/base";
import { verrouillerDossiers } from "@/lib/server/dossiers/verrouiller";
import { COMPTE_OUVERT, droitsVivants } from "@/lib/server/equipe/responsables";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { invitationsEnAttente } from "@/lib/server/invitations/retirer-en-attente";
import type { Prisma } from "@/prisma/genere/client";

/** Whom the service cannot lose: the last person who answers for a dossier, the last administrator. */

/** Nothing happens to these any more. */
const ETATS_FINIS: readonly CodeEtat[] = ["refuse", "clos", "abandonne"];
export const DOSSIER_VIVANT: Prisma.DossierWhereInput = { etat: { notIn: [...ETATS_FINIS] } };

export type DossierTenu = { id: string; titre: string };
export type Retenues = {
  /** Live dossiers that nobody else answers for. */
  dossiers: DossierTenu[];
  dernierAdministrateur: boolean;
};

/** Live dossiers in whose team no other open account is `responsable` with a live right. */
export async function dossiersTenusSeul(tx: Tx, utilisateurId: string, maintenant: Date): Promise<DossierTenu[]> {
  const dossiers = await tx.dossier.findMany({
    where: { ...DOSSIER_VIVANT, membres: { some: { utilisateurId, droit: "responsable" } } },
    orderBy: { id: "asc" },
    select: { id: true, acronyme: true, titre: true },
  });
  const tenus: DossierTenu[] = [];
  for (const { id, acronyme, titre } of dossiers) {
    const autres = await tx.membreDossier.count({
      where: {
        dossierId: id,
        utilisateurId: { not: utilisateurId },
        droit: "responsable",
        utilisateur: { ...COMPTE_OUVERT, habilitations: { some: droitsVivants(id, maintenant) } },
      },
    });
    if (autres === 0) tenus.push({ id, titre: acronyme ?? titre });
  }
  return tenus;
}

export async function dernierAdministrateur(tx: Tx, utilisateurId: string, maintenant: Date): Promise<boolean> {
  const administre = { role: "administrateur", dossierId: null, ...habilitationVivante(maintenant) } as const;
  const lui = await tx.habilitation.count({ where: { ...administre, utilisateurId, utilisateur: COMPTE_OUVERT } });
  if (lui === 0) return false;
  const autres = await tx.habilitation.count({
    where: { ...administre, utilisateurId: { not: utilisateurId }, utilisateur: COMPTE_OUVERT },
  });
  return autres === 0;
}

export const PHRASE_DERNIER_ADMINISTRATEUR =
  "C’est le dernier administrateur du service : donnez d’abord ce droit à une autre personne.";

/**
 * Waits for whoever is leaving the same teams or the same administration: two last people cannot both go. The dossiers come
 * first, as in every write: those of their teams, and those whose pending invitations a departure withdraws.
 */
export async function verrouillerDeparts(tx: Tx, utilisateurId: string): Promise<void> {
  const concernes = await tx.dossier.findMany({
    where: {
      OR: [
        { membres: { some: { utilisateurId } } },
        { invitations: { some: await invitationsEnAttente(tx, utilisateurId) } },
      ],
    },
    select: { id: true },
  });
  await verrouillerDossiers(
    tx,
    concernes.map((d) => d.id),
  );
  await tx.$queryRaw`
    SELECT 1 FROM "Habilitation" WHERE "role" = 'administrateur' AND "retireeLe" IS NULL ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM "Utilisateur" WHERE "id" = ${utilisateurId}::uuid FOR UPDATE`;
}

export async function retenuesDe(tx: Tx, utilisateurId: string, maintenant: Date): Promise<Retenues> {
  return {
    dossiers: await dossiersTenusSeul(tx, utilisateurId, maintenant),
    dernierAdministrateur: await dernierAdministrateur(tx, utilisateurId, maintenant),
  };
}
