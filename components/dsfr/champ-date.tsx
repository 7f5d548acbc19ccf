"use client";
import { useState } from "react";
import { CadreChamp, ChampLu, decritPar, enTexte, type ProprietesChamp } from "./champ-cadre";

const enFrancais = (iso: string): string => {
  const lu = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return lu ? `${lu[3]}/${lu[2]}/${lu[1]}` : iso;
};

/** A day, through the browser's own date field: its value is the ISO date that the schema wants. */
export function ChampDate({ min, max, ...champ }: ProprietesChamp & { min?: string; max?: string }) {
  // A half-typed date reaches the page as an empty value: only the browser knows that something was typed.
  const [incomplete, setIncomplete] = useState(false);
  const valeur = enTexte(champ.valeur);
  if (champ.lectureSeule) return <ChampLu champ={champ} texte={enFrancais(valeur)} />;
  const erreur =
    champ.erreur ??
    (incomplete
      ? "Cette date est incomplète : écrivez le jour, le mois et l’année, par exemple 01/09/2024."
      : undefined);
  const complet = { ...champ, erreur };
  return (
    <CadreChamp champ={complet}>
      <input
        className={`fr-input rg-date ${erreur ? "fr-input--error" : ""}`}
        type="date"
        id={champ.id}
        value={valeur}
        min={min}
        max={max}
        aria-describedby={decritPar(complet)}
        aria-invalid={erreur ? true : undefined}
        onChange={(e) => {
          if (!e.target.validity.badInput) setIncomplete(false);
          champ.surChangement(e.target.value);
        }}
        onBlur={(e) => {
          setIncomplete(e.target.validity.badInput);
          champ.surSortie?.();
        }}
      />
    </CadreChamp>
  );
}
