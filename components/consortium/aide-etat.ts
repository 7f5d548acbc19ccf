/** Bases most often met in these calls, each with what it allows; another may be typed. */
export const BASES_AIDE_ETAT: readonly (readonly [string, string])[] = [
  [
    "Règlement (UE) 2023/2831 (de minimis)",
    "Au plus 300 000 € d’aides de minimis sur trois ans par entreprise unique, déclaration de l’entreprise à l’appui",
  ],
  [
    "RGEC (UE) 651/2014, article 31 (aides à la formation)",
    "Part des coûts de formation, selon la taille de l’entreprise et le public formé",
  ],
  [
    "RGEC (UE) 651/2014, article 25 (recherche et développement)",
    "Part des coûts d’un projet de recherche ou de développement",
  ],
  ["Pas d’aide d’État : activité non économique", "L’entreprise n’en tire aucun avantage sur un marché : à justifier"],
];
