/**
 * The page being written: a cursor that goes down, page breaks, and the structure tree that grows with what is drawn.
 * Everything drawn is either inside a structure element or an artifact; nothing is left unmarked (PDF/UA-1, 7.1).
 */
import { annoterLien, creerElement, type Document, type Element, racineDesSignets } from "./pdfkit";
import type { Polices } from "./polices";
import { enLignes, imprimable, type Ligne, type Morceau, paragraphes, type Style, type Troncon } from "./texte";
import { LARGEUR_UTILE, MARGES, NON_RENSEIGNE, PAGE, STYLES } from "./theme";

const BAS = PAGE.hauteur - MARGES.bas;
const INTERLIGNE = 1.45;
/** Capital height of Marianne, in em: lines are centred on it. */
const CAPITALE = 0.7;

type Signet = ReturnType<typeof racineDesSignets>;
type Placement = { x?: number; largeur?: number; apres?: number; type?: string; droite?: boolean };

export class Feuille {
  y: number = MARGES.haut;
  readonly x = MARGES.gauche;
  readonly largeur = LARGEUR_UTILE;
  private readonly pile: Element[] = [];
  private signetDeSection: Signet | undefined;
  private tableaux = 0;

  constructor(
    readonly doc: Document,
    readonly polices: Polices,
  ) {
    const racine = creerElement(doc, "Document");
    doc.addStructure(racine as unknown as PDFKit.PDFStructureElement);
    this.pile.push(racine);
  }

  // Pages

  nouvellePage(): void {
    this.doc.addPage();
    this.y = MARGES.haut;
  }

  get reste(): number {
    return BAS - this.y;
  }

  /** Height that a whole page offers. */
  readonly hauteurUtile = BAS - MARGES.haut;

  /** Starts a page when `hauteur` does not fit here; a height beyond a whole page only asks for a fresh one. */
  reserver(hauteur: number): void {
    if (this.y > MARGES.haut && hauteur > this.reste) this.nouvellePage();
  }

  espace(hauteur: number): void {
    this.y += hauteur;
  }

  // Structure

  /** Adds an element under the current one. Without `ecrire` it is left open for its content. */
  element(type: string, options: Parameters<typeof creerElement>[2] = {}, parent = this.courant): Element {
    const element = creerElement(this.doc, type, options);
    parent.add(element);
    return element;
  }

  dans(type: string, ecrire: (element: Element) => void, options: Parameters<typeof creerElement>[2] = {}): void {
    const element = this.element(type, options);
    this.pile.push(element);
    ecrire(element);
    this.pile.pop();
    element.end();
  }

  /** Closes the tree: every element has been written. */
  clore(): void {
    this.pile[0]?.end();
  }

  private get courant(): Element {
    return this.pile.at(-1) as Element;
  }

  /** Decoration that a screen reader passes over. */
  decor(dessiner: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.doc.markContent("Artifact", { type });
    dessiner();
    this.doc.endMarkedContent();
  }

  fond(x: number, y: number, largeur: number, hauteur: number, couleur: string): void {
    this.decor(() => this.doc.rect(x, y, largeur, hauteur).fill(couleur));
  }

  filet(x: number, y: number, largeur: number, couleur: string, epaisseur = 0.5): void {
    this.fond(x, y - epaisseur / 2, largeur, epaisseur, couleur);
  }

  // Text

  troncon = (texte: string, style: Style): Troncon => ({ texte: imprimable(texte, this.polices), style });

  lignes = (troncons: readonly Troncon[], largeur: number): Ligne[] => enLignes(troncons, largeur, this.polices);

  interligne = (taille: number): number => taille * INTERLIGNE;

  /** Draws one line whose box starts at `y`. The caller has opened its marked content. */
  tracer(ligne: Ligne, x: number, y: number, hauteur: number): void {
    let curseur = x;
    for (const { texte, style, largeur } of ligne.morceaux) {
      if (texte !== "") {
        const base = y + (hauteur + CAPITALE * style.taille) / 2;
        this.doc.font(style.graisse).fontSize(style.taille).fillColor(style.couleur);
        // A numeric baseline is the distance from y to the baseline: none.
        this.doc.text(texte, curseur, base, { lineBreak: false, baseline: 0 as unknown as "alphabetic" });
      }
      curseur += largeur;
    }
  }

  /** Text that flows from page to page inside one element. */
  bloc(troncons: readonly Troncon[], p: Placement = {}): void {
    const { x = this.x, largeur = this.largeur, apres = 6, type = "P", droite = false } = p;
    const hauteur = this.interligne(Math.max(...troncons.map((t) => t.style.taille)));
    const lignes = this.lignes(troncons, largeur);
    const element = this.element(type);
    const liens = troncons.some((t) => t.style.lien !== undefined);
    this.couler(lignes, hauteur, (part, y) => {
      if (liens) {
        for (const [i, l] of part.entries()) this.tracerAvecLiens(element, l, x, y + i * hauteur, hauteur);
        return;
      }
      element.add(() => {
        for (const [i, l] of part.entries())
          this.tracer(l, droite ? x + largeur - l.largeur : x, y + i * hauteur, hauteur);
      });
    });
    element.end();
    this.espace(apres);
  }

