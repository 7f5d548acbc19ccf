/**
 * Tagged tables: caption, header cells with their scope, header repeated on each page, rows kept whole unless one is taller
 * than a page. PDFKit's own tables repeat no header.
 */
import type { Verdict } from "@/lib/domain/verdict";
import { type Besoin, repartir } from "./colonnes";
import type { Feuille } from "./feuille";
import { dessinerIcone, LARGEUR_ICONE } from "./icones";
import { creerElement, type Element, etendre } from "./pdfkit";
import type { Ligne, Style, Troncon } from "./texte";
import { COULEURS, MARGES, NON_RENSEIGNE, STYLES } from "./theme";

export type Colonne = {
  titre: string;
  /** Share of what the other columns leave; without it the column is as wide as its widest content. */
  part?: number;
  droite?: boolean;
};

export type Case = {
  texte: string;
  style?: Style;
  /** Several styles in the cell, instead of `texte` in one. */
  troncons?: Troncon[];
  droite?: boolean;
  /** Header of its row. */
  entete?: boolean;
  colonnes?: number;
  verdict?: Verdict;
};
export type GenreRangee = "ordinaire" | "groupe" | "sous-total" | "total";
export type Rangee = { cases: (Case | string | null | undefined)[]; genre?: GenreRangee };

export type Tableau = {
  /** Numbered caption; facts tables have none and are named by the heading above. */
  legende?: string;
  /** Without titles, the table has row headers only. */
  colonnes: Colonne[];
  rangees: Rangee[];
  note?: string;
  /** Cover: taller rows, text flush with the margin. */
  aere?: boolean;
};

const PAD_X = 5;
const PAD_Y = 4;
const PAD_Y_AERE = 7.5;
const ENTETE: Style = STYLES.celluleGras;
const HAUTEUR_LIGNE = 12;

type CasePrete = {
  lignes: Ligne[];
  droite: boolean;
  entete: boolean;
  colonnes: number;
  largeur: number;
  verdict?: Verdict;
};
type RangeePrete = { cases: CasePrete[]; hauteur: number; padX: number; padY: number; genre: GenreRangee };

const normaliser = (c: Case | string | null | undefined): Case =>
  typeof c === "object" && c !== null
    ? c
    : { texte: c ?? NON_RENSEIGNE, style: c == null ? STYLES.celluleDiscrete : undefined };

/** What each column asks for, measured on every cell that spans it alone. */
function besoins(f: Feuille, t: Tableau): Besoin[] {
  const max = t.colonnes.map((c) => f.polices.gras.largeur(c.titre, ENTETE.taille));
  for (const r of t.rangees) {
    let colonne = 0;
    for (const brute of r.cases) {
      const c = normaliser(brute);
      const n = c.colonnes ?? 1;
      if (n === 1 && t.colonnes[colonne]?.part === undefined) {
        const troncon = f.troncon(c.texte, styleDe(c, r.genre ?? "ordinaire"));
        const icone = c.verdict ? LARGEUR_ICONE : 0;
        for (const l of f.lignes([troncon], Number.POSITIVE_INFINITY))
          max[colonne] = Math.max(max[colonne] ?? 0, l.largeur + icone);
      }
      colonne += n;
    }
  }
  const bords = 2 * PAD_X + 0.5;
  return t.colonnes.map((c, i) => ({
    part: c.part,
    naturelle: (max[i] ?? 0) + bords,
    minimum: Math.max(...c.titre.split(" ").map((mot) => f.polices.gras.largeur(mot, ENTETE.taille))) + bords,
  }));
}

function styleDe(c: Case, genre: GenreRangee): Style {
  if (c.style) return c.style;
  if (genre !== "ordinaire") return STYLES.celluleGras;
  return c.entete ? STYLES.celluleMoyen : STYLES.cellule;
}

