/** Where the focus goes when the element that had it, or should get it back, is no longer there. */

const TITRES = "[data-titre-page], h1, h2, h3, h4, h5, h6";

/** The element and what holds it, nearest first: noted while it is there, read once it is gone. */
export function cheminDe(element: Element): Element[] {
  const chemin: Element[] = [];
  for (let e: Element | null = element; e !== null && e !== document.body; e = e.parentElement) chemin.push(e);
  return chemin;
}

const perdu = (): boolean => document.activeElement === null || document.activeElement === document.body;

function visible(element: Element): boolean {
  if (!element.isConnected || element.closest("[hidden], [inert], dialog:not([open])") !== null) return false;
  return typeof element.checkVisibility === "function" ? element.checkVisibility() : true;
}

/** There, shown, and able to take the focus; `matches(":disabled")` sees a disabled fieldset too. */
export const tenable = (element: Element): boolean => visible(element) && !element.matches(":disabled");

/** False: it did not take it. */
export function focaliser(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement) || !tenable(element)) return false;
  if (!element.matches("a[href], button, input, select, textarea, summary, [contenteditable], [tabindex]"))
    element.tabIndex = -1;
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

/**
 * Gives the focus to the nearest thing still there: what held the lost element when it takes the focus itself, else the first
 * title inside it, outwards; at last the title of the page. Does nothing when something has the focus.
 */
export function secourir(chemin: readonly Element[]): void {
  if (!perdu()) return;
  // A dialog left open keeps the focus inside: the rest is inert.
  const dialogue = [...document.querySelectorAll("dialog[open]")].at(-1);
  for (const element of chemin) {
    if (!visible(element) || (dialogue && !dialogue.contains(element))) continue;
    if (element instanceof HTMLElement && element.hasAttribute("tabindex") && focaliser(element)) return;
    for (const titre of element.querySelectorAll(TITRES)) if (focaliser(titre)) return;
  }
  const page = dialogue ?? document.getElementById("contenu") ?? document.body;
  if (focaliser(page.querySelector("[data-titre-page]"))) return;
  for (const titre of page.querySelectorAll(TITRES)) if (focaliser(titre)) return;
  focaliser(page);
}

export const focusPerdu = perdu;
