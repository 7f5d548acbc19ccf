"use client";
/** The budget grid as the screen holds it: computed from what is typed, written back through the store. */
import { useMemo, useRef, useState } from "react";
import { useAnneesProjet } from "@/components/dossier/annees-projet";
import { useValeur } from "@/components/dossier/champ-saisi";
import { nomDe, useConflits } from "@/components/dossier/conflits";
import { useEspaceFixe, useSection } from "@/components/dossier/espace-contexte";
import type { NomGeste } from "@/components/dossier/magasin";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import {
  ajouterRangee,
  anneesGrille,
  avecCles,
  cleRangee,
  type Ecriture,
  ecrireCellules,
  type Grille,
  grille,
  type IdentiteRangee,
  identiteDeCle,
  type LigneGrille,
  type Rangee,
  rangeesAffichees,
  remettreLignes,
  requalifierRangee,
  retirerRangee,
  seProposeSansLigne,
} from "@/lib/domain/budget";
import { cheminDAdresse } from "@/lib/domain/edition/changements";
import { valeurLisible } from "@/lib/schemas/libelles-champs";
import { normaliserMontant } from "@/lib/schemas/normalisation";

/** What a person typed in a cell, ready for the section: readable amounts normalised, the rest left for the schema to refuse. */
const montantSaisi = (texte: string): string | null => normaliserMontant(texte) as string | null;

export type GestesBudget = {
  /** One gesture for « Annuler », however many cells; null: nothing differs. `vue`: see `modifier` of the store. */
  ecrire: (ecritures: readonly Ecriture[], vue?: number) => NomGeste | null;
  saisir: (cle: string, annee: number | null, texte: string, vue?: number) => void;
  annuler: (geste: NomGeste) => void;
  ajouter: (identite: IdentiteRangee) => "ajoutee" | "existante";
  requalifier: (rangee: Rangee, identite: IdentiteRangee) => void;
  /** Gives back what undoes it. */
  retirer: (rangee: Rangee) => () => void;
};

export type PartenaireGrille = { id: string; nom: string; chefDeFile: boolean };

export type UsageBudget = {
  grille: Grille;
  lignes: readonly LigneGrille[];
  erreurs: Readonly<Record<string, string>>;
  /** Addresses of conflicts by path of the amount (`budget.3.montant`). */
  conflits: ReadonlyMap<string, string>;
  lectureSeule: boolean;
  /** The project's dates are not known: its years are a guess. */
  provisoires: boolean;
  /** Years that the project does not cover, where amounts were typed before its dates changed, or as it was filled. */
  horsProjet: ReadonlySet<number | null>;
  partenaires: readonly PartenaireGrille[];
  /** Keys of the rows emptied on this page, whose lines are gone: still on screen. */
  videes: ReadonlySet<string>;
  gestes: GestesBudget;
};

export const identiteEgale = (a: IdentiteRangee, b: IdentiteRangee): boolean =>
  a.partenaire === b.partenaire && a.poste === b.poste && a.libelle === b.libelle && a.eligible === b.eligible;

/** Faults of the section, and what two people wrote in one cell, by path. */
function useErreurs(saisie: unknown, fautes: Readonly<Record<string, string>>) {
  const conflits = useConflits();
  return useMemo(() => {
    const adresses = new Map<string, string>();
    const messages = conflits.flatMap((c) => {
      const chemin = c.section === "budget" ? cheminDAdresse(saisie, c.adresse) : null;
      if (chemin === null) return [];
      const message = c.retiree
        ? `${nomDe(c)} a retiré cette ligne : choisissez ce qui reste.`
        : `${nomDe(c)} a écrit autre chose ici (${valeurLisible(chemin, c.leur)}) : choisissez ce qui reste.`;
      const ici = /\.montant$/.test(chemin) ? chemin : `${chemin}.montant`;
      adresses.set(ici, c.adresse);
      return [[ici, message] as const];
    });
    const erreurs = messages.length === 0 ? fautes : { ...Object.fromEntries(messages), ...fautes };
    return { erreurs, conflits: adresses };
  }, [fautes, conflits, saisie]);
}

