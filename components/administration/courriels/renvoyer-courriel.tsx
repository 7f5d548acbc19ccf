"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";

export function RenvoyerCourriel({
  courrielId,
  renvoyer,
}: {
  courrielId: string;
  renvoyer: (d: { courrielId: string }) => Promise<Reponse<unknown>>;
}) {
  const routeur = useRouter();
  const [erreur, setErreur] = useState<ErreurReponse | null>(null);
  const [enCours, demarrer] = useTransition();
  return (
    <>
      <RefusFormulaire erreur={erreur} />
      <button
        type="button"
        className="fr-btn"
        disabled={enCours}
        onClick={() =>
          demarrer(async () => {
            const reponse = await renvoyer({ courrielId });
            setErreur(reponse.ok ? null : reponse.error);
            if (reponse.ok) routeur.refresh();
          })
        }
      >
        {enCours ? "Envoi…" : "Renvoyer"}
      </button>
    </>
  );
}
