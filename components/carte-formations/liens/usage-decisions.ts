"use client";
import { useEffect, useRef, useState } from "react";
import { useGeste } from "@/components/equipe/usage-geste";
import { accorder } from "@/lib/domain/ecriture";
import type { DecisionLien, DecisionsPrises, DemandeLiens, DemandeVue, EtatLien } from "@/lib/schemas/liens-carte";
import type { Reponse } from "@/lib/schemas/reponse";

const FAIT: Record<EtatLien | "rien", (n: number) => string> = {
  confirme: (n) => `${accorder(n, "demande rattachée", "demandes rattachées")} au dossier.`,
  ecarte: (n) => `${accorder(n, "demande écartée", "demandes écartées")}.`,
  rien: (n) =>
    `${accorder(n, "demande n’est plus ni rattachée ni écartée", "demandes ne sont plus ni rattachées ni écartées")}.`,
};

/** Decides of several demands at once, and takes the last decision back. */
export function useDecisions(dossierId: string, envoyer: (demande: DemandeLiens) => Promise<Reponse<DecisionsPrises>>) {
  const { faire, enCours, erreur } = useGeste();
  const [dite, setDite] = useState("");
  const [retour, setRetour] = useState<DecisionLien[]>([]);
  const boutonAnnuler = useRef<HTMLButtonElement>(null);
  // What was clicked is gone with its demand: the way back is the nearest thing left.
  useEffect(() => {
    if (retour.length > 0 && !enCours) boutonAnnuler.current?.focus();
  }, [retour, enCours]);

  async function decider(decisions: DecisionLien[], phrase: string, inverser: boolean): Promise<boolean> {
    setDite("");
    setRetour([]);
    const fait = await faire(() => envoyer({ dossierId, decisions }));
    if (fait === null) return false;
    const avant = new Map(decisions.map((d) => [d.numero, d.vu?.etat ?? null]));
    setRetour(
      inverser ? fait.prises.map(({ numero, lien }) => ({ numero, etat: avant.get(numero) ?? null, vu: lien })) : [],
    );
    setDite(phrase);
    return true;
  }
  return {
    enCours,
    erreur,
    dite,
    annulable: retour.length > 0,
    boutonAnnuler,
    prendre: (demandes: readonly Pick<DemandeVue, "numero" | "lien">[], etat: EtatLien | null) =>
      decider(
        demandes.map(({ numero, lien }) => ({
          numero,
          etat,
          vu: lien === null ? null : { etat: lien.etat, version: lien.version },
        })),
        FAIT[etat ?? "rien"](demandes.length),
        true,
      ),
    annuler: () => decider(retour, "La dernière décision est annulée.", false),
  };
}
