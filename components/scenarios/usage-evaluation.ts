"use client";
import { useMemo } from "react";
import { lireContexte } from "@/components/dossier/contexte-regles";
import { useEspace, useRegime } from "@/components/dossier/espace-contexte";
import { modifiable } from "@/lib/domain/etats";
import { type Evaluation, evaluer, evaluerActuel, type Juge } from "@/lib/domain/scenarios/evaluer";
import type { Geste } from "@/lib/domain/scenarios/gestes";
import { type ContenusScenario, jeuDe } from "@/lib/schemas/contenus-scenario";

/** The plan as this page holds it, with what judges it: where an effect is shown before anything is saved. */
export function usePlanVivant() {
  const { espace, fichier, magasin } = useEspace();
  const regime = useRegime();
  const juge = useMemo<Juge>(
    () => ({
      regime,
      contexte: lireContexte(espace.contexte),
      jour: espace.aujourdhui,
      modifiable: modifiable(espace.etat),
    }),
    [regime, espace],
  );
  // A new file is a new content of its sections.
  const contenus = useMemo<ContenusScenario>(() => {
    void fichier;
    return {
      partenaires: magasin.lire("partenaires").contenu,
      budget: magasin.lire("budget").contenu,
      financement: magasin.lire("financement").contenu,
      transformations: magasin.lire("transformations").contenu,
    };
  }, [fichier, magasin]);
  const jeu = useMemo(() => jeuDe(fichier, contenus, juge), [fichier, contenus, juge]);
  const actuel = useMemo(() => evaluerActuel(jeu).chiffres, [jeu]);
  const noms = useMemo(
    () => new Map(contenus.partenaires.partenaires.map((p) => [p.id, p.nom ?? p.id] as const)),
    [contenus],
  );
  return { jeu, contenus, regime, actuel, noms };
}
export type PlanVivant = ReturnType<typeof usePlanVivant>;

export function useEvaluation({ jeu, actuel }: PlanVivant, gestes: readonly Geste[]): Evaluation {
  return useMemo(() => evaluer(jeu, gestes, actuel), [jeu, gestes, actuel]);
}
