import { accorder, enumerer } from "@/lib/domain/ecriture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

/** Where a partner is named outside of « Partenaires », in words; empty: nowhere. */
function usages(f: DossierFichier, id: string): string[] {
  const compter = (n: number, lieu: string, singulier: string, pluriel?: string) =>
    n === 0 ? [] : [`${lieu} (${accorder(n, singulier, pluriel)})`];
  const dans = (lignes: readonly { partenaire?: string | null | undefined }[] | null | undefined) =>
    (lignes ?? []).filter((l) => l.partenaire === id).length;
  const plateaux = (f.plateauxTechniques ?? []).filter((p) => p.hote === id || p.usagers?.includes(id)).length;
  return [
    ...compter(dans(f.budget), "le budget", "ligne"),
    ...compter(dans(f.financements), "le plan de financement", "ligne"),
    ...compter(dans(f.repartition), "la répartition de la subvention", "ligne"),
    ...compter(plateaux, "les plateaux techniques", "plateau", "plateaux"),
  ];
}

/** Partners that `apres` no longer declares though it still uses them elsewhere, each with its sentence. */
export function retraitsImpossibles(avant: DossierFichier, apres: DossierFichier): { id: string; message: string }[] {
  const restants = new Set((apres.partenaires ?? []).map((p) => p.id));
  return (avant.partenaires ?? []).flatMap((p) => {
    if (p.id == null || restants.has(p.id)) return [];
    const lieux = usages(apres, p.id);
    if (lieux.length === 0) return [];
    const message = `« ${p.nom ?? p.id} » figure encore dans ${enumerer(lieux)} : changez ces lignes, puis retirez le partenaire.`;
    return [{ id: p.id, message }];
  });
}
