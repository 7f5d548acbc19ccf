/** Sizes and colours of the document: the DSFR's, dark enough on white and readable in grey. */
import type { Verdict, VerdictGlobal } from "@/lib/domain/verdict";
import type { Style } from "./texte";

/** A4 in points. */
export const PAGE = { largeur: 595.28, hauteur: 841.89 } as const;
export const MARGES = { gauche: 51, droite: 51, haut: 66, bas: 62 } as const;
export const LARGEUR_UTILE = PAGE.largeur - MARGES.gauche - MARGES.droite;

export const COULEURS = {
  texte: "#161616",
  discret: "#666666",
  filet: "#DDDDDD",
  fondEntete: "#F6F6F6",
  fondGroupe: "#F5F5FE",
  bleu: "#000091",
  rouge: "#E1000F",
  blanc: "#FFFFFF",
  succes: "#18753C",
  erreur: "#CE0500",
  alerte: "#B34000",
} as const;

/** One scale of blues for amounts, dark to light. */
export const BLEUS = [
  "#000091",
  "#4A4AC9",
  "#8585F6",
  "#B5B5F9",
  "#DADAFC",
  "#313178",
  "#6A6AF4",
  "#9A9AFF",
  "#CACAFB",
];

const style = (taille: number, graisse: Style["graisse"] = "normal", couleur: string = COULEURS.texte): Style => ({
  taille,
  graisse,
  couleur,
});

export const STYLES = {
  corps: style(9.5),
  corpsGras: style(9.5, "gras"),
  corpsMoyen: style(9.5, "moyen"),
  citation: style(9, "italique"),
  discret: style(8.5, "normal", COULEURS.discret),
  absent: style(9.5, "normal", COULEURS.discret),
  cellule: style(8.5),
  celluleGras: style(8.5, "gras"),
  celluleMoyen: style(8.5, "moyen"),
  celluleDiscrete: style(8.5, "normal", COULEURS.discret),
  legende: style(9.5, "gras"),
  courant: style(7.5, "normal", COULEURS.discret),
  titre2: style(17, "gras"),
  titre3: style(12, "gras"),
  titre4: style(10, "gras"),
} as const;

export const COULEUR_VERDICT: Record<Verdict | VerdictGlobal, string> = {
  conforme: COULEURS.succes,
  non_conforme: COULEURS.erreur,
  indetermine: COULEURS.alerte,
  eligible: COULEURS.succes,
  non_eligible: COULEURS.erreur,
};

export const NON_RENSEIGNE = "Non renseigné";
