import "server-only";
import type { Tx } from "@/lib/server/base";
import { type Agent, habilitationsPermises, peut, type VerbeHabilitation } from "@/lib/server/droits";
import { conflitAvec, habilitationIntrouvable } from "@/lib/server/habilitations/erreurs";
import { relireDroits } from "@/lib/server/habilitations/relire-droits";
import type { Prisma } from "@/prisma/genere/client";

const SELECTION = {
  id: true,
  utilisateurId: true,
  role: true,
  regionAcademique: true,
  uai: true,
  campus: true,
  dossierId: true,
  partenaire: true,
  debut: true,
  fin: true,
  accordeeLe: true,
  relueLe: true,
  retireeLe: true,
  version: true,
  utilisateur: { select: { email: true } },
} as const satisfies Prisma.HabilitationSelect;

export type HabilitationPrise = Prisma.HabilitationGetPayload<{ select: typeof SELECTION }>;

type Demande = { habilitationId: string; version: number };

/** The right as it is, read through what this person answers for at this instant; « conflit » when it moved since they saw it. */
export async function prendreHabilitation(
  tx: Tx,
  agent: Agent,
  verbe: VerbeHabilitation,
  { habilitationId, version }: Demande,
  maintenant: Date,
): Promise<HabilitationPrise> {
  const repondant = await relireDroits(tx, agent, maintenant);
  const prise = await tx.habilitation.findFirst({
    where: { AND: [habilitationsPermises(repondant)], id: habilitationId },
    select: SELECTION,
  });
  if (prise === null || !peut(repondant, verbe, { ...prise, titulaireId: prise.utilisateurId }))
    throw habilitationIntrouvable();
  if (prise.version !== version) throw await changee(tx, prise, maintenant);
  return prise;
}

/** Writes over the version the person saw; whoever is second is told. */
export async function ecrireHabilitation(
  tx: Tx,
  agent: Agent,
  prise: HabilitationPrise,
  data: Prisma.HabilitationUncheckedUpdateManyInput,
  maintenant: Date,
): Promise<void> {
  const { count } = await tx.habilitation.updateMany({
    where: { AND: [habilitationsPermises(agent)], id: prise.id, version: prise.version, retireeLe: null },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw await changee(tx, prise, maintenant);
}

async function changee(tx: Tx, { id }: HabilitationPrise, maintenant: Date) {
  const lue = await tx.habilitation.findUniqueOrThrow({
    where: { id },
    select: {
      version: true,
      retireeLe: true,
      retireePar: { select: { prenom: true, nom: true } },
      relueLe: true,
      reluePar: { select: { prenom: true, nom: true } },
    },
  });
  const retiree = lue.retireeLe !== null;
  return conflitAvec(
    retiree ? "Ce droit a déjà été retiré" : "Ce droit vient d’être modifié",
    {
      par: retiree ? lue.retireePar : lue.reluePar,
      le: retiree ? lue.retireeLe : lue.relueLe,
      version: lue.version,
      contenu: { retiree },
    },
    maintenant,
  );
}
