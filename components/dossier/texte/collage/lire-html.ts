/**
 * HTML of the clipboard (Word, LibreOffice, Google Docs, Excel, web pages) to our blocks. The browser's parser makes an inert
 * document (no script runs, no image loads; Chrome reports each `on…` attribute of any parsed page against the content policy,
 * this one included, and runs none of it); a walk picks what the subset knows. Nothing is ever put back as HTML.
 */
import {
  type Bloc,
  type Contenu,
  type Fragment,
  type ItemListe,
  type Liste,
  lienSur,
  regrouper,
  texteDe,
} from "@/lib/domain/texte-riche/types";
import type { Avis } from "./avis";
import {
  classes,
  estAppelDeNote,
  estCache,
  estGras,
  estItalique,
  estNote,
  estReperePuce,
  niveauDeListeWord,
} from "./styles";
import { cellulesDe, lireTableauHtml, rangeesDe } from "./tableau";

/** Deeper than any document: beyond, the text alone is taken, so that no page can exhaust the stack. */
const PROFONDEUR_MAX = 300;

const SANS_TEXTE = new Set(
  "script style head meta link title template noscript iframe object embed svg math canvas audio video input select textarea button option".split(
    " ",
  ),
);
const IMAGES = new Set(["img", "picture", "v:imagedata", "image"]);
const TITRES = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
const BLOCS = new Set(
  "p div section article header footer main aside nav blockquote address center figure figcaption dl dt dd details summary form fieldset pre body tr td th".split(
    " ",
  ),
);
const EXPOSANTS: Record<string, string> = { "1": "¹", "2": "²", "3": "³" };

type Marques = { gras: boolean; italique: boolean; lien: string | undefined };
type TitreBrut = { type: "titre-brut"; niveau: number; contenu: Contenu };
type ItemBrut = { type: "item"; niveau: number; ordonnee: boolean; contenu: Contenu };
type Brut = Exclude<Bloc, { type: "titre" }> | TitreBrut | ItemBrut;

class Recolte {
  readonly blocs: Brut[] = [];
  private ligne: Fragment[] = [];

  constructor(
    readonly avis: Set<Avis>,
    /** Inside a cell: a table there becomes text. */
    readonly enCellule = false,
  ) {}

  ecrire(texte: string, { gras, italique, lien }: Marques): void {
    this.ligne.push({
      texte,
      ...(gras && { gras: true as const }),
      ...(italique && { italique: true as const }),
      ...(lien && { lien }),
    });
  }

  /** The line so far, its spaces brought to what is seen. */
  prendre(): Contenu {
    const contenu: Fragment[] = [];
    let apresBlanc = true;
    for (const f of this.ligne) {
      let texte = "";
      for (const c of f.texte) {
        if (c === " " && apresBlanc) continue;
        texte += c;
        apresBlanc = c === " " || c === "\n";
      }
      contenu.push({ ...f, texte });
    }
    this.ligne = [];
    const groupe = regrouper(contenu);
    return texteDe(groupe).trim() === "" ? [] : groupe;
  }

  clore(): void {
    const contenu = this.prendre();
    if (contenu.length > 0) this.blocs.push({ type: "paragraphe", contenu });
  }
}

/** Text of a node as it is seen; control characters and invisible marks go. */
const propre = (noeud: Node): string =>
  (noeud.nodeValue ?? "").replace(/[ \t\r\n\f]+/g, " ").replace(/\p{Cc}|\u200b|\ufeff/gu, "");

const SANS: Marques = { gras: false, italique: false, lien: undefined };

function parcourir(noeud: Node, m: Marques, r: Recolte, profondeur: number): void {
  for (const enfant of noeud.childNodes) {
    if (enfant.nodeType === 3) {
      r.ecrire(propre(enfant), m);
    } else if (enfant.nodeType === 1) element(enfant as Element, m, r, profondeur + 1);
  }
}

