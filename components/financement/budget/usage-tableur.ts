"use client";
/** Where one is in the grid, what is selected, what is being typed: the state of the spreadsheet, and its gestures. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { montantEnEdition } from "@/components/dsfr/champ-montant";
import type { Rangee } from "@/lib/domain/budget";
import { accorder } from "@/lib/domain/ecriture";
import { apresSaisie, estCase, type Place, type Suite, type Terrain } from "@/lib/domain/grille/deplacement";
import {
  type Plage,
  plageEntre,
  remplirPlage,
  type SensRemplissage,
  taillePlage,
  viderPlage,
} from "@/lib/domain/grille/selection";
import type { UsageBudget } from "./usage-budget";

/** `remplace`: typed over, the arrows then leave the cell; otherwise they move in the text. */
export type Edition = Place & {
  annee: number | null;
  initial: string;
  remplace: boolean;
  depart: string | null;
  vue: number;
};
export type EtatTableur = { actif: Place | null; ancre: Place | null; edition: Edition | null };

const VIDE: EtatTableur = { actif: null, ancre: null, edition: null };
const LIGNES_PAR_PAGE = 10;

export type Tableur = ReturnType<typeof useTableur>;

export function useTableur({
  budget,
  rangees,
  ordre,
  annoncer,
}: {
  budget: UsageBudget;
  rangees: readonly Rangee[];
  /** Every row one can stand on: blocks, rows, totals. */
  ordre: readonly string[];
  annoncer: (phrase: string) => void;
}) {
  const { magasin } = useEspaceFixe();
  const annees = budget.grille.annees;
  const terrain = useMemo((): Terrain => {
    const saisissables = rangees.map((r) => r.cle);
    return {
      ordre,
      rangs: new Map(ordre.map((cle, i) => [cle, i])),
      saisissables,
      rangsSaisie: new Map(saisissables.map((cle, i) => [cle, i])),
      annees: annees.length,
      page: LIGNES_PAR_PAGE,
    };
  }, [rangees, ordre, annees.length]);
  const [etat, setEtat] = useState<EtatTableur>(VIDE);
  // Several gestures may come before the next drawing: each reads what the former left.
  const lu = useRef(etat);
  const texte = useRef("");
  /** The focus follows the active cell at the next drawing. */
  const aFocaliser = useRef(false);
  const monde = useRef({ terrain, rangees, budget, annees });
  monde.current = { terrain, rangees, budget, annees };

  const gestes = useMemo(() => {
    const changer = (suite: Partial<EtatTableur>) => {
      lu.current = { ...lu.current, ...suite };
      setEtat(lu.current);
    };
    const cellule = ({ cle, colonne }: Place) => {
      const { terrain: t, rangees: r } = monde.current;
      const rang = t.rangsSaisie.get(cle);
      return rang === undefined ? undefined : r[rang]?.cellules[colonne];
    };
    const plage = (): Plage | null => {
      const { actif, ancre } = lu.current;
      const t = monde.current.terrain;
      if (actif === null || !estCase(t, actif)) return null;
      return plageEntre(t.rangsSaisie, ancre !== null && estCase(t, ancre) ? ancre : actif, actif);
    };
    /** Writes what is being typed. Nothing is being typed: nothing. */
    const terminer = () => {
      const { edition } = lu.current;
      if (edition === null) return;
      changer({ edition: null });
      if (texte.current === edition.initial && !edition.remplace) return;
      const { annees: a, budget: b } = monde.current;
      // A year put in meanwhile moves the columns: what was typed goes to the year it was typed for.
      const { annee } = edition;
      const colonne = a.indexOf(annee);
      const ici = colonne < 0 ? undefined : cellule({ cle: edition.cle, colonne });
      // Written by someone else since it was opened: the server is told what this person was looking at.
      const change = (ici?.montant ?? null) !== edition.depart;
      b.gestes.saisir(edition.cle, annee, texte.current, change ? edition.vue : undefined);
    };
    const aller = (place: Place, { etendre = false, focus = true } = {}) => {
      terminer();
      const { ancre, actif } = lu.current;
      changer({ actif: place, ancre: etendre ? (ancre ?? actif ?? place) : place });
      if (focus) aFocaliser.current = true;
    };
    return {
      aller,
      terminer,
      plage,
      cellule,
      actif: () => lu.current.actif,
      enEdition: () => lu.current.edition !== null,
      taper: (valeur: string) => {
        texte.current = valeur;
      },
      /** `frappe`: what was typed over the cell; without it the amount is opened as it is. */
      editer: (frappe?: string) => {
        const { actif, ancre } = lu.current;
        const { terrain: t, budget: b, annees: a } = monde.current;
        // On a range, what is typed goes to the cell that it was begun from.
        const place = ancre !== null && estCase(t, ancre) ? ancre : actif;
        if (b.lectureSeule || place === null || !estCase(t, place)) return false;
        const depart = cellule(place)?.montant ?? null;
        const initial = frappe ?? montantEnEdition(depart);
        texte.current = initial;
        const remplace = frappe !== undefined;
        const annee = a[place.colonne] ?? null;
        const edition = { ...place, annee, initial, remplace, depart, vue: magasin.revisionConnue() };
        changer({ actif: place, ancre: place, edition });
        return true;
      },
      valider: (suite: Suite) => {
        const { edition } = lu.current;
        if (edition === null) return;
        terminer();
        const colonne = Math.max(0, monde.current.annees.indexOf(edition.annee));
        aller(apresSaisie(monde.current.terrain, { ...edition, colonne }, suite));
      },
      abandonner: () => {
        const { edition } = lu.current;
        if (edition === null) return;
        changer({ edition: null });
        aFocaliser.current = true;
      },
      replier: () => changer({ ancre: lu.current.actif }),
      toutSelectionner: () => {
        const { saisissables, annees: n } = monde.current.terrain;
        const [premiere, derniere] = [saisissables[0], saisissables.at(-1)];
        if (premiere === undefined || derniere === undefined || n === 0) return;
        changer({ ancre: { cle: premiere, colonne: 0 }, actif: { cle: derniere, colonne: n - 1 } });
        aFocaliser.current = true;
      },
      vider: (annonce = true): number => {
        const p = plage();
        const { rangees: r, budget: b } = monde.current;
        if (p === null || b.lectureSeule) return 0;
        const ecritures = viderPlage(r, p);
        b.gestes.ecrire(ecritures);
        if (annonce)
          annoncer(
            ecritures.length === 0
              ? "Rien à vider."
              : `${accorder(ecritures.length, "case")} ${ecritures.length >= 2 ? "vidées" : "vidée"}.`,
          );
        return ecritures.length;
      },
      remplir: (sens: SensRemplissage) => {
        const p = plage();
        const { rangees: r, budget: b } = monde.current;
        if (p === null || b.lectureSeule) {
          annoncer("Choisissez d’abord des cases à remplir.");
          return;
        }
        const ecritures = remplirPlage(r, p, sens);
        b.gestes.ecrire(ecritures);
        const vers = sens === "droite" ? "la droite" : "le bas";
        annoncer(
          ecritures.length === 0 ? "Rien à remplir." : `Rempli vers ${vers} : ${accorder(ecritures.length, "case")}.`,
        );
        aFocaliser.current = true;
        changer({});
      },
    };
  }, [magasin, annoncer]);

  // What is being typed leaves with the page, or with the section.
  useEffect(() => {
    const { terminer } = gestes;
    window.addEventListener("pagehide", terminer, true);
    window.addEventListener("beforeunload", terminer, true);
    return () => {
      window.removeEventListener("pagehide", terminer, true);
      window.removeEventListener("beforeunload", terminer, true);
      terminer();
    };
  }, [gestes]);

  const present = (p: Place | null) => (p !== null && terrain.rangs.has(p.cle) ? p : null);
  const actif = present(etat.actif);
  const premiere = terrain.saisissables[0] ?? terrain.ordre[0];
  const ancre = present(etat.ancre);
  const plage =
    actif !== null && estCase(terrain, actif)
      ? plageEntre(terrain.rangsSaisie, ancre !== null && estCase(terrain, ancre) ? ancre : actif, actif)
      : null;
  return {
    gestes,
    terrain,
    /** Holds the grid's only stop of Tab. */
    arret: actif ?? (premiere === undefined ? null : { cle: premiere, colonne: 0 }),
    plage: plage !== null && taillePlage(plage) > 1 ? plage : null,
    edition: etat.edition !== null && terrain.rangsSaisie.has(etat.edition.cle) ? etat.edition : null,
    aFocaliser,
  };
}
