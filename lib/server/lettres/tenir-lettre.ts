import "server-only";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { Tx } from "@/lib/server/base";
import { type DossierTenu, verrouiller, verrouillerDossiers } from "@/lib/server/dossiers/verrouiller";
import { type Agent, dossiersPermis, partsPermises } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import type { Prisma } from "@/prisma/genere/client";

export const lettreIntrouvable = () =>
  new ErreurMetier("introuvable", "Cette lettre n’existe pas ou ne vous est pas ouverte.");

/** What a partner's contact may see of its letters: those that reached it. Made out and not sent, it is still the team's. */
export const REMISES: Prisma.LettreEngagementWhereInput = {
  OR: [{ envoyeeLe: { not: null } }, { signeeLe: { not: null } }],
};

/** The parts that this person answers for, as a condition on letters. */
export async function lettresDeMesParts(
  tx: Tx,
  agent: Agent,
  verbe: "part.lire" | "part.signer",
): Promise<Prisma.LettreEngagementWhereInput> {
  const parts = await tx.partenaire.findMany({
    where: { AND: [partsPermises(agent, verbe)] },
    select: { dossierId: true, cle: true },
  });
  if (parts.length === 0) return { id: { in: [] } };
  return { AND: [REMISES, { OR: parts.map((p) => ({ dossierId: p.dossierId, partenaire: p.cle })) }] };
}

/**
 * Locks the dossier of a letter, then checks that this person may record its signed file: the team, or the contact of that partner.
 * Whoever may not is told as much as they may see.
 */
export async function tenirPourSignature(tx: Tx, agent: Agent, id: string): Promise<DossierTenu> {
  if (!estIdentifiant(id)) throw lettreIntrouvable();
  const lettre = await tx.lettreEngagement.findUnique({ where: { id }, select: { dossierId: true } });
  if (lettre === null) throw lettreIntrouvable();
  const { dossierId } = lettre;
  await verrouillerDossiers(tx, [dossierId]);
  const signable = await lettresDeMesParts(tx, agent, "part.signer");
  const dossier = await tx.dossier.findFirst({
    where: {
      id: dossierId,
      OR: [{ AND: [dossiersPermis(agent, "lettre.gerer")] }, { lettres: { some: { AND: [{ id }, signable] } } }],
    },
    select: { id: true, titre: true, acronyme: true, etat: true, regime: true, regimeNumero: true },
  });
  if (dossier !== null) return { ...dossier, regime: dossier.regime as CodeRegime };
  const lisible = await lettresDeMesParts(tx, agent, "part.lire");
  if ((await tx.lettreEngagement.count({ where: { AND: [{ id }, lisible] } })) > 0)
    throw new ErreurMetier(
      "regle",
      "Le dossier n’est plus en cours d’écriture : une lettre ne se dépose plus. Écrivez à l’équipe du dossier.",
    );
  const lecteur = await tx.dossier.count({ where: { id: dossierId, AND: [dossiersPermis(agent, "dossier.lire")] } });
  if (lecteur === 0) throw lettreIntrouvable();
  return verrouiller(tx, agent, dossierId, "lettre.gerer");
}
