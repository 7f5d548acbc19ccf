"use client";
import { useState } from "react";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { envoyerDocument } from "./envoi-document";
import { idDe, type SaisieDocument } from "./saisie-version";

type Props = {
  /** Path of the document in what is asked: names the fields and finds their errors. */
  chemin: string;
  /** « pour DELAI_GO »: several documents may be on the page. */
  pour: string;
  valeur: SaisieDocument;
  changer: (valeur: SaisieDocument) => void;
  erreurs: Readonly<Record<string, string>>;
  aujourdhui: string;
};

/** Title, date, and the document itself: a file kept by the service, or a public address. */
export function ChampsDocument({ chemin, pour, valeur, changer, erreurs, aujourdhui }: Props) {
  const [envoi, setEnvoi] = useState<{ enCours: boolean; erreur: string | null }>({ enCours: false, erreur: null });
  const id = (champ: string) => idDe(`${chemin}.${champ}`);
  const erreur = (champ: string) => erreurs[`${chemin}.${champ}`];
  const erreurFichier = envoi.erreur ?? erreur("documentId") ?? erreurs[chemin];

  async function joindre(fichier: File | undefined) {
    if (fichier === undefined) return;
    setEnvoi({ enCours: true, erreur: null });
    const reponse = await envoyerDocument(fichier);
    setEnvoi({ enCours: false, erreur: reponse.ok ? null : (reponse.error.fields?.fichier ?? reponse.error.message) });
    if (reponse.ok) changer({ ...valeur, documentId: reponse.data.id, nom: reponse.data.nom, lien: "" });
  }

  return (
    <div className="rg-document">
      <ChampTexte
        id={id("titre")}
        libelle="Titre du document"
        aide="Par exemple « Cahier des charges de la saison 2, version 3 »."
        valeur={valeur.titre}
        surChangement={(titre) => changer({ ...valeur, titre })}
        erreur={erreur("titre")}
      />
      <ChampDate
        id={id("date")}
        libelle="Date du document"
        max={aujourdhui}
        valeur={valeur.date}
        surChangement={(date) => changer({ ...valeur, date })}
        erreur={erreur("date")}
      />
      {valeur.documentId ? (
        <p className="fr-mb-2w">
          Document joint : {valeur.nom}{" "}
          <button
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            onClick={() => changer({ ...valeur, documentId: "", nom: "" })}
          >
            Retirer<span className="fr-sr-only"> le document {pour}</span>
          </button>
        </p>
      ) : (
        <>
          <div className={`fr-upload-group fr-mb-2w ${erreurFichier ? "fr-upload-group--error" : ""}`}>
            <label className="fr-label" htmlFor={id("documentId")}>
              Le document
              <span className="fr-hint-text">
                PDF de préférence, {ecrireOctets(PIECE_OCTETS_MAX)} au plus. Toute personne connectée pourra le lire.
              </span>
            </label>
            <input
              className="fr-upload"
              type="file"
              id={id("documentId")}
              disabled={envoi.enCours}
              aria-describedby={`${id("documentId")}-messages`}
              onChange={(e) => void joindre(e.target.files?.[0])}
            />
            <div className="fr-messages-group" id={`${id("documentId")}-messages`} aria-live="polite">
              {envoi.enCours ? <p className="fr-message">Envoi du document…</p> : null}
              {erreurFichier ? <p className="fr-message fr-message--error">{erreurFichier}</p> : null}
            </div>
          </div>
          <ChampTexte
            id={id("lien")}
            libelle="Ou son adresse publique"
            aide="Par exemple https://www.legifrance.gouv.fr/…"
            valeur={valeur.lien}
            surChangement={(lien) => changer({ ...valeur, lien })}
            erreur={erreur("lien")}
          />
        </>
      )}
    </div>
  );
}