function preparer(f: Feuille, t: Tableau, ls: number[], r: Rangee): RangeePrete {
  const genre = r.genre ?? "ordinaire";
  // Without a header band, the text stands on the margin like the text around.
  const padX = t.colonnes.some((c) => c.titre !== "") ? PAD_X : 0;
  let colonne = 0;
  const cases = r.cases.map((brute): CasePrete => {
    const c = normaliser(brute);
    const n = c.colonnes ?? 1;
    const largeur = ls.slice(colonne, colonne + n).reduce((a, b) => a + b, 0);
    const droite = c.droite ?? t.colonnes[colonne]?.droite ?? false;
    colonne += n;
    const troncons = c.troncons ?? [f.troncon(c.texte, styleDe(c, genre))];
    const interieur = largeur - PAD_X - Math.max(padX, 1) - (c.verdict ? LARGEUR_ICONE : 0);
    const lignes = f.lignes(troncons, interieur);
    return { lignes, droite, entete: c.entete ?? false, colonnes: n, largeur, verdict: c.verdict };
  });
  const padY = t.aere ? PAD_Y_AERE : PAD_Y;
  const hauteur = Math.max(...cases.map((c) => c.lignes.length)) * HAUTEUR_LIGNE + 2 * padY;
  return { cases, hauteur, padX, padY, genre };
}

/** Draws lines `de`…`a` of each cell of a row, each inside what `marquer` opens. */
function dessiner(
  f: Feuille,
  rangee: RangeePrete,
  [de, a]: [number, number],
  marquer: (i: number, dessin: () => void) => void,
): void {
  let x = f.x;
  for (const [i, c] of rangee.cases.entries()) {
    const gauche = x + rangee.padX + (c.verdict ? LARGEUR_ICONE : 0);
    const visibles = c.lignes.slice(de, a);
    if (visibles.length > 0)
      marquer(i, () => {
        if (c.verdict && de === 0) dessinerIcone(f.doc, c.verdict, x + rangee.padX, f.y + rangee.padY + 2);
        for (const [j, l] of visibles.entries())
          f.tracer(
            l,
            c.droite ? x + c.largeur - rangee.padX - l.largeur : gauche,
            f.y + rangee.padY + j * HAUTEUR_LIGNE,
            HAUTEUR_LIGNE,
          );
      });
    x += c.largeur;
  }
}

const FONDS: Partial<Record<GenreRangee, string>> = { groupe: COULEURS.fondGroupe };
const FILETS: Record<GenreRangee, [string, number]> = {
  ordinaire: [COULEURS.filet, 0.5],
  groupe: ["#929292", 0.5],
  "sous-total": ["#929292", 0.5],
  total: [COULEURS.texte, 1],
};

export function ecrireTableau(f: Feuille, t: Tableau): void {
  const ls = repartir(f.largeur, besoins(f, t));
  const titres = t.colonnes.some((c) => c.titre !== "");
  const entete = titres
    ? preparer(f, t, ls, { cases: t.colonnes.map((c) => ({ texte: c.titre, style: ENTETE, droite: c.droite })) })
    : undefined;
  const numero = t.legende === undefined ? undefined : f.numeroDeTableau();
  const rangees = t.rangees.map((r) => preparer(f, t, ls, r));

  const fondEntete = () => {
    if (!entete) return;
    f.fond(f.x, f.y, f.largeur, entete.hauteur, COULEURS.fondEntete);
    f.filet(f.x, f.y + entete.hauteur, f.largeur, COULEURS.texte, 1);
  };

  /** On the next pages the caption and the header are there for the eye: the tree already holds them once. */
  const reprendre = () => {
    f.nouvellePage();
    if (numero !== undefined) {
      const rappel = f.lignes([f.troncon(`Tableau ${numero} (suite)`, STYLES.discret)], f.largeur)[0] as Ligne;
      f.decor(() => f.tracer(rappel, f.x, f.y, 14), "Pagination");
      f.espace(16);
    }
    if (entete) {
      fondEntete();
      f.decor(() => dessiner(f, entete, [0, Number.POSITIVE_INFINITY], (_, dessin) => dessin()), "Pagination");
      f.espace(entete.hauteur);
    }
  };

  const hauteurLegende = numero === undefined ? 0 : 20;
  f.reserver(Math.min(hauteurLegende + (entete?.hauteur ?? 0) + tenirEnsemble(rangees, 0), f.hauteurUtile * 0.6));

  f.dans("Table", () => {
    if (numero !== undefined)
      f.bloc([f.troncon(`Tableau ${numero}. ${t.legende}`, STYLES.legende)], { type: "Caption", apres: 5 });
    if (entete)
      f.dans("THead", () => {
        fondEntete();
        ecrireRangee(f, entete, () => ({ type: "TH", scope: "Column" }));
        f.espace(entete.hauteur);
      });
    f.dans("TBody", () => {
      for (const [i, rangee] of rangees.entries()) {
        const ensemble = tenirEnsemble(rangees, i);
        if (ensemble > f.reste && f.y > MARGES.haut + 60 && (ensemble <= f.hauteurUtile - 50 || f.reste < 80))
          reprendre();
        couler(f, rangee, reprendre);
      }
    });
  });
  f.espace(4);
  if (t.note) f.paragraphe(t.note, STYLES.discret, { apres: 4 });
  f.espace(10);
}

