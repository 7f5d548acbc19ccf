"use client";
import { useState } from "react";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { phraseInvitation } from "@/lib/domain/courrier";
import { demandeInvitationContact, type PartenaireVue } from "@/lib/schemas/equipe";
import type { ActionsEquipe } from "./actions-equipe";
import { useGeste } from "./usage-geste";

/** Asks for one address: the contact of this partner. */
export function ModaleContact({
  dossierId,
  partenaire,
  inviterContact,
  surFermeture,
  surEnvoi,
}: {
  dossierId: string;
  partenaire: PartenaireVue;
  inviterContact: ActionsEquipe["inviterContact"];
  surFermeture: () => void;
  surEnvoi: (phrase: string) => void;
}) {
  const [adresse, setAdresse] = useState("");
  const [faute, setFaute] = useState<string | undefined>();
  const { faire, enCours, erreur, effacer } = useGeste();
  const envoyer = async () => {
    const demande = { dossierId, partenaire: partenaire.cle, adresse };
    const lue = demandeInvitationContact.safeParse(demande);
    if (!lue.success) {
      setFaute(lue.error.issues[0]?.message);
      document.getElementById("contact-adresse")?.focus();
      return;
    }
    const prete = await faire(() => inviterContact(demande));
    if (prete !== null) surEnvoi(phraseInvitation(lue.data.adresse, prete.courrier));
  };
  return (
    <Modale
      id="modale-contact"
      titre={`Inviter un contact de ${partenaire.nom ?? ""}`}
      ouverte
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="button" className="fr-btn" disabled={enCours} onClick={() => void envoyer()}>
            {enCours ? "Envoi…" : "Envoyer l’invitation"}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Annuler
          </button>
        </>
      }
    >
      <RefusFormulaire erreur={erreur !== null && erreur.fields === undefined ? erreur : null} />
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void envoyer();
        }}
      >
        <ChampTexte
          id="contact-adresse"
          libelle="Adresse électronique du contact"
          aide="Il remplira la part de son organisation et lira les totaux du dossier, rien de plus. Il n’a pas besoin de ProConnect."
          valeur={adresse}
          surChangement={(valeur) => {
            setAdresse(valeur);
            setFaute(undefined);
            effacer();
          }}
          erreur={faute ?? erreur?.fields?.adresse}
        />
      </form>
    </Modale>
  );
}
