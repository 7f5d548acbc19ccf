"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormulaire } from "@/components/acces/usage-formulaire";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { type RetraitHabilitation, retraitHabilitation } from "@/lib/schemas/acces";
import type { Reponse } from "@/lib/schemas/reponse";

export type Retirer = (valeurs: RetraitHabilitation) => Promise<Reponse<{ sansResponsable: number }>>;

/** Withdraws a right: a reason, and a yes to a question that says what happens. */
export function BoutonRetrait({
  habilitationId,
  version,
  personne,
  droit,
  retirer,
  petit,
}: {
  habilitationId: string;
  version: number;
  personne: string;
  /** « Équipe projet (Auvergne-Rhône-Alpes) » */
  droit: string;
  retirer: Retirer;
  petit?: boolean;
}) {
  const [ouverte, setOuverte] = useState(false);
  return (
    <>
      <button
        type="button"
        className={`fr-btn fr-btn--tertiary ${petit ? "fr-btn--sm" : ""}`}
        onClick={() => setOuverte(true)}
      >
        Retirer le droit…
        {petit ? <span className="fr-sr-only"> de {personne}</span> : null}
      </button>
      {ouverte ? (
        <ModaleRetrait
          {...{ habilitationId, version, personne, droit, retirer }}
          surFermeture={() => setOuverte(false)}
        />
      ) : null}
    </>
  );
}

function ModaleRetrait({
  habilitationId,
  version,
  personne,
  droit,
  retirer,
  surFermeture,
}: {
  habilitationId: string;
  version: number;
  personne: string;
  droit: string;
  retirer: Retirer;
  surFermeture: () => void;
}) {
  const routeur = useRouter();
  const { champ, soumettre, refus, enCours } = useFormulaire({
    cle: `retrait-${habilitationId}`,
    schema: retraitHabilitation,
    defauts: { habilitationId, version, motif: "", confirme: true },
    envoyer: (v) => retirer({ ...v, habilitationId, version, confirme: true }),
    surSucces: () => {
      surFermeture();
      routeur.refresh();
    },
  });
  const formulaire = `retrait-formulaire-${habilitationId}`;
  return (
    <Modale
      id={`modale-retrait-${habilitationId}`}
      titre="Retirer ce droit ?"
      ouverte
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="submit" form={formulaire} className="fr-btn" disabled={enCours}>
            {enCours ? "Retrait…" : "Retirer le droit"}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Garder le droit
          </button>
        </>
      }
    >
      <p>
        {personne} perdra aussitôt « {droit} ». Ses sessions ouvertes se ferment : ce qui n’est pas enregistré reste
        dans son navigateur. Ce retrait ne s’annule pas ; le droit peut être demandé à nouveau.
      </p>
      <form id={formulaire} noValidate onSubmit={(e) => void soumettre(e)}>
        <RefusFormulaire erreur={refus} />
        <ChampLong
          {...champ("motif")}
          libelle="Raison du retrait"
          aide="La personne lira ces mots, par courriel et sur sa page."
          lignes={3}
        />
      </form>
    </Modale>
  );
}
