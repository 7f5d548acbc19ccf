"use client";
/** The budget grid as the screen holds it: computed from what is typed, written back through the store. */
import { useMemo, useRef } from "react";
import { useAnneesProjet } from "@/components/dossier/annees-projet";
import { useValeur } from "@/components/dossier/champ-saisi";
import { nomDe, useConflits } from "@/components/dossier/conflits";
import { useEspaceFixe, useSection } from "@/components/dossier/espace-contexte";
import { nouvelleCle } from "@/components/dossier/nouvelle-cle";
import { MOTIF_MONTANT } from "@/lib/domain/argent";
import {
  ajouterRangee,
  anneesGrille,
  avecCles,
  type Ecriture,
  ecrireCellules,
  type Grille,
  grille,
  type IdentiteRangee,
  type LigneGrille,
  type Rangee,
  rangeesAffichees,
  remettreLignes,
  requalifierRangee,
  retirerRangee,
} from "@/lib/domain/budget";
import { lireBloc, placerBloc, type Refus } from "@/lib/domain/budget-collage";
import { cheminDAdresse } from "@/lib/domain/edition/changements";
import { valeurLisible } from "@/lib/schemas/libelles-champs";
import { normaliserMontant } from "@/lib/schemas/normalisation";

const lireCollage = (texte: string): string | null | undefined => {
  const normal = normaliserMontant(texte);
  if (normal === null) return null;
  return typeof normal === "string" && MOTIF_MONTANT.test(normal) ? normal : undefined;
};

/** What a person typed in a cell, ready for the section: readable amounts normalised, the rest left for the schema to refuse. */
const montantSaisi = (texte: string): string | null => normaliserMontant(texte) as string | null;

export type ResultatCollage = { colles: number; refus: Refus[]; annuler: () => void };

export type GestesBudget = {
  ecrire: (ecritures: readonly Ecriture[]) => void;
  saisir: (cle: string, annee: number | null, texte: string) => void;
  coller: (depart: { cle: string; annee: number | null }, texte: string) => ResultatCollage;
  ajouter: (identite: IdentiteRangee) => "ajoutee" | "existante";
  requalifier: (rangee: Rangee, identite: IdentiteRangee) => void;
  /** Gives back what undoes it. */
  retirer: (rangee: Rangee) => () => void;
};

export type UsageBudget = {
  grille: Grille;
  lignes: readonly LigneGrille[];
  erreurs: Readonly<Record<string, string>>;
  lectureSeule: boolean;
  /** The project's dates are not known: its years are a guess. */
  provisoires: boolean;
  partenaires: readonly { id: string; nom: string; chefDeFile: boolean }[];
  gestes: GestesBudget;
};

export const identiteEgale = (a: IdentiteRangee, b: IdentiteRangee): boolean =>
  a.partenaire === b.partenaire && a.poste === b.poste && a.libelle === b.libelle && a.eligible === b.eligible;

export function useBudget(): UsageBudget {
  const { magasin, lectureSeule } = useEspaceFixe();
  const { saisie, erreurs: fautes } = useSection("budget");
  const conflits = useConflits();
  // A cell that two people wrote says so where it is; the choice is made in the dialog that the notice opens.
  const erreurs = useMemo(() => {
    const messages = conflits.flatMap((c) => {
      const chemin = c.section === "budget" ? cheminDAdresse(saisie, c.adresse) : null;
      if (chemin === null) return [];
      const message = c.retiree
        ? `${nomDe(c)} a retiré cette ligne : choisissez ce qui reste.`
        : `${nomDe(c)} a écrit autre chose ici (${valeurLisible(chemin, c.leur)}) : choisissez ce qui reste.`;
      return [[chemin.includes(".montant") ? chemin : `${chemin}.montant`, message] as const];
    });
    return messages.length === 0 ? fautes : { ...Object.fromEntries(messages), ...fautes };
  }, [fautes, conflits, saisie]);
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
    return connues.some((a) => a !== null) ? connues : [...anneesProjet, ...connues];
  }, [lignes, debut, dureeMois, anneesProjet]);
  const vue = useMemo(
    () =>
      grille(
        lignes,
        annees,
        partenaires.map((p) => p.id),
      ),
    [lignes, annees, partenaires],
  );

  // Gestures read the grid of the moment: they keep their identity, and 600 memoised rows with them.
  const courante = useRef({ annees, vue });
  courante.current = { annees, vue };
  const gestes = useMemo((): GestesBudget => {
    const lire = () => magasin.lire("budget").saisie.budget as readonly LigneGrille[];
    const poser = (budget: readonly LigneGrille[]) =>
      magasin.modifier("budget", { budget: avecCles(budget, nouvelleCle) });
    const ecrire = (ecritures: readonly Ecriture[]) => {
      const avant = lire();
      const apres = ecrireCellules(avant, courante.current.annees, ecritures);
      // Entering and leaving a cell is no change: it must neither be saved nor undone.
      if (apres.length !== avant.length || apres.some((l, i) => l !== avant[i])) poser(apres);
    };
    return {
      ecrire,
      saisir: (cle, annee, texte) => ecrire([{ cle, annee, montant: montantSaisi(texte) }]),
      coller: (depart, texte) => {
        const { ecritures, refus } = placerBloc(courante.current.vue, depart, lireBloc(texte), lireCollage);
        const avant = new Map(rangeesAffichees(courante.current.vue).map((r) => [r.cle, r]));
        const inverse = ecritures.map(({ cle, annee }) => ({
          cle,
          annee,
          montant: avant.get(cle)?.cellules.find((c) => c.annee === annee)?.montant ?? null,
        }));
        ecrire(ecritures);
        return { colles: ecritures.length, refus, annuler: () => ecrire(inverse) };
      },
      ajouter: (identite) => {
        if (rangeesAffichees(courante.current.vue).some((r) => identiteEgale(r, identite))) return "existante";
        poser(ajouterRangee(lire(), identite));
        return "ajoutee";
      },
      requalifier: (rangee, identite) => poser(requalifierRangee(lire(), rangee, identite)),
      retirer: (rangee) => {
        const avant = lire();
        const retirees = rangee.lignes.flatMap((rang) => (avant[rang] ? [{ rang, ligne: avant[rang] }] : []));
        poser(retirerRangee(avant, rangee));
        return () => poser(remettreLignes(lire(), retirees));
      },
    };
  }, [magasin]);

  return { grille: vue, lignes, erreurs, lectureSeule, provisoires, partenaires, gestes };
}
