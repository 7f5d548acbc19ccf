import "server-only";
import {
  type DroitMembre,
  type MembreCompte,
  PHRASE_DERNIER_RESPONSABLE,
  resteUnResponsable,
} from "@/lib/domain/equipe";
import type { Tx } from "@/lib/server/base";
import { ErreurMetier } from "@/lib/server/erreur";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import type { Prisma } from "@/prisma/genere/client";

/** Rights of equipe_projet alive this day that open this dossier: without one, a membership counts for nothing. */
export function droitsVivants(dossierId: string, maintenant: Date): Prisma.HabilitationWhereInput {
  return {
    role: "equipe_projet",
    AND: [habilitationVivante(maintenant), { OR: [{ dossierId: null }, { dossierId }] }],
  };
}

/** The account is open: neither closed by an administrator nor erased. */
export const COMPTE_OUVERT = { desactiveLe: null, effaceLe: null } as const;

async function comptes(tx: Tx, dossierId: string, maintenant: Date): Promise<MembreCompte[]> {
  const membres = await tx.membreDossier.findMany({
    where: { dossierId },
    select: { utilisateurId: true, droit: true },
  });
  const actifs = await tx.utilisateur.findMany({
    where: {
      ...COMPTE_OUVERT,
      dossiers: { some: { dossierId } },
      habilitations: { some: droitsVivants(dossierId, maintenant) },
    },
    select: { id: true },
  });
  const ids = new Set(actifs.map((u) => u.id));
  return membres.map((m) => ({ ...m, actif: ids.has(m.utilisateurId) }));
}

/**
 * Refuses what would leave nobody to run the dossier. The dossier's row lock is held by the caller (verrouiller): two
 * responsables who remove each other follow each other, and the second finds itself alone, or gone.
 */
export async function exigerUnResponsable(
  tx: Tx,
  dossierId: string,
  utilisateurId: string,
  nouveau: DroitMembre | null,
  maintenant: Date,
): Promise<void> {
  if (!resteUnResponsable(await comptes(tx, dossierId, maintenant), utilisateurId, nouveau))
    throw new ErreurMetier("regle", PHRASE_DERNIER_RESPONSABLE);
}
