import type { EspaceDossier } from "@/lib/schemas/espace";

/** Pages of the workspace that are no section of the content: who works on it, and what was done. */
export const PAGES_DOSSIER = [
  { code: "scenarios", nom: "Scénarios", droit: "scenarios" },
  { code: "carte", nom: "Carte des formations", droit: "liens" },
  { code: "lettres", nom: "Lettres d’engagement", droit: "lettres" },
  { code: "regime", nom: "Régime", droit: "changerRegime" },
  { code: "equipe", nom: "Équipe", droit: "equipe" },
  { code: "points", nom: "Points de sauvegarde", droit: "points" },
  { code: "commentaires", nom: "Commentaires", droit: "commentaires" },
  { code: "historique", nom: "Historique", droit: "historique" },
] as const satisfies readonly { code: string; nom: string; droit: keyof EspaceDossier["droits"] }[];

export const estPageDossier = (segment: string | null): boolean => PAGES_DOSSIER.some((p) => p.code === segment);
