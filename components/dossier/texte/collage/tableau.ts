/** The grid of an HTML table, merged cells undone. */
import { type Contenu, regrouper, type TableauTexte, texteDe } from "@/lib/domain/texte-riche/types";
import type { Avis } from "./avis";

const COLONNES_MAX = 30;
const LIGNES_MAX = 300;

const enfants = (e: Element, noms: readonly string[]): Element[] =>
  [...e.children].filter((x) => noms.includes(x.localName));

/** Rows of this table alone, those of tables inside its cells left out. */
export const rangeesDe = (table: Element): Element[] => [
  ...enfants(table, ["thead"]).flatMap((g) => enfants(g, ["tr"])),
  ...[...table.children].flatMap((g) =>
    g.localName === "tr" ? [g] : g.localName === "tbody" ? enfants(g, ["tr"]) : [],
  ),
  ...enfants(table, ["tfoot"]).flatMap((g) => enfants(g, ["tr"])),
];

export const cellulesDe = (rangee: Element): Element[] => enfants(rangee, ["td", "th"]);

const etendue = (cellule: Element, nom: string): number =>
  Math.min(Math.max(Math.trunc(Number(cellule.getAttribute(nom) ?? 1)) || 1, 1), LIGNES_MAX);

export function lireTableauHtml(
  table: Element,
  lireCellule: (cellule: Element) => Contenu,
  avertir: (avis: Avis) => void,
): TableauTexte | null {
  const rangees = rangeesDe(table);
  if (rangees.length > LIGNES_MAX) avertir("grand_tableau");
  const grille: Contenu[][] = rangees.slice(0, LIGNES_MAX).map(() => []);
  for (const [y, rangee] of rangees.slice(0, LIGNES_MAX).entries()) {
    let x = 0;
    for (const cellule of cellulesDe(rangee)) {
      while (grille[y]?.[x] !== undefined) x += 1;
      const [largeur, hauteur] = [etendue(cellule, "colspan"), etendue(cellule, "rowspan")];
      if (largeur > 1 || hauteur > 1) avertir("fusion");
      if (x + largeur > COLONNES_MAX) avertir("grand_tableau");
      const contenu = x < COLONNES_MAX ? lireCellule(cellule) : [];
      for (let dy = 0; dy < hauteur && y + dy < grille.length; dy++)
        for (let dx = 0; dx < largeur && x + dx < COLONNES_MAX; dx++)
          (grille[y + dy] as Contenu[])[x + dx] = dx === 0 ? contenu : [];
      x += largeur;
    }
  }
  const pleines = grille
    .map((l) => Array.from(l, (c) => c ?? []))
    .filter((l) => l.some((c) => texteDe(c).trim() !== ""));
  const colonnes = Math.max(0, ...pleines.map((l) => l.length));
  if (colonnes === 0) return null;
  const [entetes, ...lignes] = pleines.map((l) => Array.from({ length: colonnes }, (_, i) => regrouper(l[i] ?? [])));
  return { type: "tableau", entetes: entetes as Contenu[], lignes };
}
