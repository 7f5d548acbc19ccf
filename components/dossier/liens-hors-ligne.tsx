"use client";
/**
 * Without a network a link leads to the browser's own error page, out of the workspace. Here it is held back and said. What
 * stays in the page (an anchor, the section already there) goes on.
 */
import { useEffect, useState } from "react";

/** Where a click would leave this page for another one of ours; null: it would not. */
export function pageQuittee(lien: HTMLAnchorElement, ici: Location): string | null {
  if (lien.target !== "" && lien.target !== "_self") return null;
  if (lien.hasAttribute("download") || lien.origin !== ici.origin) return null;
  return lien.pathname === ici.pathname && lien.search === ici.search ? null : lien.pathname;
}

export function LiensHorsLigne() {
  const [retenu, setRetenu] = useState<string | null>(null);
  useEffect(() => {
    const cliquer = (e: MouseEvent) => {
      if (navigator.onLine || e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey) return;
      const lien = e.target instanceof Element ? e.target.closest("a") : null;
      if (lien === null || pageQuittee(lien, window.location) === null) return;
      // Before Next sees it: offline, its router falls back on the browser's own navigation.
      e.preventDefault();
      e.stopPropagation();
      setRetenu(lien.textContent?.trim() || "cette page");
    };
    const revenir = () => setRetenu(null);
    document.addEventListener("click", cliquer, { capture: true });
    window.addEventListener("online", revenir);
    return () => {
      document.removeEventListener("click", cliquer, { capture: true });
      window.removeEventListener("online", revenir);
    };
  }, []);
  return (
    <div role="alert">
      {retenu === null ? null : (
        <div className="fr-alert fr-alert--info fr-alert--sm rg-notice">
          <p>
            Pas de réseau : « {retenu} » ne peut pas s’ouvrir maintenant. Restez ici, continuez à écrire : vos saisies
            sont gardées sur cet appareil, et les liens reviendront avec le réseau.
          </p>
        </div>
      )}
    </div>
  );
}
