"use client";
/** Labels of coloration of the dossier's région: proposed as one types, and what is outside of them is said, never refused. */
import { createContext, type ReactNode, useContext } from "react";
import { avisLibelle, type LibelleConnu } from "@/lib/domain/carte/colorations";

export const LISTE_COLORATIONS = "colorations-proposees";

const Contexte = createContext<readonly LibelleConnu[] | null>(null);

export function ColorationsProvider({
  connues,
  children,
}: {
  /** null: the dossier has no région yet, so no list. */
  connues: readonly LibelleConnu[] | null;
  children: ReactNode;
}) {
  return (
    <Contexte value={connues}>
      {children}
      <datalist id={LISTE_COLORATIONS}>
        {(connues ?? []).map((c) => (
          <option key={c.libelle} value={c.libelle} />
        ))}
      </datalist>
    </Contexte>
  );
}

export function useAvisColoration(texte: unknown): string | null {
  const connues = useContext(Contexte);
  return connues === null || typeof texte !== "string" ? null : avisLibelle(texte, connues);
}
