/** Running header and page numbers, as artifacts, once the number of pages is known. The cover has neither. */
import type { Feuille } from "./feuille";
import type { Ligne } from "./texte";
import { COULEURS, MARGES, PAGE, STYLES } from "./theme";

const HAUT = 34;
const BAS = PAGE.hauteur - 42;
const HAUTEUR = 12;

/** Cut to what the line offers: a long acronym never runs into the mention. */
function abreger(f: Feuille, texte: string, largeur: number): Ligne {
  const mesure = (t: string) => f.lignes([f.troncon(t, STYLES.courant)], Number.POSITIVE_INFINITY)[0] as Ligne;
  let ligne = mesure(texte.replace(/\s+/g, " "));
  for (let n = Math.min(texte.length, 160); ligne.largeur > largeur && n > 0; n -= 1)
    ligne = mesure(`${texte.slice(0, n).trimEnd()}…`);
  return ligne;
}

/** The foot ties a printed page to the data it was made from. `depuis`: first page that has them, the cover being 0. */
export function ecrirePagination(
  f: Feuille,
  gauche: string,
  droite: string,
  empreinte: string,
  { depuis = 1, quoi = "données" } = {},
): void {
  const pied = abreger(f, `Rigel · ${quoi} ${empreinte.slice(0, 16)}…`, f.largeur / 2);
  const { count } = f.doc.bufferedPageRange();
  const mention = abreger(f, droite, f.largeur / 2);
  const nom = abreger(f, gauche, f.largeur - mention.largeur - 20);
  for (let page = depuis; page < count; page += 1) {
    f.doc.switchToPage(page);
    const numero = abreger(f, `Page ${page + 1} sur ${count}`, f.largeur);
    f.decor(() => {
      f.tracer(nom, f.x, HAUT, HAUTEUR);
      f.tracer(mention, f.x + f.largeur - mention.largeur, HAUT, HAUTEUR);
      f.doc.rect(f.x, HAUT + 17, f.largeur, 0.5).fill(COULEURS.filet);
      f.doc.rect(f.x, BAS - 8, f.largeur, 0.5).fill(COULEURS.filet);
      f.tracer(pied, MARGES.gauche, BAS, HAUTEUR);
      f.tracer(numero, f.x + f.largeur - numero.largeur, BAS, HAUTEUR);
    }, "Pagination");
  }
}
