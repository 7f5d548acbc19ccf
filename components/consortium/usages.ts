import { accorder, enumerer } from "@/lib/domain/ecriture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

/** Where a partner is still named: « 4 lignes du budget et 1 source du plan ». Empty: it can go. */
export function usagesDe(fichier: DossierFichier, partenaire: string): string {
  const compter = (liste: readonly { partenaire?: string | null }[] | null | undefined) =>
    (liste ?? []).filter((l) => l.partenaire === partenaire).length;
  const plateaux = (fichier.plateauxTechniques ?? []).filter(
    (p) => p.hote === partenaire || p.usagers?.includes(partenaire),
  ).length;
  const usages: [number, string, string][] = [
    [compter(fichier.budget), "ligne du budget", "lignes du budget"],
    [compter(fichier.financements), "source du plan de financement", "sources du plan de financement"],
    [compter(fichier.repartition), "part de la subvention", "parts de la subvention"],
    [plateaux, "plateau technique", "plateaux techniques"],
  ];
  return enumerer(usages.filter(([n]) => n > 0).map(([n, un, plusieurs]) => accorder(n, un, plusieurs)));
}
