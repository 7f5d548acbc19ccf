"use client";
import { useEffect } from "react";
import { purgerSaisies } from "@/components/dsfr/saisies-conservees";
import { effacerBrouillons } from "./brouillons";
import { effacerGardees } from "./magasin/garde";

/** Told by the sign-out button once the person has confirmed; unsaved edits leave the device with them. */
export const DECONNEXION = "rigel:deconnexion";

/**
 * On every page of a signed-in person: signing out from the list forgets what the workspaces and the forms had kept. Says
 * too whose page this is, for what forms keep (components/dsfr/saisies-conservees.ts).
 */
export function OubliALaSortie({ personne }: { personne: string }) {
  useEffect(() => {
    purgerSaisies(window.sessionStorage, personne);
    const oublier = () => {
      effacerBrouillons(window.localStorage, personne);
      effacerGardees(window.localStorage, personne);
      purgerSaisies(window.sessionStorage);
    };
    window.addEventListener(DECONNEXION, oublier);
    return () => window.removeEventListener(DECONNEXION, oublier);
  }, [personne]);
  return <span hidden data-rigel-personne={personne} />;
}
