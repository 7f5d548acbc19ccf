"use client";
import { useEffect } from "react";
import { effacerBrouillons } from "./brouillons";

/** Told by the sign-out button once the person has confirmed; unsaved edits leave the device with them. */
export const DECONNEXION = "rigel:deconnexion";

/** On every page of a signed-in person: signing out from the list forgets what the workspaces had kept. */
export function OubliALaSortie({ personne }: { personne: string }) {
  useEffect(() => {
    const oublier = () => effacerBrouillons(window.localStorage, personne);
    window.addEventListener(DECONNEXION, oublier);
    return () => window.removeEventListener(DECONNEXION, oublier);
  }, [personne]);
  return null;
}
