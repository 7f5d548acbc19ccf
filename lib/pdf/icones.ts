/** Verdict marks told apart by their shape (tick in a disc, cross in a square, bar in a ring), beside the word. */
import type { Verdict, VerdictGlobal } from "@/lib/domain/verdict";
import type { Document } from "./pdfkit";
import { COULEUR_VERDICT, COULEURS } from "./theme";

export const LARGEUR_ICONE = 12;

/** Draws inside the marked content of the caller, box of `taille` whose top left corner is (x, y). */
export function dessinerIcone(
  doc: Document,
  verdict: Verdict | VerdictGlobal,
  x: number,
  y: number,
  taille = 8.5,
): void {
  const couleur = COULEUR_VERDICT[verdict];
  const u = taille / 10;
  const trait = (points: [number, number][], teinte: string) => {
    for (const [i, [px, py]] of points.entries())
      if (i === 0) doc.moveTo(x + px * u, y + py * u);
      else doc.lineTo(x + px * u, y + py * u);
    doc
      .lineWidth(1.5 * u)
      .lineCap("round")
      .lineJoin("round")
      .stroke(teinte);
  };
  switch (verdict) {
    case "conforme":
    case "eligible":
      doc.circle(x + 5 * u, y + 5 * u, 5 * u).fill(couleur);
      trait(
        [
          [2.6, 5.2],
          [4.4, 7],
          [7.5, 3.4],
        ],
        COULEURS.blanc,
      );
      break;
    case "non_conforme":
    case "non_eligible":
      doc.rect(x, y, taille, taille).fill(couleur);
      trait(
        [
          [3, 3],
          [7, 7],
        ],
        COULEURS.blanc,
      );
      trait(
        [
          [7, 3],
          [3, 7],
        ],
        COULEURS.blanc,
      );
      break;
    case "indetermine":
      doc
        .circle(x + 5 * u, y + 5 * u, 4.3 * u)
        .lineWidth(1.4 * u)
        .stroke(couleur);
      trait(
        [
          [3, 5],
          [7, 5],
        ],
        couleur,
      );
      break;
  }
}