function element(e: Element, m: Marques, r: Recolte, profondeur: number): void {
  const nom = e.localName;
  if (IMAGES.has(nom)) {
    r.avis.add("image");
    return;
  }
  if (SANS_TEXTE.has(nom) || estCache(e)) return;
  if (estNote(e) || estAppelDeNote(e)) {
    r.avis.add("notes");
    return;
  }
  if (nom === "del" || /\bmsodel\b/.test(classes(e))) {
    r.avis.add("suppressions");
    return;
  }
  if (profondeur > PROFONDEUR_MAX) {
    r.ecrire((e.textContent ?? "").replace(/\s+/g, " "), m);
    return;
  }
  // The number of a heading: Word draws it with spaces of its own.
  if (estReperePuce(e)) {
    r.ecrire(`${(e.textContent ?? "").trim()} `, m);
    return;
  }
  if (nom === "br") {
    r.ecrire("\n", SANS);
    return;
  }
  const marques: Marques = {
    gras: estGras(e, m.gras),
    italique: estItalique(e, m.italique),
    lien: nom === "a" ? (lienSur(e.getAttribute("href") ?? "") ?? m.lien) : m.lien,
  };
  if (nom === "table") {
    tableau(e, r, profondeur);
    return;
  }
  if (nom === "ul" || nom === "ol") {
    r.clore();
    liste(e, 1, r, profondeur);
    return;
  }
  const niveauWord = nom === "p" || nom === "li" || TITRES.has(nom) ? niveauDeListeWord(e) : undefined;
  const titre = TITRES.has(nom) || /\bmsotitle\b/.test(classes(e));
  if (titre) {
    r.clore();
    // A heading is bold by itself.
    parcourir(e, { ...SANS, italique: false }, r, profondeur);
    const contenu = r.prendre();
    const niveau = TITRES.has(nom) ? Number(nom[1]) : 1;
    if (contenu.length > 0)
      r.blocs.push({
        type: "titre-brut",
        niveau,
        contenu: contenu.map(({ texte, lien }) => ({ texte, ...(lien && { lien }) })),
      });
    return;
  }
  if (nom === "p" && niveauWord !== undefined) {
    itemWord(e, niveauWord, marques, r, profondeur);
    return;
  }
  if (nom === "sup" && EXPOSANTS[(e.textContent ?? "").trim()]) {
    r.ecrire(EXPOSANTS[(e.textContent ?? "").trim()] as string, m);
    return;
  }
  const bloc = BLOCS.has(nom) || nom === "hr" || nom === "li";
  if (bloc) r.clore();
  if (nom === "pre") r.ecrire(e.textContent ?? "", marques);
  else parcourir(e, marques, r, profondeur);
  if (bloc) r.clore();
}

const NUMERO = /^[\s\u00a0]*(?:\d{1,3}|[a-z]{1,4})[.)°]/i;
const PUCE = /^[\s\u00a0]*[·•§oØ▪■–-][\s\u00a0]+/;

/** One paragraph of Word that plays an item; what plays the bullet is dropped. */
function itemWord(e: Element, niveau: number, m: Marques, r: Recolte, profondeur: number): void {
  r.clore();
  const repere = [...e.querySelectorAll("span")].find(estReperePuce);
  const marque = repere?.textContent ?? "";
  const interieur = new Recolte(r.avis, true);
  sansRepere(e, repere, m, interieur, profondeur);
  const contenu = aplatir(interieur, "\n");
  const premier = contenu[0];
  if (repere === undefined && premier) premier.texte = premier.texte.replace(PUCE, "");
  if (texteDe(contenu).trim() === "") return;
  const ordonnee = repere ? NUMERO.test(marque) : false;
  r.blocs.push({ type: "item", niveau, ordonnee, contenu: regrouper(contenu) });
}

function sansRepere(noeud: Element, repere: Element | undefined, m: Marques, r: Recolte, profondeur: number): void {
  if (repere === undefined) {
    parcourir(noeud, m, r, profondeur);
    return;
  }
  for (const enfant of noeud.childNodes) {
    if (enfant === repere) continue;
    if (enfant.nodeType === 1 && enfant.contains(repere)) sansRepere(enfant as Element, repere, m, r, profondeur + 1);
    else if (enfant.nodeType === 1) element(enfant as Element, m, r, profondeur + 1);
    else if (enfant.nodeType === 3) r.ecrire(propre(enfant), m);
  }
}

/** `<ul>` and `<ol>`; Google Docs puts the inner list beside the item, not inside. */
function liste(e: Element, niveau: number, r: Recolte, profondeur: number): void {
  if (profondeur > PROFONDEUR_MAX) return;
  const ordonnee = e.localName === "ol";
  for (const enfant of e.children) {
    if (enfant.localName === "ul" || enfant.localName === "ol") liste(enfant, niveau + 1, r, profondeur + 1);
    else if (enfant.localName === "li") item(enfant, niveau, ordonnee, r, profondeur + 1);
    else element(enfant, SANS, r, profondeur + 1);
  }
}

