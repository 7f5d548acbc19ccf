"use client";
import { useEffect, useRef, useState } from "react";
import { ecrireEuros, nomVerdictGlobal } from "@/lib/domain/ecriture";
import { useATraiter, useResultat } from "./espace-contexte";
import { margeSubvention, oppose } from "./phrases-verdict";

const SILENCE_MS = 1_000;

/** What typing changed, told to a screen reader after one second of silence; nothing at opening. */
export function AnnonceVerdict() {
  const resultat = useResultat();
  const nombre = useATraiter().length;
  const marge = margeSubvention(resultat);
  const plafond =
    resultat.coutEligible === 0n
      ? ""
      : marge >= 0n
        ? ` Marge sous le plafond : ${ecrireEuros(marge)}.`
        : ` Plafond dépassé de ${ecrireEuros(oppose(marge))}.`;
  const texte = `Verdict : ${nomVerdictGlobal(resultat.verdict)}.${plafond} Reste à cofinancer : ${ecrireEuros(resultat.resteACofinancer)}. ${nombre} à traiter.`;
  const entendu = useRef(texte);
  const [annonce, setAnnonce] = useState("");
  useEffect(() => {
    if (entendu.current === texte) return;
    const minuterie = setTimeout(() => {
      entendu.current = texte;
      setAnnonce(texte);
    }, SILENCE_MS);
    return () => clearTimeout(minuterie);
  }, [texte]);
  return (
    <p className="fr-sr-only" role="status">
      {annonce}
    </p>
  );
}
