"use client";
import { useState } from "react";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useGeste } from "@/components/equipe/usage-geste";
import { phrasePrevenu } from "@/lib/domain/courrier";
import { demandePrevenir } from "@/lib/schemas/lettres";
import type { ActionsLettres } from "./actions-lettres";
import type { LigneRegistre } from "./registre";

/** Tells a partner that its letter is stale: only when the team asks. */
export function ModalePrevenir({
  dossierId,
  ligne,
  prevenirPartenaire,
  surFermeture,
  surEnvoi,
}: {
  dossierId: string;
  ligne: LigneRegistre;
  prevenirPartenaire: ActionsLettres["prevenirPartenaire"];
  surFermeture: () => void;
  surEnvoi: (phrase: string) => void;
}) {
  const [adresse, setAdresse] = useState(ligne.courante?.envoi?.a ?? ligne.contact ?? "");
  const [faute, setFaute] = useState<string | undefined>();
  const { faire, enCours, erreur, effacer } = useGeste();
  async function prevenir() {
    const demande = { dossierId, lettreId: ligne.courante?.id ?? "", adresse };
    const lue = demandePrevenir.safeParse(demande);
    if (!lue.success) {
      setFaute(lue.error.issues[0]?.message);
      document.getElementById("prevenir-adresse")?.focus();
      return;
    }
    const fait = await faire(() => prevenirPartenaire(demande));
    if (fait !== null) surEnvoi(phrasePrevenu(ligne.nom, fait.courrier));
  }
  return (
    <Modale
      id="modale-prevenir"
      titre={`Prévenir ${ligne.nom}`}
      ouverte
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="button" className="fr-btn" disabled={enCours} onClick={() => void prevenir()}>
            {enCours ? "Envoi…" : "Prévenir"}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Annuler
          </button>
        </>
      }
    >
      <p>
        Un courriel lui dit les deux montants et qu’une nouvelle lettre viendra. Une fois par jour au plus ; rien ne
        part sans votre demande.
      </p>
      <RefusFormulaire erreur={erreur} />
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void prevenir();
        }}
      >
        <ChampTexte
          id="prevenir-adresse"
          libelle="Adresse électronique"
          valeur={adresse}
          surChangement={(valeur) => {
            setAdresse(valeur);
            setFaute(undefined);
            effacer();
          }}
          erreur={faute}
        />
      </form>
    </Modale>
  );
}