export function useBudget(): UsageBudget {
  const { magasin, lectureSeule } = useEspaceFixe();
  const { saisie, erreurs: fautes } = useSection("budget");
  const { erreurs, conflits } = useErreurs(saisie, fautes);
  const lignes = saisie.budget as readonly LigneGrille[];
  const { debut, dureeMois, annees: anneesProjet, provisoires } = useAnneesProjet();
  const saisiePartenaires = useValeur("partenaires", "partenaires") as readonly {
    id: string;
    nom: unknown;
    chefDeFile: boolean;
  }[];

  const partenaires = useMemo(
    () =>
      saisiePartenaires.map((p, i) => ({
        id: p.id,
        nom: String(p.nom || `Partenaire ${i + 1}`),
        chefDeFile: p.chefDeFile === true,
      })),
    [saisiePartenaires],
  );
  const annees = useMemo(() => {
    const connues = anneesGrille(lignes, debut, dureeMois);
    if (!provisoires) return connues;
    // A guess stays on screen beside the years already used: the column one types in next must not go.
    const annees = new Set([...anneesProjet, ...connues.filter((a) => a !== null)]);
    return [...[...annees].sort((a, b) => a - b), ...connues.filter((a) => a === null)];
  }, [lignes, debut, dureeMois, anneesProjet, provisoires]);
  const horsProjet = useMemo(() => {
    const siennes = new Set<number | null>(provisoires ? annees : anneesProjet);
    return new Set(annees.filter((a) => a !== null && !siennes.has(a)));
  }, [annees, anneesProjet, provisoires]);
  const vue = useMemo(
    () =>
      grille(
        lignes,
        annees,
        partenaires.map((p) => p.id),
      ),
    [lignes, annees, partenaires],
  );

  const [videes, setVidees] = useState<ReadonlySet<string>>(new Set());
  // Gestures read the grid of the moment: they keep their identity, and the memoised rows with them.
  const courante = useRef({ annees, vue });
  courante.current = { annees, vue };
  const gestes = useMemo((): GestesBudget => {
    const lire = () => magasin.lire("budget").saisie.budget as readonly LigneGrille[];
    const poser = (budget: readonly LigneGrille[], revision?: number) =>
      magasin.modifierEnGeste("budget", { budget: avecCles(budget, nouvelleCle) }, revision);
    const oublier = ({ cle }: Rangee) =>
      setVidees((deja) => (deja.has(cle) ? new Set([...deja].filter((c) => c !== cle)) : deja));
    const ecrire: GestesBudget["ecrire"] = (ecritures, revision) => {
      const avant = lire();
      const apres = ecrireCellules(avant, courante.current.annees, ecritures);
      // Entering and leaving a cell is no change: it must neither be saved nor undone.
      const change = apres.length !== avant.length || apres.some((l, i) => l !== avant[i]);
      if (!change) return null;
      const restantes = new Set(apres.map((l) => cleRangee(l)));
      const parties = ecritures.flatMap(({ cle, montant }) => {
        if (montant !== null || restantes.has(cle)) return [];
        const identite = identiteDeCle(cle);
        return identite.occurrence === 0 && seProposeSansLigne(identite) ? [cle] : [];
      });
      if (parties.length > 0) setVidees((deja) => new Set([...deja, ...parties]));
      return poser(apres, revision);
    };
    return {
      ecrire,
      saisir: (cle, annee, texte, revision) => void ecrire([{ cle, annee, montant: montantSaisi(texte) }], revision),
      annuler: (geste) => void magasin.annulerGeste(geste),
      ajouter: (identite) => {
        if (rangeesAffichees(courante.current.vue).some((r) => identiteEgale(r, identite))) return "existante";
        poser(ajouterRangee(lire(), identite));
        return "ajoutee";
      },
      requalifier: (rangee, identite) => {
        poser(requalifierRangee(lire(), rangee, identite));
        oublier(rangee);
      },
      retirer: (rangee) => {
        const avant = lire();
        const retirees = rangee.lignes.flatMap((rang) => (avant[rang] ? [{ rang, ligne: avant[rang] }] : []));
        poser(retirerRangee(avant, rangee));
        oublier(rangee);
        return () => void poser(remettreLignes(lire(), retirees));
      },
    };
  }, [magasin]);

  return { grille: vue, lignes, erreurs, conflits, lectureSeule, provisoires, horsProjet, partenaires, videes, gestes };
}
