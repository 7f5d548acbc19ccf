import type { KeyboardEvent } from "react";
import { deplacer, estCase, type Place } from "@/lib/domain/grille/deplacement";
import type { Tableur } from "./usage-tableur";

export type GestesClavier = {
  annulerOuRetablir: (geste: "annuler" | "retablir") => void;
  /** Two people wrote the active cell: the choice opens instead of the editor. True: it did. */
  ouvrirConflit: () => boolean;
};

/** Ctrl and a letter; undefined: not ours. */
function raccourci(e: KeyboardEvent, place: Place, tableur: Tableur, autres: GestesClavier): (() => void) | undefined {
  const { gestes, terrain } = tableur;
  const lettre = e.key.toLowerCase();
  if (lettre === "z") return () => autres.annulerOuRetablir(e.shiftKey ? "retablir" : "annuler");
  if (e.shiftKey) return undefined;
  if (lettre === "y") return () => autres.annulerOuRetablir("retablir");
  if (lettre === "a") return gestes.toutSelectionner;
  // The browser's own answer would be to load the page again, or to bookmark it.
  if (lettre === "r" && estCase(terrain, place)) return () => gestes.remplir("droite");
  if (lettre === "d" && estCase(terrain, place)) return () => gestes.remplir("bas");
  return undefined;
}

/** A key alone; undefined: not ours. */
function simple(e: KeyboardEvent, tableur: Tableur, autres: GestesClavier): (() => void) | undefined {
  const { gestes } = tableur;
  if (e.key === "Escape") return tableur.plage === null ? undefined : gestes.replier;
  // Shift + F2 goes to the tools of the cell (outils-case.tsx).
  if (e.key === "Enter" || (e.key === "F2" && !e.shiftKey))
    return () => {
      if (!autres.ouvrirConflit()) gestes.editer();
    };
  if (e.key === "Delete" || e.key === "Backspace") return () => void gestes.vider();
  return undefined;
}

/** Keys of the grid while nothing is being typed (docs/budget-grid.md holds the table). */
export function toucheDeGrille(e: KeyboardEvent, tableur: Tableur, autres: GestesClavier): void {
  const { gestes, terrain } = tableur;
  const cible = e.target as HTMLElement;
  if (e.defaultPrevented || e.altKey || cible.closest("[data-editeur]")) return;
  const place = gestes.actif() ?? tableur.arret;
  if (place === null) return;
  const ctrl = e.ctrlKey || e.metaKey;
  const suivante = deplacer(terrain, place, { key: e.key, ctrl, maj: e.shiftKey });
  // A button of the row's heading keeps its own keys.
  const bouton = cible.closest("button") !== null;
  const geste =
    suivante !== null
      ? () => gestes.aller(suivante, { etendre: e.shiftKey && estCase(terrain, place) })
      : ctrl
        ? raccourci(e, place, tableur, autres)
        : bouton
          ? undefined
          : simple(e, tableur, autres);
  if (geste !== undefined) {
    e.preventDefault();
    geste();
  } else if (!ctrl && !bouton && e.key.length === 1 && e.key !== " " && gestes.editer(e.key)) e.preventDefault();
}

/** Keys of the cell being typed in. */
export function toucheDEditeur(
  e: KeyboardEvent<HTMLInputElement>,
  tableur: Pick<Tableur, "gestes">,
  remplace: boolean,
): void {
  const { gestes } = tableur;
  // The grid's own keys must not see those.
  e.stopPropagation();
  const suite = (() => {
    if (e.nativeEvent.isComposing) return null;
    if (e.key === "Enter") return e.shiftKey ? "haut" : "bas";
    if (e.key === "Tab") return e.shiftKey ? "gauche" : "droite";
    if (!remplace || e.shiftKey || e.ctrlKey || e.metaKey || e.altKey) return null;
    const fleches = { ArrowDown: "bas", ArrowUp: "haut", ArrowRight: "droite", ArrowLeft: "gauche" } as const;
    return fleches[e.key as keyof typeof fleches] ?? null;
  })();
  if (suite !== null) {
    e.preventDefault();
    gestes.valider(suite);
  } else if (e.key === "Escape") {
    e.preventDefault();
    gestes.abandonner();
  }
}
