"use client";
import { useMemo } from "react";
import { verifier } from "@/lib/domain/eligibilite";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { lireContexte } from "./contexte-regles";
import { useEspace, useJourDesVerdicts, useRegime, useResultat } from "./espace-contexte";

/**
 * The verdicts of a filing made today, whatever day was planned. The live ones already are today's once the planned day has
 * come: the rules run again only for a day still ahead, or not chosen.
 */
export function useVerdictsDuJour() {
  const { espace, fichier } = useEspace();
  const vivant = useResultat();
  const regime = useRegime();
  const { jour } = useJourDesVerdicts();
  const justifications = fichier.justifications ?? {};
  const resultat = useMemo(() => {
    if (jour === espace.aujourdhui) return vivant;
    const dossier = versDossier({ ...fichier, regime: regime.code, dateDepot: espace.aujourdhui });
    return verifier(dossier, lireContexte(espace.contexte), regime);
  }, [fichier, espace, vivant, jour, regime]);
  return { resultat, justifications };
}
