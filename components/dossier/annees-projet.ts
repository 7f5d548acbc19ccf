"use client";
import { useMemo } from "react";
import { anneesCiviles, estDate } from "@/lib/domain/dates";
import { normaliserDate, normaliserNombre } from "@/lib/schemas/normalisation";
import { useValeur } from "./champ-saisi";
import { useEspaceFixe } from "./espace-contexte";

/** Years shown while the project's dates are unknown. */
const PROVISOIRES = 3;
/** Beyond, a mistyped duration would draw hundreds of columns. */
const DUREE_MAX = 600;

/**
 * Civil years of the project, as its start and duration are typed now, with those already used. `provisoires`: the dates are
 * not known, so that the years are a guess from today on.
 */
export function useAnneesProjet(utilisees: readonly number[] = []): {
  debut: string | null;
  dureeMois: number | null;
  annees: number[];
  provisoires: boolean;
} {
  const { espace } = useEspaceFixe();
  const debutSaisi = normaliserDate(useValeur("identite", "debut"));
  const dureeSaisie = normaliserNombre(useValeur("identite", "dureeMois"));
  const debut = typeof debutSaisi === "string" && estDate(debutSaisi) ? debutSaisi : null;
  const dureeMois =
    typeof dureeSaisie === "number" && Number.isInteger(dureeSaisie) && dureeSaisie > 0 && dureeSaisie <= DUREE_MAX
      ? dureeSaisie
      : null;
  const provisoires = debut === null || dureeMois === null;
  const cle = utilisees.join(",");
  const annees = useMemo(() => {
    const premiere = Number(espace.aujourdhui.slice(0, 4));
    const deja = cle === "" ? [] : cle.split(",").map(Number);
    const siennes =
      debut !== null && dureeMois !== null
        ? anneesCiviles(debut, dureeMois)
        : deja.length > 0
          ? []
          : Array.from({ length: PROVISOIRES }, (_, i) => premiere + i);
    return [...new Set([...siennes, ...deja])].sort((a, b) => a - b);
  }, [debut, dureeMois, cle, espace.aujourdhui]);
  return { debut, dureeMois, annees, provisoires };
}
