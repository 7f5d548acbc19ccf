/** What the style and class attributes of office software say, read as text: nothing of them is kept. */

const style = (e: Element): string => (e.getAttribute("style") ?? "").toLowerCase();

/** Value of one property, or undefined. */
export function propriete(e: Element, nom: string): string | undefined {
  for (const declaration of style(e).split(";")) {
    const deux = declaration.indexOf(":");
    if (deux > 0 && declaration.slice(0, deux).trim() === nom) return declaration.slice(deux + 1).trim();
  }
  return undefined;
}

export const classes = (e: Element): string => (e.getAttribute("class") ?? "").toLowerCase();

/** Google Docs wraps everything in `<b style="font-weight:normal">`: the style decides, then the element. */
export function estGras(e: Element, herite: boolean): boolean {
  const graisse = propriete(e, "font-weight");
  if (graisse !== undefined) return graisse === "bold" || graisse === "bolder" || Number(graisse) >= 600;
  return herite || e.localName === "b" || e.localName === "strong";
}

export function estItalique(e: Element, herite: boolean): boolean {
  const pente = propriete(e, "font-style");
  if (pente !== undefined) return pente.startsWith("italic") || pente.startsWith("oblique");
  return herite || e.localName === "i" || e.localName === "em";
}

export const estCache = (e: Element): boolean =>
  propriete(e, "display") === "none" || propriete(e, "mso-hide") === "all" || e.hasAttribute("hidden");

const APPEL = /^#(?:_?ftn|_?edn|_msocom|sdfootnote|sdendnote|ftnt|cmnt)/i;
const RETOUR = /^#(?:_?ftnref|_?ednref|_msoanchor|sdfootnote\d+anc|sdendnote\d+anc|ftnt_ref|cmnt_ref)/i;
/** Name of a part of Word, with or without the address of the pasted file before the `#`. */
const ancre = (e: Element): string => {
  const href = e.getAttribute("href") ?? "";
  return href.slice(Math.max(0, href.indexOf("#")));
};

/** A call for a note or a comment, in the text. */
export const estAppelDeNote = (e: Element): boolean =>
  (e.localName === "a" && (APPEL.test(ancre(e)) || /mso-(?:footnote|endnote|comment)-/.test(style(e)))) ||
  /\bmsocom|msocommentreference|msofootnotereference|msoendnotereference|sdfootnoteanc|sdendnoteanc/.test(classes(e));

const CORPS_DE_NOTE = /^(?:comment|footnote|endnote|comment-list|footnote-list|endnote-list|footnote-separator)/;

/** The note or the comment itself, at the end of the document. */
export function estNote(e: Element): boolean {
  if (CORPS_DE_NOTE.test(propriete(e, "mso-element") ?? "")) return true;
  if (/^(?:sdfootnote|sdendnote)\d+$/.test(e.getAttribute("id") ?? "")) return true;
  if (e.localName !== "p") return false;
  const premier = e.querySelector("a");
  return premier !== null && (RETOUR.test(ancre(premier)) || /\bsd(?:foot|end)notesym\b/.test(classes(premier)));
}

/** Word's lists are paragraphs: `mso-list:l0 level2 lfo1`. */
export function niveauDeListeWord(e: Element): number | undefined {
  const liste = propriete(e, "mso-list");
  if (liste === undefined || liste === "none" || liste === "ignore" || liste === "skip") return undefined;
  return Number(/level(\d)/.exec(liste)?.[1] ?? 1);
}

export const estReperePuce = (e: Element): boolean => propriete(e, "mso-list") === "ignore";
