/** A long answer in the document: headings, paragraphs, lists, tables and links, each with its tag. */
import { type Bloc, type Contenu, lireTexte } from "@/lib/domain/texte-riche";
import { type ItemListe, type Liste, type TableauTexte, texteDe } from "@/lib/domain/texte-riche/types";
import type { Feuille } from "./feuille";
import { numeroter } from "./pdfkit";
import type { Graisse } from "./polices";
import { ecrireTableau } from "./tableau";
import type { Ligne, Style, Troncon } from "./texte";
import { COULEURS, STYLES } from "./theme";

const RETRAIT = 14;

const graisse = (gras: boolean, italique: boolean): Graisse =>
  gras ? (italique ? "grasItalique" : "gras") : italique ? "italique" : "normal";

function troncons(f: Feuille, contenu: Contenu, base: Style): Troncon[] {
  // Runs in the same style share one object: the line breaker joins what shares it.
  const styles = new Map<string, Style>();
  return contenu.map(({ texte, gras, italique, lien }) => {
    const g = base.graisse === "normal" ? graisse(gras === true, italique === true) : base.graisse;
    const cle = `${g} ${lien ?? ""}`;
    const style = styles.get(cle) ?? { ...base, graisse: g, ...(lien && { lien, couleur: COULEURS.bleu }) };
    styles.set(cle, style);
    return f.troncon(texte, style);
  });
}

function ecrireItem(f: Feuille, repere: string, { contenu, sous = [] }: ItemListe, retrait: number): void {
  const style = STYLES.corps;
  const hauteur = f.interligne(style.taille);
  f.reserver(2 * hauteur);
  const x = f.x + retrait + RETRAIT;
  f.dans("LI", () => {
    const lbl = f.element("Lbl");
    lbl.add(() =>
      f.tracer(f.lignes([f.troncon(repere, style)], RETRAIT * 2)[0] as Ligne, f.x + retrait + 2, f.y, hauteur),
    );
    lbl.end();
    const placement = { x, largeur: f.largeur - retrait - RETRAIT, apres: 2 };
    if (sous.length === 0) f.bloc(troncons(f, contenu, style), { ...placement, type: "LBody" });
    else
      f.dans("LBody", () => {
        f.bloc(troncons(f, contenu, style), placement);
        for (const s of sous) ecrireListe(f, s, retrait + RETRAIT);
      });
  });
}

function ecrireListe(f: Feuille, { ordonnee, items }: Pick<Liste, "ordonnee" | "items">, retrait = 0): void {
  f.dans("L", (liste) => {
    numeroter(liste, ordonnee);
    for (const [i, item] of items.entries())
      ecrireItem(f, ordonnee ? `${i + 1}. ` : retrait > 0 ? "– " : "• ", item, retrait);
  });
  if (retrait === 0) f.espace(4);
}

/** In a cell the address of a link is written out: cells hold no annotation. */
const enCellule = (contenu: Contenu): Contenu =>
  contenu.flatMap(({ lien, ...fragment }) => [fragment, ...(lien ? [{ texte: ` (${lien})` }] : [])]);

const LARGEUR_MIN = 6;
const LARGEUR_MAX = 40;

function ecrireTableauTexte(f: Feuille, { entetes, lignes }: TableauTexte): void {
  const nommes = entetes.some((c) => texteDe(c).trim() !== "");
  ecrireTableau(f, {
    colonnes: entetes.map((c, i) => {
      const plus = Math.max(texteDe(c).length, ...lignes.map((l) => texteDe(l[i] ?? []).length));
      return {
        // Readers need headers: without any, the columns are numbered.
        titre: nommes ? texteDe(c) : `Colonne ${i + 1}`,
        part: Math.min(Math.max(plus, LARGEUR_MIN), LARGEUR_MAX),
      };
    }),
    rangees: lignes.map((l) => ({
      cases: entetes.map((_, i) => {
        const contenu = l[i] ?? [];
        return { texte: texteDe(contenu), troncons: troncons(f, enCellule(contenu), STYLES.cellule) };
      }),
    })),
  });
}

function ecrireBloc(f: Feuille, bloc: Bloc, niveau: 4 | 5): void {
  if (bloc.type === "titre")
    f.titre(niveau, texteDe(bloc.contenu), niveau === 4 ? STYLES.titre4 : STYLES.corpsMoyen, {
      avant: 5,
      apres: 3,
      suite: 30,
    });
  else if (bloc.type === "liste") ecrireListe(f, bloc);
  else if (bloc.type === "tableau") ecrireTableauTexte(f, bloc);
  else f.bloc(troncons(f, bloc.contenu, STYLES.corps));
}

/** Under a heading of level 3: its own are of levels 4 and 5, and none is skipped. */
export function ecrireReponse(f: Feuille, texte: string | null | undefined): void {
  const blocs = lireTexte(texte ?? "");
  if (blocs.length === 0) f.absent();
  let principal = false;
  for (const bloc of blocs) {
    if (bloc.type === "titre" && bloc.niveau === 2) principal = true;
    ecrireBloc(f, bloc, bloc.type === "titre" && bloc.niveau === 3 && principal ? 5 : 4);
  }
  f.espace(2);
}
