"use client";
import { useState } from "react";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import { useGestesAtelier } from "../contexte";

const COUPURE: ErreurReponse = {
  code: "indisponible",
  message: "La demande n’est pas partie : vérifiez la connexion, puis recommencez.",
};

/** One gesture at a time; whatever came of it, the talk is read again: another person may have been faster. */
export function useGesteCommentaire() {
  const { atelier } = useGestesAtelier();
  const [enCours, setEnCours] = useState(false);
  const [erreur, setErreur] = useState<ErreurReponse | null>(null);

  async function faire<T>(geste: () => Promise<Reponse<T>>): Promise<T | null> {
    setEnCours(true);
    setErreur(null);
    const reponse = await geste().catch(() => null);
    const refus = reponse === null ? COUPURE : reponse.ok ? null : reponse.error;
    if (refus === null || refus.code === "conflit" || refus.code === "introuvable") await atelier.relire();
    setEnCours(false);
    setErreur(refus);
    return reponse?.ok ? reponse.data : null;
  }
  return { faire, enCours, erreur, effacer: () => setErreur(null) };
}