/** A group row is never the last of its page, nor a total the first of the next. */
const tenirEnsemble = (rangees: RangeePrete[], i: number): number => {
  const [rangee, suivante] = [rangees[i], rangees[i + 1]];
  if (!rangee) return 0;
  const lie =
    rangee.genre === "groupe" ||
    (rangee.genre === "ordinaire" &&
      suivante !== undefined &&
      suivante.genre !== "ordinaire" &&
      suivante.genre !== "groupe");
  return rangee.hauteur + (lie ? (suivante?.hauteur ?? 0) : 0);
};

type Marque = { type: "TH" | "TD"; scope?: "Row" | "Column" };

function creerCases(
  f: Feuille,
  rangee: RangeePrete,
  marque: (c: CasePrete) => Marque,
): { tr: Element; cases: Element[] } {
  const tr = f.element("TR");
  const cases = rangee.cases.map((c) => {
    const { type, scope } = marque(c);
    const cellule = creerElement(f.doc, type, { scope });
    etendre(cellule, c.colonnes);
    tr.add(cellule);
    return cellule;
  });
  return { tr, cases };
}

function ecrireRangee(f: Feuille, rangee: RangeePrete, marque: (c: CasePrete) => Marque): void {
  const { tr, cases } = creerCases(f, rangee, marque);
  dessiner(f, rangee, [0, Number.POSITIVE_INFINITY], (i, dessin) => cases[i]?.add(dessin));
  tr.end();
}

/** One row, over as many pages as it needs. */
function couler(f: Feuille, rangee: RangeePrete, reprendre: () => void): void {
  const { tr, cases } = creerCases(f, rangee, (c) => (c.entete ? { type: "TH", scope: "Row" } : { type: "TD" }));
  const total = Math.max(...rangee.cases.map((c) => c.lignes.length));
  let de = 0;
  while (de < total) {
    const tient = Math.max(1, Math.floor((f.reste - 2 * rangee.padY) / HAUTEUR_LIGNE));
    const a = Math.min(total, de + tient);
    const hauteur = (a - de) * HAUTEUR_LIGNE + 2 * rangee.padY;
    const fond = FONDS[rangee.genre];
    if (fond) f.fond(f.x, f.y, f.largeur, hauteur, fond);
    dessiner(f, rangee, [de, a], (i, dessin) => cases[i]?.add(dessin));
    const [couleur, epaisseur] = FILETS[rangee.genre];
    f.filet(f.x, f.y + hauteur, f.largeur, couleur, epaisseur);
    f.espace(hauteur);
    de = a;
    if (de < total) reprendre();
  }
  tr.end();
}

export type Fait = readonly [string, string | Case | null | undefined];

/** Facts, one per row: name on the left as a row header, value on the right. */
export function ecrireFaits(f: Feuille, faits: readonly Fait[], aere = false): void {
  ecrireTableau(f, {
    aere,
    colonnes: [
      { titre: "", part: 0.3 },
      { titre: "", part: 0.7 },
    ],
    rangees: faits.map(([nom, valeur]) => ({
      cases: [{ texte: nom, entete: true, style: STYLES.celluleDiscrete }, valeur],
    })),
  });
}
