"use client";
import { useEffect } from "react";
import { purgerSaisies } from "@/components/dsfr/saisies-conservees";
import { effacerBrouillons } from "./brouillons";
import { compterGardees, effacerGardees } from "./magasin/garde";
import { AVANT_SORTIE, type AvantSortie, annoncerSortie, DECONNEXION, ecouterSorties, SORTIE_AILLEURS } from "./sortie";

/**
 * On every page of a signed-in person: signing out, here or in another page, forgets what the workspaces and the forms had
 * kept. Says too whose page this is, for what forms keep (components/dsfr/saisies-conservees.ts).
 */
export function OubliALaSortie({ personne }: { personne: string }) {
  useEffect(() => {
    purgerSaisies(window.sessionStorage, personne);
    const oublier = () => {
      effacerBrouillons(window.localStorage, personne);
      effacerGardees(window.localStorage, personne);
      purgerSaisies(window.sessionStorage);
    };
    const sortir = () => {
      oublier();
      annoncerSortie(personne);
    };
    const compter = (e: Event) => {
      (e as CustomEvent<AvantSortie>).detail.gardees += compterGardees(window.localStorage, personne);
    };
    const cesser = ecouterSorties(personne, () => {
      // The workspace first: it stops writing its entry, which then goes for good.
      window.dispatchEvent(new Event(SORTIE_AILLEURS));
      oublier();
    });
    window.addEventListener(DECONNEXION, sortir);
    window.addEventListener(AVANT_SORTIE, compter);
    return () => {
      cesser();
      window.removeEventListener(DECONNEXION, sortir);
      window.removeEventListener(AVANT_SORTIE, compter);
    };
  }, [personne]);
  return <span hidden data-rigel-personne={personne} />;
}
