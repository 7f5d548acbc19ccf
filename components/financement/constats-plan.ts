"use client";
import { useMemo } from "react";
import { useResultat } from "@/components/dossier/espace-contexte";
import type { Constat } from "@/lib/domain/verdict";

export type ConstatPlace = { constat: Constat; id: string; champs: readonly string[] };

/**
 * Findings about the lines of the plan: shown together under the table, where a narrow cell could not hold them, and read
 * with each amount they name.
 */
export function useConstatsPlan(prefixe: string): readonly ConstatPlace[] {
  const { constats } = useResultat();
  return useMemo(
    () =>
      constats.flatMap((constat) => {
        if (constat.verdict === "conforme") return [];
        const champs = constat.champs.flatMap((c) => (c.section === "financement" ? [c.id] : []));
        const siens = champs.filter(
          (id) => id.startsWith(`${prefixe}s-`) || id.startsWith(`${prefixe}-`) || id === `ajouter-${prefixe}`,
        );
        return siens.length > 0 && champs[0] === siens[0]
          ? [{ constat, id: `${prefixe}-constat-${constat.code}`, champs: siens }]
          : [];
      }),
    [constats, prefixe],
  );
}

/** Ids of the findings that name one field. */
export const constatsDe = (places: readonly ConstatPlace[], champ: string): string[] =>
  places.filter((p) => p.champs.includes(champ)).map((p) => p.id);
