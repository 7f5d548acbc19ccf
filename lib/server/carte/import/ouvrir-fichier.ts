import "server-only";
import { accorder, enumerer } from "@/lib/domain/ecriture";
import { RefusFichier, type TableOuverte } from "@/lib/integrations/table/contrat";
import { ouvrirTable } from "@/lib/integrations/table/ouvrir";
import type { DescriptionImport, LecteurImport } from "@/lib/server/carte/import/description";

export type FichierOuvert = { table: TableOuverte; lecteur: LecteurImport };

/** Opens the file and understands its header. Throws RefusFichier: not this kind of file, or not whole enough to be read. */
export async function ouvrirFichier(
  description: DescriptionImport,
  fichier: { chemin: string; nom: string },
  contexte: { regionAcademique: string | null; maintenant: Date; signal?: AbortSignal },
): Promise<FichierOuvert> {
  const { attendu, entetesAttendus } = description;
  const { signal, ...reste } = contexte;
  const table = await ouvrirTable(fichier.chemin, fichier.nom, { attendu, entetesAttendus, ...(signal && { signal }) });
  try {
    const lecteur = await description.preparer(table.entetes, reste);
    const { manquantes, inconnues } = lecteur.colonnes;
    if (manquantes.length > 0)
      throw new RefusFichier(
        `Il manque ${accorder(manquantes.length, "colonne")} à ce fichier : ${enumerer(manquantes)}.${
          inconnues.length === 0 ? "" : ` Colonnes qui n’ont pas été comprises : ${enumerer(inconnues)}.`
        }`,
      );
    return { table, lecteur };
  } catch (erreur) {
    await table.fermer();
    throw erreur;
  }
}
