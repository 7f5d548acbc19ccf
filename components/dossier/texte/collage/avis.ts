/** What could not be kept of what was pasted: said once, politely, in words. */
export type Avis =
  | "image"
  | "fusion"
  | "imbrique"
  | "notes"
  | "suppressions"
  | "coupe"
  | "trop_lourd"
  | "grand_tableau";

export const PHRASES_AVIS: Record<Avis, string> = {
  image: "Une image n’a pas été reprise\u202f: joignez-la en annexe.",
  fusion:
    "Le tableau avait des cellules fusionnées\u202f: en hauteur, leur texte est répété à chaque ligne\u202f; en largeur, il est dans la première cellule.",
  imbrique: "Un tableau placé dans une cellule a été repris comme du texte.",
  notes: "Les notes de bas de page et les commentaires n’ont pas été repris.",
  suppressions: "Les passages supprimés en suivi de modifications n’ont pas été repris.",
  coupe:
    "Le texte collé dépassait la place qui reste (20\u202f000 caractères au plus)\u202f: la fin n’a pas été reprise. Joignez le document complet en annexe.",
  trop_lourd: "La mise en forme de ce texte était trop lourde\u202f: seul le texte a été repris.",
  grand_tableau: "Un tableau dépassait 30 colonnes ou 300 lignes\u202f: le reste n’a pas été repris.",
};

/** Those that lead to the attachments. */
export const VERS_ANNEXES: readonly Avis[] = ["image", "coupe", "grand_tableau"];
