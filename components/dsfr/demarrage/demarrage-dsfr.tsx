"use client";

import { setLink } from "@codegouvfr/react-dsfr/link";
import type {} from "@codegouvfr/react-dsfr/next-app-router";
import Link from "next/link";
import { useEffect } from "react";

declare module "@codegouvfr/react-dsfr/next-app-router" {
  interface RegisterLink {
    Link: typeof Link;
  }
}

// react-dsfr's components then navigate as ours do, on the server as in the browser.
setLink({ Link });

type Dsfr = { verbose: boolean; mode: "react"; start?: () => void };

let demarre = false;

/** Starts the DSFR's script (dialogs, menus, theme) once React has taken the page over: before, they would fight over it. */
export function DemarrageDsfr({ themeInitial }: { themeInitial: string }) {
  useEffect(() => {
    const racine = document.documentElement;
    if (!racine.hasAttribute("data-fr-theme")) rejouer(themeInitial);
    if (demarre) return;
    demarre = true;
    const dsfr: Dsfr = { verbose: false, mode: "react" };
    Object.assign(window, { dsfr });
    // @ts-expect-error: no types; the module finds its settings in window.dsfr and puts its API there
    import("@codegouvfr/react-dsfr/dsfr/dsfr.module").then(() => (window as unknown as { dsfr: Dsfr }).dsfr.start?.());
  }, [themeInitial]);
  return null;
}

/** An error page is rendered in the browser from nothing: the script of the head has not run. Scripts made by hand do. */
function rejouer(texte: string) {
  const script = document.createElement("script");
  script.nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  script.textContent = texte;
  document.head.append(script);
  script.remove();
}