  /** A link is an element of its own, one for each line it is on: its annotation belongs to one page. */
  private tracerAvecLiens(element: Element, { morceaux }: Ligne, x: number, y: number, hauteur: number): void {
    let curseur = x;
    let i = 0;
    while (i < morceaux.length) {
      const { lien } = (morceaux[i] as Morceau).style;
      let fin = i + 1;
      while (fin < morceaux.length && morceaux[fin]?.style.lien === lien) fin += 1;
      const suite = morceaux.slice(i, fin);
      const largeur = suite.reduce((s, m) => s + m.largeur, 0);
      const depart = curseur;
      const dessiner = () => this.tracer({ morceaux: suite, largeur }, depart, y, hauteur);
      if (lien === undefined) element.add(dessiner);
      else {
        const noeud = this.element("Link", {}, element);
        noeud.add(dessiner);
        annoterLien(this.doc, noeud, lien, { x: depart, y, largeur, hauteur });
        noeud.end();
        this.filet(depart, y + hauteur - 2, largeur, suite[0]?.style.couleur ?? "", 0.5);
      }
      curseur += largeur;
      i = fin;
    }
  }

  /** Cuts lines into what each page can hold, never leaving a single line of a longer text alone. */
  private couler(lignes: Ligne[], hauteur: number, ecrire: (part: Ligne[], y: number) => void): void {
    let reste = lignes;
    while (reste.length > 0) {
      let n = Math.min(reste.length, Math.floor(this.reste / hauteur));
      if (n < reste.length && reste.length - n === 1) n -= 1;
      if (n < Math.min(2, reste.length) && this.y > MARGES.haut) {
        this.nouvellePage();
        continue;
      }
      const part = reste.slice(0, Math.max(n, 1));
      ecrire(part, this.y);
      this.y += part.length * hauteur;
      reste = reste.slice(part.length);
      if (reste.length > 0) this.nouvellePage();
    }
  }

  paragraphe(texte: string, style: Style = STYLES.corps, p: Placement = {}): void {
    this.bloc([this.troncon(texte, style)], p);
  }

  /** A text without marks: its own paragraphs and line breaks, or the plain mention that nothing was written. */
  reponse(texte: string | null | undefined): void {
    const parties = paragraphes(imprimable(texte ?? "", this.polices));
    if (parties.length === 0) this.absent();
    for (const partie of parties) this.bloc([{ texte: partie, style: STYLES.corps }]);
    this.espace(2);
  }

  absent(): void {
    this.paragraphe(NON_RENSEIGNE, STYLES.absent);
  }

  liste(items: readonly (readonly Troncon[])[]): void {
    if (items.length === 0) return;
    const retrait = 12;
    this.dans("L", () => {
      for (const item of items) {
        const hauteur = this.interligne(Math.max(...item.map((t) => t.style.taille)));
        this.reserver(2 * hauteur);
        this.dans("LI", () => {
          const lbl = this.element("Lbl");
          const puce = this.troncon("• ", item[0]?.style ?? STYLES.corps);
          lbl.add(() => this.tracer(this.lignes([puce], retrait)[0] as Ligne, this.x + 2, this.y, hauteur));
          lbl.end();
          this.bloc(item, { x: this.x + retrait, largeur: this.largeur - retrait, apres: 2, type: "LBody" });
        });
      }
    });
    this.espace(4);
  }

  // Headings

  /** `suite`: height that must follow on the same page. */
  titre(
    niveau: 1 | 2 | 3 | 4 | 5,
    texte: string,
    style: Style,
    p: { avant?: number; apres?: number; suite?: number } = {},
  ): void {
    const { avant = 0, apres = 6, suite = 60 } = p;
    const troncon = this.troncon(texte, style);
    const hauteur = this.lignes([troncon], this.largeur).length * this.interligne(style.taille);
    if (this.y > MARGES.haut) this.y += avant;
    this.reserver(hauteur + apres + suite);
    const signet = { top: this.y - 12, left: 0, zoom: 0, fit: false, expanded: niveau < 2 };
    if (niveau === 2) this.signetDeSection = racineDesSignets(this.doc).addItem(troncon.texte, signet);
    else if (niveau === 3) this.signetDeSection?.addItem(troncon.texte, signet);
    this.bloc([troncon], { type: `H${niveau}`, apres });
  }

  section(nom: string, ecrire: () => void): void {
    this.dans("Sect", () => {
      this.titre(2, nom, STYLES.titre2, { avant: 22, apres: 8, suite: 110 });
      ecrire();
    });
  }

  sousTitre(nom: string): void {
    this.titre(3, nom, STYLES.titre3, { avant: 10, apres: 4 });
  }

  numeroDeTableau(): number {
    this.tableaux += 1;
    return this.tableaux;
  }
}
