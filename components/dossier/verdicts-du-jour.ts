"use client";
import { useMemo } from "react";
import { verifier } from "@/lib/domain/eligibilite";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { lireContexte } from "./contexte-regles";
import { useEspace } from "./espace-contexte";

/** The verdicts of the day: the filing date will be today's, whatever date was planned. */
export function useVerdictsDuJour() {
  const { espace, fichier } = useEspace();
  return useMemo(() => {
    const dossier = versDossier({ ...fichier, dateDepot: espace.aujourdhui });
    const resultat = verifier(dossier, lireContexte(espace.contexte), espace.regimeNumero);
    return { resultat, justifications: dossier.justifications };
  }, [fichier, espace]);
}
