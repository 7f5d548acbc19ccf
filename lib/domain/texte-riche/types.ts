/** What a long answer may hold: a small subset of Markdown, read into a tree and written back (docs/rich-text.md). */

export type Marques = { gras?: true; italique?: true /** http, https or mailto only. */; lien?: string };
/** A run of text under the same marks. Line breaks are `\n`. */
export type Fragment = { texte: string } & Marques;
export type Contenu = Fragment[];

export type SousListe = { ordonnee: boolean; items: { contenu: Contenu }[] };
export type ItemListe = { contenu: Contenu; sous?: SousListe[] };

export type Titre = { type: "titre"; niveau: 2 | 3; contenu: Contenu };
export type Paragraphe = { type: "paragraphe"; contenu: Contenu };
export type Liste = { type: "liste"; ordonnee: boolean; items: ItemListe[] };
/** Every row has as many cells as there are headers. */
export type TableauTexte = { type: "tableau"; entetes: Contenu[]; lignes: Contenu[][] };
export type Bloc = Titre | Paragraphe | Liste | TableauTexte;

/** Most characters of one answer, as the sections' schemas have it. */
export const TEXTE_MAX = 20_000;

const ADRESSE = /^(?:https?:\/\/[^\s()<>]+|mailto:[^\s()<>]+)$/i;
export const LIEN_MAX = 2_000;

/** A link as it may be kept, or undefined: other schemes (javascript:, data:, file:) never are. */
export function lienSur(adresse: string): string | undefined {
  const codee = adresse
    .trim()
    .replace(/[\s()<>]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`);
  return codee.length <= LIEN_MAX && ADRESSE.test(codee) ? codee : undefined;
}

export const memesMarques = (a: Marques, b: Marques): boolean =>
  a.gras === b.gras && a.italique === b.italique && a.lien === b.lien;

/** Adjacent runs under the same marks made one, empty ones dropped. */
export function regrouper(contenu: readonly Fragment[]): Contenu {
  const resultat: Contenu = [];
  for (const { texte, gras, italique, lien } of contenu) {
    if (texte === "") continue;
    const marques: Marques = { ...(gras && { gras }), ...(italique && { italique }), ...(lien && { lien }) };
    const dernier = resultat.at(-1);
    if (dernier && memesMarques(dernier, marques)) dernier.texte += texte;
    else resultat.push({ texte, ...marques });
  }
  return resultat;
}

export const texteDe = (contenu: readonly Fragment[]): string => contenu.map((f) => f.texte).join("");
