"use client";
import { useLayoutEffect, useRef } from "react";
import styles from "./cellule.module.css";
import { toucheDEditeur } from "./clavier";
import type { Edition, Tableur } from "./usage-tableur";

/** The one field of the grid, in the cell being typed in. What it holds is told at each key and written when it is left. */
export function Editeur({ edition, nom, gestes }: { edition: Edition; nom: string; gestes: Tableur["gestes"] }) {
  const entree = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const champ = entree.current;
    if (champ === null) return;
    champ.focus({ preventScroll: true });
    if (edition.remplace) champ.setSelectionRange(champ.value.length, champ.value.length);
    else champ.select();
  }, [edition]);
  return (
    <input
      ref={entree}
      data-editeur=""
      className={styles.entree}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      aria-label={nom}
      defaultValue={edition.initial}
      onInput={(e) => gestes.taper(e.currentTarget.value)}
      onKeyDown={(e) => toucheDEditeur(e, { gestes }, edition.remplace)}
      onBlur={gestes.terminer}
    />
  );
}
