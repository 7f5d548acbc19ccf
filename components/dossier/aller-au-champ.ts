/**
 * Brings a person to the very field a finding speaks of. The field may not be there yet (page being loaded, row folded
 * away): sections that hide rows listen to `rigel:montrer-champ` and reveal the one named in `detail`.
 */
export const MONTRER_CHAMP = "rigel:montrer-champ";

const ATTENTE_MS = 5_000;
/** There, and able to hear: fields are disabled until the page is alive (attente-hydratation.tsx). */
const pret = (noeud: HTMLElement | null): noeud is HTMLElement =>
  noeud !== null && noeud.closest("fieldset.rg-attente:disabled") === null;

const FOCALISABLES = "input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled])";
/** Of a group of controls, the first one that is not a tool beside them (help, comments, history). */
const premier = (noeud: HTMLElement): HTMLElement | undefined =>
  [...noeud.querySelectorAll<HTMLElement>(FOCALISABLES)].find((e) => e.closest('[role="toolbar"]') === null);

/** `partenaires-2-lettreEngagement-montant` falls back on `partenaires-2`, then on `partenaires`. */
export function plusProche(id: string): HTMLElement | null {
  const parts = id.split("-");
  for (let n = parts.length; n > 0; n--) {
    const noeud = document.getElementById(parts.slice(0, n).join("-"));
    if (noeud) return noeud;
  }
  return null;
}

function viser(noeud: HTMLElement): void {
  const saisissable = noeud.matches(FOCALISABLES) || noeud.tabIndex >= 0;
  const cible = saisissable ? noeud : (premier(noeud) ?? noeud);
  if (cible.tabIndex < 0 && !cible.matches(FOCALISABLES)) cible.tabIndex = -1;
  const doux = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  cible.focus({ preventScroll: true });
  noeud.scrollIntoView({ block: "center", behavior: doux ? "smooth" : "auto" });
  noeud.classList.remove("rg-vise");
  // Reading a layout value restarts the highlight when the same field is aimed at twice.
  void noeud.offsetWidth;
  noeud.classList.add("rg-vise");
}

/** Focuses the field now or as soon as it appears. Gives back a function that gives up. */
export function allerAuChamp(id: string): () => void {
  window.dispatchEvent(new CustomEvent(MONTRER_CHAMP, { detail: id }));
  const exact = document.getElementById(id);
  if (pret(exact)) {
    viser(exact);
    return () => undefined;
  }
  const fin = () => {
    observateur.disconnect();
    clearTimeout(minuterie);
  };
  const observateur = new MutationObserver(() => {
    const noeud = document.getElementById(id);
    if (!pret(noeud)) return;
    fin();
    viser(noeud);
  });
  observateur.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  // The section is there but not that very field: its nearest parent is better than nothing.
  const minuterie = setTimeout(
    () => {
      fin();
      const noeud = plusProche(id);
      if (noeud) viser(noeud);
    },
    document.querySelector("[data-section-prete]") ? 400 : ATTENTE_MS,
  );
  return fin;
}
