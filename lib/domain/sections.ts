/** Sections of a dossier's workspace, in the sensible order; each is saved and versioned on its own. */
export const SECTIONS = [
  { code: "identite", nom: "Identité" },
  { code: "lettre", nom: "Lettre d’intention" },
  { code: "diagnostic", nom: "Diagnostic et besoins" },
  { code: "strategie", nom: "Stratégie régionale" },
  { code: "partenaires", nom: "Partenaires" },
  { code: "budget", nom: "Budget" },
  { code: "financement", nom: "Plan de financement" },
  { code: "transformations", nom: "Transformations de la carte" },
  { code: "publics", nom: "Publics et indicateurs" },
  { code: "pieces", nom: "Pièces jointes" },
  { code: "verification", nom: "Vérification" },
  { code: "depot", nom: "Dépôt" },
] as const;
export type CodeSection = (typeof SECTIONS)[number]["code"];
export const CODES_SECTION = SECTIONS.map((s) => s.code) as [CodeSection, ...CodeSection[]];

/**
 * The field a finding points to: `id` is the DOM id of the field in that section's form, made of its path in the
 * exchange file joined with dashes (`dureeMois`, `partenaires-2-nature`, `pieces-validation_region`).
 */
export type Champ = { section: CodeSection; id: string };
