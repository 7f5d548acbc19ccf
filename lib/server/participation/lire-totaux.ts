import "server-only";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import type { TotauxVus } from "@/lib/schemas/participation";
import type { Tx } from "@/lib/server/base";
import { type Agent, partsPermises } from "@/lib/server/droits";
import { introuvable } from "@/lib/server/erreur";

const ecrire = (montant: bigint | null): string | null => (montant === null ? null : ecrireMontant(centimes(montant)));

/** The dossier's sums, and this partner's share of the subsidy: of the other partners, one sum and no line. */
export async function lireTotaux(tx: Tx, agent: Agent, dossierId: string, partenaire: string): Promise<TotauxVus> {
  const aSoi = { some: { cle: partenaire, AND: [partsPermises(agent)] } };
  const dossier = await tx.dossier.findFirst({
    where: { id: dossierId, partenaires: aSoi },
    select: { revision: true, coutTotal: true, coutEligible: true, subvention: true },
  });
  if (dossier === null) throw introuvable();
  const plan = await tx.financement.aggregate({
    where: { dossierId, dossier: { partenaires: aSoi } },
    _sum: { montant: true },
    _count: { _all: true, montant: true },
  });
  const part = await tx.repartition.aggregate({
    where: { dossierId, partenaire, dossier: { partenaires: aSoi } },
    _sum: { subvention: true },
  });
  return {
    revision: dossier.revision,
    cout: ecrire(dossier.coutTotal),
    coutEligible: ecrire(dossier.coutEligible),
    subvention: ecrire(dossier.subvention),
    financement: ecrire(plan._sum.montant),
    financementsSansMontant: plan._count._all - plan._count.montant,
    part: ecrire(part._sum.subvention),
  };
}
