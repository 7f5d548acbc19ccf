import { type Centimes, centimes, lireMontant } from "@/lib/domain/argent";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

/** What one partner weighs: what it spends, what it brings, what it receives of the subsidy. Amounts still to come count for nothing. */
export type TotauxPartenaire = { budget: Centimes; apport: Centimes; subvention: Centimes };

const RIEN: TotauxPartenaire = { budget: centimes(0n), apport: centimes(0n), subvention: centimes(0n) };

type Listes = Pick<DossierFichier, "budget" | "financements" | "repartition">;

export function totauxParPartenaire({ budget, financements, repartition }: Listes): Map<string, TotauxPartenaire> {
  const totaux = new Map<string, TotauxPartenaire>();
  const ajouter = (partenaire: string | null | undefined, quoi: keyof TotauxPartenaire, montant?: string | null) => {
    const lu = montant == null ? undefined : lireMontant(montant);
    if (partenaire == null || lu === undefined) return;
    const avant = totaux.get(partenaire) ?? RIEN;
    totaux.set(partenaire, { ...avant, [quoi]: centimes(avant[quoi] + lu) });
  };
  for (const l of budget ?? []) ajouter(l.partenaire, "budget", l.montant);
  for (const f of financements ?? []) if (f.source !== "france2030") ajouter(f.partenaire, "apport", f.montant);
  for (const r of repartition ?? []) ajouter(r.partenaire, "subvention", r.subvention);
  return totaux;
}
