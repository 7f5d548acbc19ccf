/** Where an import stands. */
export const ETATS_IMPORT = {
  prepare: "À confirmer",
  applique: "Appliqué",
  abandonne: "Abandonné",
} as const;
