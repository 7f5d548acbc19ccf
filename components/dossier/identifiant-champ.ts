import type { CodeSection } from "@/lib/domain/sections";

/** First step of paths that live under `reponses` in the exchange file, flattened in the forms. */
const SOUS_REPONSES = new Set([
  "diagnostic",
  "besoins",
  "apprenants",
  "projetEconomique",
  "egalite",
  "complementarite",
]);

/** Path in a section's form (`diagnostic.date`) → DOM id, as findings write it (`reponses-diagnostic-date`). */
export function idDeChamp(chemin: string): string {
  const parts = chemin.split(".");
  const prefixe = SOUS_REPONSES.has(parts[0] as string) ? ["reponses"] : [];
  return [...prefixe, ...parts].join("-");
}

export const adresseDeChamp = (dossierId: string, champ: { section: CodeSection; id: string }): string =>
  `/dossiers/${dossierId}/${champ.section}#${champ.id}`;
