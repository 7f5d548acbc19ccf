"use client";
/**
 * Fields of lists and tables, tied straight to the section's store: each follows its own value only, so that typing in one
 * row never renders the others. Ordinary sections use formulaire-section.tsx instead.
 */
import { type ReactNode, useCallback, useMemo, useState, useSyncExternalStore } from "react";
import type { Complement } from "@/components/dsfr/champ-cadre";
import type { SaisieSection, SectionSaisie } from "@/lib/schemas/sections";
import { useComplements } from "./constats-sous";
import { useEspaceFixe } from "./espace-contexte";
import { idDeChamp } from "./identifiant-champ";
import type { Magasin } from "./magasin";
import { type Chemin, lireChemin, poserChemin } from "./magasin/valeurs";
import { useMessageConflit } from "./message-conflit";
import { OutilsChamp } from "./outils-champ";

const saisieDe = (magasin: Magasin, section: SectionSaisie) => magasin.lire(section).saisie;

/** One value of what is typed in a section, whatever section is on screen. */
export function useValeur(section: SectionSaisie, ...chemin: Chemin): unknown {
  const { magasin } = useEspaceFixe();
  const instantane = () => lireChemin(saisieDe(magasin, section), chemin);
  return useSyncExternalStore(magasin.souscrire, instantane, instantane);
}

export function ecrireValeurSaisie(magasin: Magasin, section: SectionSaisie, chemin: Chemin, valeur: unknown): void {
  magasin.modifier(section, poserChemin(saisieDe(magasin, section), chemin, valeur) as SaisieSection<SectionSaisie>);
}

export type ChampSaisi = {
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: what is typed is anything until the schema has read it
  valeur: any;
  surChangement: (valeur: unknown) => void;
  surSortie: () => void;
  erreur: string | undefined;
  complements: Complement[];
  lectureSeule: boolean;
  outils: ReactNode;
};

/**
 * Props of a field primitive: `<ChampTexte {...useChampSaisi("partenaires", "partenaires", rang, "nom")} libelle="Nom" />`.
 * A fault shows once the field is left, or at once when the field was already wrong when it appeared.
 */
export function useChampSaisi(section: SectionSaisie, ...chemin: Chemin): ChampSaisi {
  const { magasin, lectureSeule } = useEspaceFixe();
  const point = chemin.join(".");
  const valeur = useValeur(section, ...chemin);
  const lireFaute = () => magasin.lire(section).fautes[point];
  const faute = useSyncExternalStore(magasin.souscrire, lireFaute, lireFaute);
  const [quitte, setQuitte] = useState(faute !== undefined);
  const id = idDeChamp(point);
  const constats = useComplements(section, id);
  const conflit = useMessageConflit(section, point, id);
  const surChangement = useCallback(
    (v: unknown) => ecrireValeurSaisie(magasin, section, point.split("."), v),
    [magasin, section, point],
  );
  const surSortie = useCallback(() => setQuitte(true), []);
  const outils = useMemo(() => <OutilsChamp section={section} chemin={point} />, [section, point]);
  return {
    id,
    valeur,
    surChangement,
    surSortie,
    erreur: quitte ? faute : undefined,
    complements: conflit.length > 0 ? [...conflit, ...constats] : constats,
    lectureSeule,
    outils,
  };
}

/** The rows of a list of the section: their number, and what one does to the list itself. */
export function useLignes<L>(section: SectionSaisie, ...chemin: Chemin) {
  const { magasin, lectureSeule } = useEspaceFixe();
  const cle = chemin.join(".");
  const lignes = (useValeur(section, ...chemin) as readonly L[] | undefined) ?? [];
  const gestes = useMemo(() => {
    const suite = cle.split(".");
    const courantes = () => (lireChemin(saisieDe(magasin, section), suite) as readonly L[] | undefined) ?? [];
    const ecrire = (nouvelles: readonly L[]) => ecrireValeurSaisie(magasin, section, suite, nouvelles);
    return {
      ecrire,
      ajouter: (ligne: L) => ecrire([...courantes(), ligne]),
      retirer: (rang: number) => ecrire(courantes().toSpliced(rang, 1)),
      remettre: (ligne: L, rang: number) => ecrire(courantes().toSpliced(rang, 0, ligne)),
    };
  }, [magasin, section, cle]);
  return { lignes, lectureSeule, ...gestes };
}
