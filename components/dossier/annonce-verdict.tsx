"use client";
import { useEffect, useRef, useState } from "react";
import { ecrireEuros, nomVerdictGlobal } from "@/lib/domain/ecriture";
import { margePlafond } from "@/lib/domain/plafond";
import { resteConnu } from "@/lib/domain/plan-financement";
import { useATraiter, useResultat } from "./espace-contexte";

const SILENCE_MS = 1_000;

/** What typing changed, told to a screen reader after one second of silence; nothing at opening. */
export function AnnonceVerdict() {
  const resultat = useResultat();
  const nombre = useATraiter().length;
  const marge = margePlafond(resultat);
  const plafond =
    resultat.coutEligible === 0n
      ? ""
      : marge.type === "marge"
        ? ` Marge sous le plafond : ${ecrireEuros(marge.montant)}.`
        : marge.type === "depassement"
          ? ` Plafond dépassé de ${ecrireEuros(marge.montant)}.`
          : " Marge sous le plafond à préciser.";
  const reste = resteConnu(resultat) ? ecrireEuros(resultat.resteACofinancer) : "à préciser";
  const texte = `Verdict : ${nomVerdictGlobal(resultat.verdict)}.${plafond} Reste à cofinancer : ${reste}. ${nombre} à traiter.`;
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
