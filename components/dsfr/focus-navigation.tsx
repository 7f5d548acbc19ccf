"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/**
 * A change of page without reload leaves the focus on the link just followed, or nowhere. It goes to the title of the
 * page: the element marked `data-titre-page` if there is one, else the `h1`, else the content. Next announces the new
 * `<title>` by itself. An address with a fragment goes to that very element (a finding's field).
 */
export function FocusNavigation() {
  const chemin = usePathname();
  const precedent = useRef(chemin);
  useEffect(() => {
    if (precedent.current === chemin) return;
    precedent.current = chemin;
    return quandPresent(cible, (element) => {
      if (!element.matches("a[href], button, input, select, textarea, [tabindex]")) element.tabIndex = -1;
      element.focus({ preventScroll: window.location.hash.length <= 1 });
    });
  }, [chemin]);
  return null;
}

function cible(): HTMLElement | null {
  const fragment = decodeURIComponent(window.location.hash.slice(1));
  const contenu = document.getElementById("contenu");
  // While the page streams, its skeleton holds the place: the focus waits for the title rather than landing on it.
  if (contenu === null || contenu.querySelector("[data-chargement]") !== null) return null;
  const vise = fragment === "" ? null : document.getElementById(fragment);
  return vise ?? contenu.querySelector<HTMLElement>("[data-titre-page]") ?? contenu.querySelector("h1") ?? contenu;
}

/** Calls once, now or when the page has it; the returned function gives up. */
function quandPresent(chercher: () => HTMLElement | null, faire: (element: HTMLElement) => void): () => void {
  const trouve = chercher();
  if (trouve !== null) {
    faire(trouve);
    return () => {};
  }
  const observateur = new MutationObserver(() => {
    const element = chercher();
    if (element === null) return;
    observateur.disconnect();
    faire(element);
  });
  observateur.observe(document.body, { childList: true, subtree: true });
  return () => observateur.disconnect();
}
