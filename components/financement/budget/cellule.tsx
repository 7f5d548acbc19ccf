"use client";
import { useEffect, useRef, useState } from "react";
import { montantAuRepos, montantEnEdition } from "@/components/dsfr/champ-montant";
import styles from "./budget.module.css";
import type { GestesBudget, ResultatCollage } from "./usage-budget";

/** Typing reaches the section this long after the last key, and at once on leaving: the live panel follows, the cell never waits. */
const REPIT_MS = 150;

/** The cell above or below in the same column, across blocks. */
function voisine(cellule: HTMLInputElement, pas: 1 | -1): HTMLInputElement | undefined {
  const colonne = cellule.dataset.colonne;
  const toutes = [
    ...(cellule.closest("table")?.querySelectorAll<HTMLInputElement>(`input[data-colonne="${colonne}"]`) ?? []),
  ];
  return toutes[toutes.indexOf(cellule) + pas];
}

export function Cellule({
  id,
  cle,
  annee,
  colonne,
  montant,
  nom,
  erreur,
  gestes,
  surCollage,
}: {
  id: string;
  cle: string;
  annee: number | null;
  colonne: number;
  montant: string | null;
  nom: string;
  erreur: string | undefined;
  gestes: GestesBudget;
  surCollage: (resultat: ResultatCollage) => void;
}) {
  const [edition, setEdition] = useState<string | null>(null);
  const depart = useRef<string | null>(null);
  const attente = useRef<{ minuterie: ReturnType<typeof setTimeout>; texte: string } | null>(null);

  const envoyer = (texte: string) => {
    if (attente.current) clearTimeout(attente.current.minuterie);
    attente.current = null;
    gestes.saisir(cle, annee, texte);
  };
  // The row may go (undo, conflict) while something still waits to be written: it is dropped with it.
  useEffect(
    () => () => {
      if (attente.current) clearTimeout(attente.current.minuterie);
    },
    [],
  );

  return (
    <>
      <input
        id={id}
        className={styles.entree}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={nom}
        aria-invalid={erreur ? true : undefined}
        aria-describedby={erreur ? `${id}-faute` : undefined}
        data-colonne={colonne}
        data-case={nom}
        placeholder="—"
        value={edition ?? montantAuRepos(montant)}
        onFocus={(e) => {
          depart.current = montant;
          setEdition(montantEnEdition(montant));
          const champ = e.currentTarget;
          // After React has put the bare amount in: typing replaces it, as in a spreadsheet.
          requestAnimationFrame(() => {
            if (document.activeElement === champ) champ.select();
          });
        }}
        onChange={(e) => {
          const texte = e.target.value;
          setEdition(texte);
          if (attente.current) clearTimeout(attente.current.minuterie);
          attente.current = { texte, minuterie: setTimeout(() => envoyer(texte), REPIT_MS) };
        }}
        onBlur={() => {
          if (attente.current) envoyer(attente.current.texte);
          setEdition(null);
        }}
        onPaste={(e) => {
          const texte = e.clipboardData.getData("text/plain");
          // One value is typed in the cell like any text; a block is laid on the grid.
          if (!/[\t\n]/.test(texte.replace(/[\r\n]+$/, ""))) return;
          e.preventDefault();
          surCollage(gestes.coller({ cle, annee }, texte));
          setEdition(null);
        }}
        onKeyDown={(e) => {
          const cible = e.currentTarget;
          if (e.key === "Escape" && edition !== null) {
            setEdition(montantEnEdition(depart.current));
            envoyer(depart.current ?? "");
            e.stopPropagation();
          } else if (e.key === "Enter" || e.key === "ArrowDown" || e.key === "ArrowUp") {
            e.preventDefault();
            voisine(cible, e.key === "ArrowUp" || (e.key === "Enter" && e.shiftKey) ? -1 : 1)?.focus();
          }
        }}
      />
      {erreur ? (
        <span id={`${id}-faute`} className={styles.faute}>
          {erreur}
        </span>
      ) : null}
    </>
  );
}
