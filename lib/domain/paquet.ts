/** What the deposit pack holds, by name: files of a person, harmless on every system, in one order for everyone. */
import { nomPiece } from "./depot";

export const FORMAT_PAQUET = "rigel-paquet/1";
export const FICHIERS_PAQUET = {
  dossier: "dossier.pdf",
  annexes: "annexes.pdf",
  donnees: "dossier.json",
  lisezMoi: "LISEZ-MOI.txt",
  manifeste: "manifeste.json",
  empreintes: "SHA256SUMS",
} as const;

type PieceNommee = { nom: string; type: string | null };

const LONGUEUR = { type: 30, nom: 60 } as const;

/** « Délibération n° 4.PDF » → deliberation-n-4 */
const sansAccents = (texte: string, longueur: number): string =>
  texte
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longueur)
    .replace(/^-+|-+$/g, "");

/** `pieces/01-strategie-recteur-note.pdf`: the rank makes it unique, nothing of the name is a path. */
export function nomDansLePaquet(piece: PieceNommee, rang: number): string {
  const point = piece.nom.lastIndexOf(".");
  const extension =
    point > 0
      ? piece.nom
          .slice(point + 1)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, "")
          .slice(0, 5)
      : "";
  const tige = point > 0 ? piece.nom.slice(0, point) : piece.nom;
  const parties = [
    `${rang + 1}`.padStart(2, "0"),
    sansAccents(piece.type ?? "piece", LONGUEUR.type),
    sansAccents(tige, LONGUEUR.nom),
  ].filter((p) => p !== "");
  return `pieces/${parties.join("-")}${extension === "" ? "" : `.${extension}`}`;
}

/** Not a piece of the dossier: the signed letters of its register, annexed after the pieces. */
export const LETTRE_SIGNEE = "lettre_engagement";
/** Signed, at an amount that the plan no longer has: annexed, and said. */
export const LETTRE_PERIMEE = "lettre_engagement_perimee";
const NOMS_LETTRE: Record<string, string> = {
  [LETTRE_SIGNEE]: "Lettre d’engagement signée",
  [LETTRE_PERIMEE]: "Lettre d’engagement signée, périmée",
};
const nomAnnexe = (type: string | null): string => NOMS_LETTRE[type ?? ""] ?? nomPiece(type) ?? "Pièce";

/** « 1. Stratégie académique (note.pdf) »: bookmark, title of the part, line of the list. */
export const titreAnnexe = (piece: PieceNommee, rang: number): string =>
  `${rang + 1}. ${nomAnnexe(piece.type)} (${piece.nom})`;

const GENRES: Record<string, "pdf" | "png" | "jpg"> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
};
/** Null: not pages, joined as it is. */
export const genreAnnexe = (typeMime: string | null | undefined): "pdf" | "png" | "jpg" | null =>
  GENRES[typeMime ?? ""] ?? null;

export const HORS_RECUEIL = "Format de bureautique : jointe telle quelle.";

export type PagesPresentation = {
  /** Counted in the joined file. */
  reelles: number;
  declarees: number | undefined;
  /** Null: this regime sets no limit. */
  limite: number | null;
};

/** What the joined presentation says against what was declared of it; empty: nothing to say. */
export function ecartsPresentation({ reelles, declarees, limite }: PagesPresentation): string[] {
  const pages = (n: number): string => (n > 1 ? `${n} pages` : `${n} page`);
  const phrases: string[] = [];
  if (limite !== null && reelles > limite)
    phrases.push(`La présentation jointe compte ${pages(reelles)} : le régime en admet ${limite} au plus.`);
  if (declarees !== undefined && declarees !== reelles)
    phrases.push(
      `La présentation jointe compte ${pages(reelles)}, alors que le dossier en déclare ${declarees} : corrigez le nombre déclaré, ou la pièce.`,
    );
  return phrases;
}