function item(e: Element, niveau: number, ordonnee: boolean, r: Recolte, profondeur: number): void {
  if (estCache(e)) return;
  const interieur = new Recolte(r.avis, true);
  const sous: Element[] = [];
  const m: Marques = { gras: estGras(e, false), italique: estItalique(e, false), lien: undefined };
  for (const enfant of e.childNodes) {
    if (enfant.nodeType === 3) interieur.ecrire(propre(enfant), m);
    else if (enfant.nodeType === 1) {
      const x = enfant as Element;
      if (x.localName === "ul" || x.localName === "ol") sous.push(x);
      else element(x, m, interieur, profondeur + 1);
    }
  }
  const contenu = aplatir(interieur, "\n");
  if (contenu.length > 0) r.blocs.push({ type: "item", niveau, ordonnee, contenu });
  for (const s of sous) liste(s, niveau + 1, r, profondeur + 1);
}

function tableau(e: Element, r: Recolte, profondeur: number): void {
  const rangees = rangeesDe(e);
  const cellules = rangees.flatMap(cellulesDe);
  // A table of one cell frames a text.
  if (cellules.length === 1) {
    r.clore();
    parcourir(cellules[0] as Element, SANS, r, profondeur + 2);
    r.clore();
    return;
  }
  if (r.enCellule) {
    r.avis.add("imbrique");
    for (const c of cellules) {
      r.clore();
      parcourir(c, SANS, r, profondeur + 2);
    }
    r.clore();
    return;
  }
  r.clore();
  const lire = (cellule: Element): Contenu => {
    const interieur = new Recolte(r.avis, true);
    const titre = cellule.localName === "th";
    parcourir(cellule, SANS, interieur, profondeur + 2);
    const contenu = aplatir(interieur, "\u202f; ");
    return titre ? contenu.map(({ gras: _, ...f }) => f) : contenu;
  };
  const lu = lireTableauHtml(e, lire, (a) => r.avis.add(a));
  if (lu) r.blocs.push(lu);
}

/** Several blocks as one line of text: cells and items hold no block. */
function aplatir(r: Recolte, separateur: string): Contenu {
  r.clore();
  const morceaux = r.blocs.map((b): Contenu => {
    if (b.type === "tableau") return [b.entetes, ...b.lignes].flatMap((l) => l.flatMap((c) => [...c, { texte: " " }]));
    if (b.type === "liste") return b.items.flatMap((i) => [...i.contenu, { texte: " " }]);
    return b.contenu;
  });
  return regrouper(
    morceaux.flatMap((c, i) => {
      if (i === 0) return c;
      const fin =
        texteDe(morceaux[i - 1] as Contenu)
          .trimEnd()
          .at(-1) ?? "";
      return [{ texte: separateur !== "\n" && ".:;!?,".includes(fin) ? " " : separateur }, ...c];
    }),
  );
}

/** Items that follow one another make a list; what is deeper than two levels stays at the second. */
function assembler(bruts: readonly Brut[]): Bloc[] {
  const niveaux = bruts.flatMap((b) => (b.type === "titre-brut" ? [b.niveau] : []));
  const premier = Math.min(...niveaux);
  const blocs: Bloc[] = [];
  let base = 1;
  let enCours: Liste | null = null;
  for (const b of bruts) {
    if (b.type !== "item") {
      enCours = null;
      if (b.type === "titre-brut")
        blocs.push({ type: "titre", niveau: b.niveau === premier ? 2 : 3, contenu: b.contenu });
      else blocs.push(b);
      continue;
    }
    if (enCours === null || (b.niveau <= base && b.ordonnee !== enCours.ordonnee)) {
      base = b.niveau;
      enCours = { type: "liste", ordonnee: b.ordonnee, items: [{ contenu: b.contenu }] };
      blocs.push(enCours);
    } else if (b.niveau <= base) enCours.items.push({ contenu: b.contenu });
    else {
      const dernier = enCours.items.at(-1) as ItemListe;
      dernier.sous ??= [];
      const sous = dernier.sous.at(-1);
      if (sous && sous.ordonnee === b.ordonnee) sous.items.push({ contenu: b.contenu });
      else dernier.sous.push({ ordonnee: b.ordonnee, items: [{ contenu: b.contenu }] });
    }
  }
  return blocs;
}

export type Collage = { blocs: Bloc[]; avis: Avis[] };

export function lireHtml(html: string): Collage {
  const avis = new Set<Avis>();
  const recolte = new Recolte(avis);
  parcourir(new DOMParser().parseFromString(html, "text/html").body, SANS, recolte, 0);
  recolte.clore();
  return { blocs: assembler(recolte.blocs), avis: [...avis] };
}
