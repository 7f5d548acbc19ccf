"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { DemandeImportReference } from "@/lib/schemas/referentiels";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";

type Props = {
  importId: string;
  /** What will happen, in one sentence. */
  resume: string;
  appliquer: (demande: DemandeImportReference) => Promise<Reponse<unknown>>;
  abandonner: (demande: DemandeImportReference) => Promise<Reponse<unknown>>;
};

/** The report was read: apply it, or give it up. */
export function DecisionImport({ importId, resume, appliquer, abandonner }: Props) {
  const routeur = useRouter();
  const [ouverte, setOuverte] = useState(false);
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  const [enCours, demarrer] = useTransition();
  const faire = (geste: Props["appliquer"]) =>
    demarrer(async () => {
      const reponse = await geste({ importId });
      setOuverte(false);
      if (reponse.ok) routeur.refresh();
      else setRefus(reponse.error);
    });
  return (
    <>
      <RefusFormulaire erreur={refus} />
      <div className="fr-btns-group fr-btns-group--inline fr-mt-3w">
        <button type="button" className="fr-btn" disabled={enCours} onClick={() => setOuverte(true)}>
          Appliquer cet import
        </button>
        <button type="button" className="fr-btn fr-btn--secondary" disabled={enCours} onClick={() => faire(abandonner)}>
          Abandonner
        </button>
      </div>
      <Modale
        id="appliquer-import"
        titre="Appliquer cet import"
        ouverte={ouverte}
        surFermeture={() => setOuverte(false)}
        boutons={
          <>
            <button type="button" className="fr-btn" disabled={enCours} onClick={() => faire(appliquer)}>
              {enCours ? "Application…" : "Appliquer"}
            </button>
            <button
              type="button"
              className="fr-btn fr-btn--secondary"
              disabled={enCours}
              onClick={() => setOuverte(false)}
            >
              Ne rien changer
            </button>
          </>
        }
      >
        <p>{resume}</p>
        <p>Tout est appliqué, ou rien ne l’est. Rien n’est supprimé : ce qui manque au fichier est marqué fermé.</p>
      </Modale>
    </>
  );
}
