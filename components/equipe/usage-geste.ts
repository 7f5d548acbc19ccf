"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";

const COUPURE: ErreurReponse = {
  code: "indisponible",
  message: "La demande n’est pas partie : vérifiez la connexion, puis recommencez.",
};

/** One gesture on the team at a time: what it answers, and the page read again when someone else was faster. */
export function useGeste() {
  const routeur = useRouter();
  const [enCours, setEnCours] = useState(false);
  const [erreur, setErreur] = useState<ErreurReponse | null>(null);

  async function faire<T>(geste: () => Promise<Reponse<T>>): Promise<T | null> {
    setEnCours(true);
    setErreur(null);
    const reponse = await geste().catch(() => null);
    setEnCours(false);
    if (reponse?.ok) return reponse.data;
    const refus = reponse?.error ?? COUPURE;
    setErreur(refus);
    if (refus.code === "conflit" || refus.code === "introuvable") routeur.refresh();
    return null;
  }
  return { faire, enCours, erreur, effacer: () => setErreur(null) };
}
