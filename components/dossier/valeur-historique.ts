/** What a line of a field's history says of that field. */
import { lireAdresse } from "@/lib/domain/edition/adresses";
import { ligneDe } from "@/lib/domain/edition/changements";
import type { LigneHistorique } from "@/lib/schemas/edition";

/**
 * The field's value: the one written, the first one of a row put in, the last one of a row taken out. Of the row itself, when
 * the address is a row's.
 */
export function valeurDe(ligne: Pick<LigneHistorique, "type" | "avant" | "apres">, adresse: string): unknown {
  if (ligne.type === "champ") return ligne.apres;
  const entiere = ligne.type === "ajout" ? ligne.apres : ligne.avant;
  if (ligneDe(adresse) === adresse) return entiere;
  // Section, list, key of the row: what follows is the field.
  const parts = lireAdresse(adresse)?.parts.slice(2) ?? [];
  return parts.reduce<unknown>((v, part) => (v as Record<string, unknown> | null)?.[part] ?? null, entiere);
}
