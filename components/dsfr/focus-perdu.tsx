"use client";
import { useEffect } from "react";
import { cheminDe, focaliser, focusPerdu, secourir, tenable } from "./secours-focus";

/**
 * An action that succeeds often takes away the button it was made from, or disables it while the server answers: the browser
 * then drops the focus on the page, and the keyboard starts again from the top. It goes back to the button once enabled again,
 * else to the nearest thing left. What a component does by itself comes first; a person who clicks beside keeps nothing.
 */
export function FocusPerdu() {
  useEffect(() => {
    let chemin: Element[] = [];
    let prevu = 0;
    const prendre = (e: FocusEvent) => {
      if (e.target instanceof Element) chemin = cheminDe(e.target);
    };
    const quitter = (e: FocusEvent) => {
      const element = e.target;
      if (e.relatedTarget !== null || !(element instanceof Element)) return;
      // Taken away or disabled in the same turn: that is no choice of the person.
      queueMicrotask(() => {
        if (chemin[0] === element && tenable(element) && focusPerdu()) chemin = [];
      });
    };
    const voir = () => {
      prevu = 0;
      const [element] = chemin;
      if (element === undefined || !focusPerdu()) return;
      // A page on its way: focus-navigation.tsx takes the focus to its title.
      if (document.querySelector("#contenu [data-chargement]") !== null) return;
      if (!element.isConnected) {
        const reste = chemin.slice(1);
        chemin = [];
        secourir(reste);
      } else if (tenable(element)) focaliser(element);
      else if (!element.matches(":disabled")) secourir(chemin.slice(1));
    };
    // Two frames later: what the component itself does with the focus is done.
    const prevoir = () => {
      if (prevu !== 0 || chemin.length === 0 || !focusPerdu()) return;
      prevu = requestAnimationFrame(() => {
        prevu = requestAnimationFrame(voir);
      });
    };
    const observateur = new MutationObserver(prevoir);
    observateur.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled", "hidden"] });
    document.addEventListener("focusin", prendre);
    document.addEventListener("focusout", quitter);
    return () => {
      observateur.disconnect();
      cancelAnimationFrame(prevu);
      document.removeEventListener("focusin", prendre);
      document.removeEventListener("focusout", quitter);
    };
  }, []);
  return null;
}
