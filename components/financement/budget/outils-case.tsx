"use client";
/**
 * One bar of tools for the whole grid: it follows the cell that has the focus, so that 2,400 cells cost one stop of Tab.
 * Shift + F2, the comment key of spreadsheets, goes from the cell to the bar; Escape comes back.
 */
import { type RefObject, useEffect, useRef, useState } from "react";
import { AideChamp } from "@/components/dossier/aide-champ";
import { OutilsChamp } from "@/components/dossier/outils-champ";
import styles from "./outils-case.module.css";

type CaseVisee = { id: string; nom: string };

/** `budget-12-montant` → `budget.12.montant`; null: this cell has no line yet, hence neither comments nor history. */
export function cheminDeCase(id: string): string | null {
  const lu = /^budget-(\d+)-montant$/.exec(id);
  return lu === null ? null : `budget.${lu[1]}.montant`;
}

const lireCase = (noeud: HTMLElement): CaseVisee => ({ id: noeud.id, nom: noeud.dataset.case ?? "" });

type Props = {
  zone: RefObject<HTMLElement | null>;
  /** A partner has the help only: neither comments nor history. */
  dUnPartenaire?: boolean;
};

export function OutilsCase({ zone, dUnPartenaire = false }: Props) {
  const [visee, setVisee] = useState<CaseVisee | null>(null);
  const barre = useRef<HTMLDivElement>(null);
  const noeudVise = useRef<HTMLElement | null>(null);
  useEffect(() => {
    // On the document: a window made narrower, or wider, changes the frame the cells are in.
    const caseDe = (e: Event): HTMLElement | null =>
      e.target instanceof Element && zone.current?.contains(e.target) === true
        ? e.target.closest<HTMLElement>("[data-case]")
        : null;
    const suivre = (e: Event) => {
      const cible = caseDe(e);
      if (!cible) return;
      noeudVise.current = cible;
      setVisee(lireCase(cible));
    };
    const touche = (e: KeyboardEvent) => {
      if (e.key !== "F2" || !e.shiftKey || !zone.current?.contains(e.target as Node)) return;
      e.preventDefault();
      barre.current?.querySelector<HTMLElement>('button:not([tabindex="-1"])')?.focus();
    };
    // A cell that is only read takes no focus: a click or a touch chooses it.
    document.addEventListener("focusin", suivre, true);
    document.addEventListener("click", suivre, true);
    document.addEventListener("keydown", touche, true);
    return () => {
      document.removeEventListener("focusin", suivre, true);
      document.removeEventListener("click", suivre, true);
      document.removeEventListener("keydown", touche, true);
    };
  }, [zone]);
  // Typing gives an empty cell its line, and rows put in above change the ranks: the same cell, under another id.
  useEffect(() => {
    // The cell was drawn anew, or its row has gone: the grid's active one is where the next key goes.
    if (noeudVise.current?.isConnected === false)
      noeudVise.current = zone.current?.querySelector<HTMLElement>('[data-case][tabindex="0"]') ?? null;
    const suivante = noeudVise.current === null ? null : lireCase(noeudVise.current);
    setVisee((avant) => (avant?.id === suivante?.id && avant?.nom === suivante?.nom ? avant : suivante));
  });
  const chemin = visee === null ? null : cheminDeCase(visee.id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape gives the focus back to the cell
    <div
      ref={barre}
      className={styles.outilsCase}
      onKeyDown={(e) => {
        if (e.key !== "Escape" || e.defaultPrevented || visee === null) return;
        document.getElementById(visee.id)?.focus();
      }}
    >
      <p className={styles.nomCase}>
        <strong>Outils de la case{visee === null ? "" : "\u202f: "}</strong>
        {visee?.nom}
      </p>
      {chemin !== null ? (
        <OutilsChamp key={chemin} section="budget" chemin={chemin} />
      ) : (
        <div className={styles.aideCase}>
          <AideChamp section="budget" chemin="budget.montant" />
          <span className={styles.discret}>
            {dUnPartenaire
              ? null
              : visee === null
                ? "Choisissez une case pour la commenter ou voir son historique."
                : "Case vide\u202f: ni commentaire ni historique."}
          </span>
        </div>
      )}
    </div>
  );
}
