"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ChampRadio } from "@/components/dsfr/champ-choix";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { envoyerFormulaire } from "@/components/regimes-admin/envoi-document";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { CODES_GENRE, GENRES, OCTETS_REFERENCE_MAX } from "@/lib/schemas/referentiels";
import type { ErreurReponse } from "@/lib/schemas/reponse";

const OPTIONS = CODES_GENRE.map((code) => ({
  valeur: code,
  libelle: `${GENRES[code].nom} (${GENRES[code].fichier})`,
}));

/** A public file, sent to be read and compared: nothing changes before its report is confirmed. */
export function EnvoiReference() {
  const routeur = useRouter();
  const [genre, setGenre] = useState("");
  const [fichier, setFichier] = useState<File | null>(null);
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  const [enCours, setEnCours] = useState(false);

  async function envoyer() {
    setRefus(null);
    const manques = {
      ...(genre === "" && { type: "Choisissez ce que contient le fichier." }),
      ...(fichier === null && { fichier: "Choisissez un fichier." }),
    };
    setFautes(manques);
    if (genre === "" || fichier === null) {
      document.getElementById(genre === "" ? "type" : "fichier")?.focus();
      return;
    }
    setEnCours(true);
    const reponse = await envoyerFormulaire<{ id: string }>("/api/v1/referentiels", { type: genre, fichier });
    if (reponse.ok) return routeur.push(`/administration/referentiels/${reponse.data.id}`);
    setEnCours(false);
    if (reponse.error.fields) setFautes(reponse.error.fields);
    else setRefus(reponse.error);
  }

  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void envoyer();
      }}
    >
      <RefusFormulaire erreur={refus} />
      <ChampRadio
        id="type"
        libelle="Contenu du fichier"
        options={OPTIONS}
        valeur={genre}
        surChangement={setGenre}
        erreur={fautes.type}
      />
      <div className={`fr-upload-group fr-mb-3w ${fautes.fichier ? "fr-upload-group--error" : ""}`}>
        <label className="fr-label" htmlFor="fichier">
          Fichier CSV
          <span className="fr-hint-text">
            Colonnes séparées par des points-virgules, en UTF-8. {ecrireOctets(OCTETS_REFERENCE_MAX)} au plus.
          </span>
        </label>
        <input
          className="fr-upload"
          type="file"
          id="fichier"
          accept=".csv,text/csv"
          aria-describedby="fichier-messages"
          onChange={(e) => setFichier(e.target.files?.[0] ?? null)}
        />
        <div className="fr-messages-group" id="fichier-messages" aria-live="polite">
          {enCours ? <p className="fr-message">Lecture et comparaison du fichier…</p> : null}
          {fautes.fichier ? <p className="fr-message fr-message--error">{fautes.fichier}</p> : null}
        </div>
      </div>
      <button type="submit" className="fr-btn" disabled={enCours}>
        {enCours ? "Lecture…" : "Lire et comparer"}
      </button>
    </form>
  );
}
