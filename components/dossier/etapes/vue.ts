"use client";
import { useMemo } from "react";
import { attenduDe, attentesDe, inconnuesDe, tempsDeSaisie } from "@/lib/domain/estimation";
import { estFinie, manquesComptes, prochaineEtape } from "@/lib/domain/etapes";
import { modifiable } from "@/lib/domain/etats";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { useCompletudes, useEspace, useRegime, useStades } from "../espace-contexte";

/** Everything the tasklist shows, from what is typed. */
export function useEtapes() {
  const { espace, fichier } = useEspace();
  const regime = useRegime();
  const { stades, manques } = useStades();
  const completudes = useCompletudes();
  return useMemo(() => {
    const dossier = versDossier(fichier);
    const attendu = attenduDe(regime);
    const suite = prochaineEtape(stades);
    const etapes = stades.flatMap((s) => s.etapes);
    const comptes = manquesComptes(stades, manques);
    return {
      stades,
      etapes,
      suite,
      commence: fichierCommence(completudes),
      finies: etapes.filter(estFinie).length,
      temps: tempsDeSaisie(comptes, !modifiable(espace.etat)),
      reponses: comptes.length,
      attentes: attentesDe(dossier, attendu),
      inconnues: inconnuesDe(dossier, attendu),
    };
  }, [fichier, regime, stades, manques, completudes, espace.etat]);
}

/** Something was typed: the two sections of the whole are always « begun ». */
const fichierCommence = (completudes: ReturnType<typeof useCompletudes>): boolean =>
  Object.entries(completudes).some(
    ([code, { etat }]) => code !== "verification" && code !== "depot" && etat !== "non_commence",
  );
