"use client";
import { type DemandeEffacement, MOTS_EFFACEMENT } from "@/lib/schemas/comptes";
import type { Reponse } from "@/lib/schemas/reponse";
import { ActionConfirmee } from "./action-confirmee";

/** The last gesture of an account. What this browser still holds of the person goes with it. */
export function EffacerMonCompte({ effacer }: { effacer: (d: DemandeEffacement) => Promise<Reponse<unknown>> }) {
  return (
    <ActionConfirmee
      id="effacement"
      bouton="Effacer mon compte"
      titre="Effacer définitivement votre compte"
      valider="Effacer mon compte"
      champ={{
        nom: "confirmation",
        libelle: `Écrivez « ${MOTS_EFFACEMENT} »`,
        aide: "Personne ne pourra revenir en arrière, pas même un administrateur.",
      }}
      faire={(confirmation) => effacer({ confirmation })}
      surSucces={() => {
        window.dispatchEvent(new Event("rigel:deconnexion"));
        // A whole load: nothing of the signed-in pages stays in memory.
        window.location.assign("/donnees-personnelles?efface=1");
      }}
    >
      <p>Vos sessions se ferment, vos droits sont retirés et vous quittez vos équipes, tout de suite.</p>
    </ActionConfirmee>
  );
}
