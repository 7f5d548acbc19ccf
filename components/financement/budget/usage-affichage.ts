"use client";
/** What of the grid is on screen: filters, folded blocks. */
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type Rangee, rangeesAffichees, totaliserRangees } from "@/lib/domain/budget";
import { rangeesDe, rangsDe } from "@/lib/domain/grille/rangs";
import { type Filtre, SANS_FILTRE } from "./filtres";
import type { Somme } from "./grille";
import type { UsageBudget } from "./usage-budget";

const ETROIT = "(max-width: 47.99rem)";

/** A phone: the grid becomes a list. Unknown to the server, which draws the grid. */
export function useEtroit(): boolean {
  return useSyncExternalStore(
    (abonne) => {
      const requete = window.matchMedia?.(ETROIT);
      requete?.addEventListener("change", abonne);
      return () => requete?.removeEventListener("change", abonne);
    },
    () => window.matchMedia?.(ETROIT).matches ?? false,
    () => false,
  );
}

const basculer = (avant: ReadonlySet<string | null>, cle: string | null, dedans: boolean) => {
  const suite = new Set(avant);
  if (dedans) suite.add(cle);
  else suite.delete(cle);
  return suite;
};

export function useAffichage(budget: UsageBudget) {
  const { grille, partenaires, lectureSeule, videes } = budget;
  const toutes = useMemo(() => rangeesAffichees(grille), [grille]);
  const [filtre, setFiltre] = useState<Filtre>(SANS_FILTRE);
  const [replies, setReplies] = useState<ReadonlySet<string | null>>(new Set());
  // Nothing typed yet: the lead partner's posts are there to begin with.
  const [deplies, setDeplies] = useState<ReadonlySet<string | null>>(() => {
    const premier = partenaires.find((p) => p.chefDeFile) ?? partenaires[0];
    return new Set(toutes.length === 0 && premier ? [premier.id] : []);
  });
  const ids = useMemo(() => partenaires.map((p) => p.id), [partenaires]);
  const rangs = useMemo(
    () => rangsDe(grille, { ...filtre, partenaires: ids, replies, deplies, lectureSeule, videes }),
    [grille, filtre, ids, replies, deplies, lectureSeule, videes],
  );
  const avecLigne = useRef<ReadonlySet<string | null>>(new Set());
  avecLigne.current = useMemo(() => new Set(toutes.map((r) => r.partenaire)), [toutes]);
  const surBascule = useCallback((partenaire: string | null, replie: boolean) => {
    setReplies((avant) => basculer(avant, partenaire, replie));
    if (replie || !avecLigne.current.has(partenaire)) setDeplies((avant) => basculer(avant, partenaire, !replie));
  }, []);
  const choisir = useCallback((suite: Filtre) => {
    setFiltre(suite);
    const { partenaire } = suite;
    if (partenaire !== undefined && !avecLigne.current.has(partenaire))
      setDeplies((avant) => basculer(avant, partenaire, true));
  }, []);
  const surRevelation = useCallback((rangee: Rangee) => {
    setFiltre((avant) => ({ ...avant, partenaire: undefined, poste: null }));
    setReplies((avant) => basculer(avant, rangee.partenaire, false));
  }, []);
  const filtree = filtre.partenaire !== undefined || filtre.poste !== null;
  const sommes = useMemo((): Somme[] => {
    const { coutEligible, totalHorsAssiette, coutTotal, horsAssiette, annees } = grille;
    return [
      ...(filtree
        ? [
            {
              ...{ cle: "total filtre", nom: "Total des lignes affichées", classe: "filtre" as const },
              totaux: totaliserRangees(rangeesDe(rangs), annees.length),
            },
          ]
        : []),
      { cle: "total eligible", nom: "Coût éligible", classe: "eligible", totaux: coutEligible },
      ...(horsAssiette.length > 0
        ? [{ cle: "total hors", nom: "Total hors assiette", classe: "hors" as const, totaux: totalHorsAssiette }]
        : []),
      { cle: "total cout", nom: "Coût total", classe: "cout", totaux: coutTotal },
    ];
  }, [grille, filtree, rangs]);
  return { filtre, setFiltre: choisir, rangs, sommes, toutes, surBascule, surRevelation };
}
