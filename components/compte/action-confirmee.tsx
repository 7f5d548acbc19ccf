"use client";
import { type ReactNode, useState, useTransition } from "react";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";

/** A gesture that counts: what it does is said in a dialog, with at most one thing to type, then it is done once. */
export function ActionConfirmee({
  id,
  bouton,
  classe = "fr-btn fr-btn--secondary",
  titre,
  valider,
  champ,
  faire,
  surSucces,
  children,
}: {
  id: string;
  /** On the page. */
  bouton: string;
  classe?: string;
  titre: string;
  /** In the dialog: the verb of what happens. */
  valider: string;
  /** `nom`: the field of the schema that this text fills. */
  champ?: { nom: string; libelle: string; aide?: string; long?: true };
  faire: (texte: string) => Promise<Reponse<unknown>>;
  surSucces: () => void;
  children: ReactNode;
}) {
  const [ouverte, setOuverte] = useState(false);
  const [texte, setTexte] = useState("");
  const [erreur, setErreur] = useState<ErreurReponse | null>(null);
  const [enCours, demarrer] = useTransition();
  const faute = champ === undefined ? undefined : erreur?.fields?.[champ.nom];
  const fermer = () => {
    setOuverte(false);
    setErreur(null);
  };
  const envoyer = () =>
    demarrer(async () => {
      const reponse = await faire(texte);
      if (reponse.ok) {
        setOuverte(false);
        setTexte("");
        surSucces();
        return;
      }
      setErreur(reponse.error);
      if (champ !== undefined && reponse.error.fields?.[champ.nom]) document.getElementById(`${id}-champ`)?.focus();
    });
  const Saisie = champ?.long ? ChampLong : ChampTexte;
  return (
    <>
      <button type="button" className={classe} onClick={() => setOuverte(true)}>
        {bouton}
      </button>
      <Modale
        id={id}
        titre={titre}
        ouverte={ouverte}
        surFermeture={fermer}
        boutons={
          <>
            <button type="submit" form={`${id}-formulaire`} className="fr-btn" disabled={enCours}>
              {enCours ? "En cours…" : valider}
            </button>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={fermer}>
              Annuler
            </button>
          </>
        }
      >
        <form
          id={`${id}-formulaire`}
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            if (!enCours) envoyer();
          }}
        >
          <RefusFormulaire erreur={faute === undefined ? erreur : null} />
          {children}
          {champ === undefined ? null : (
            <Saisie
              id={`${id}-champ`}
              libelle={champ.libelle}
              aide={champ.aide}
              valeur={texte}
              surChangement={(v) => {
                setTexte(v);
                setErreur(null);
              }}
              erreur={faute}
            />
          )}
        </form>
      </Modale>
    </>
  );
}
