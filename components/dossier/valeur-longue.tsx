"use client";
import { useId, useState } from "react";

const COUPE = 300;

/** The beginning of a long value. */
export const couper = (texte: string): string => (texte.length > COUPE ? `${texte.slice(0, COUPE).trimEnd()}…` : texte);

/** A value of any length: its beginning, then all of it when asked for. */
export function ValeurLongue({ texte }: { texte: string }) {
  const [entiere, setEntiere] = useState(false);
  const id = useId();
  if (texte.length <= COUPE) return texte;
  return (
    <>
      <span id={id}>{entiere ? texte : couper(texte)}</span>{" "}
      <button
        type="button"
        className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
        aria-expanded={entiere}
        aria-controls={id}
        onClick={() => setEntiere(!entiere)}
      >
        {entiere ? "Replier" : "Lire en entier"}
      </button>
    </>
  );
}
