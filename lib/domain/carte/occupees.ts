/**
 * « Occupées »: pupils enrolled in the first year of a formation, counted by the constat de rentrée. Never mixed with « ouvertes »,
 * the places that the établissement says it opened (domain/2: the observed side has two figures).
 */

/** Why there is no figure: no constat of that rentrée names the établissement; it has no first year of this formation; not theirs to read. */
const MANQUES = {
  import: "constat de rentrée pas encore importé",
  formation: "formation absente du constat de rentrée",
  droit: "effectif hors de votre carte",
} as const;

export type Occupees = { eleves: number; manque: null } | { eleves: null; manque: keyof typeof MANQUES };

/** The unit, wherever the figure is read. */
export const TITRE_OCCUPEES = "Occupées (élèves de 1re année)";

export const direManque = (manque: keyof typeof MANQUES): string => MANQUES[manque];
