"use client";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { Acceptation, DemandeAcceptation } from "@/lib/schemas/equipe";
import type { Reponse } from "@/lib/schemas/reponse";
import { useGeste } from "./usage-geste";

export function AccepterInvitation({
  jeton,
  accepter,
}: {
  jeton: string;
  accepter: (demande: DemandeAcceptation) => Promise<Reponse<Acceptation>>;
}) {
  const { faire, enCours, erreur } = useGeste();
  return (
    <>
      <RefusFormulaire erreur={erreur} />
      <button
        type="button"
        className="fr-btn"
        disabled={enCours}
        onClick={() =>
          void faire(() => accepter({ jeton })).then((acceptation) => {
            // A whole page: the header too has something new to offer.
            if (acceptation !== null) window.location.assign(acceptation.vers);
          })
        }
      >
        {enCours ? "Un instant…" : "Accepter l’invitation"}
      </button>
    </>
  );
}
