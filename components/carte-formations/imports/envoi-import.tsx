"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ChampChoix, ChampRadio } from "@/components/dsfr/champ-choix";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { envoyerFormulaire } from "@/components/regimes-admin/envoi-document";
import { CODES_GENRE_IMPORT, GENRES_IMPORT } from "@/lib/schemas/imports-carte";
import type { ErreurReponse } from "@/lib/schemas/reponse";

const CONTENUS = CODES_GENRE_IMPORT.map((code) => ({
  valeur: code,
  libelle: `${GENRES_IMPORT[code].nom} (${GENRES_IMPORT[code].fichier})`,
}));

/** `deja`: the same bytes wait already, maybe under another name; the report says so. */
export const adresseRapport = ({ id, deja }: { id: string; deja: boolean }): string =>
  `/carte/imports/${id}${deja ? "?deja=1" : ""}`;

/** A file of the carte, sent to be read and compared: nothing changes before its report is confirmed. */
export function EnvoiImport({
  regions,
  limite,
}: {
  /** Those whose carte this person may import. */
  regions: readonly { code: string; nom: string }[];
  /** « 150 Mo » */
  limite: string;
}) {
  const routeur = useRouter();
  const seule = regions.length === 1 ? regions[0]?.code : undefined;
  const [genre, setGenre] = useState("orion");
  const [region, setRegion] = useState(seule ?? "");
  const [fichier, setFichier] = useState<File | null>(null);
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  const [enCours, setEnCours] = useState(false);

  async function envoyer() {
    setRefus(null);
    const manques = {
      ...(region === "" && { region: "Choisissez la région académique." }),
      ...(fichier === null && { fichier: "Choisissez un fichier." }),
    };
    setFautes(manques);
    if (region === "" || fichier === null) {
      document.getElementById(region === "" ? "region" : "fichier")?.focus();
      return;
    }
    setEnCours(true);
    const reponse = await envoyerFormulaire<{ id: string; deja: boolean }>("/api/v1/carte/imports", {
      type: genre,
      region,
      fichier,
    });
    if (reponse.ok) return routeur.push(adresseRapport(reponse.data));
    setEnCours(false);
    if (!reponse.error.fields) return setRefus(reponse.error);
    setFautes(reponse.error.fields);
    document.getElementById("fichier")?.focus();
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
      <ChampRadio id="type" libelle="Contenu du fichier" options={CONTENUS} valeur={genre} surChangement={setGenre} />
      {seule === undefined ? (
        <ChampChoix
          id="region"
          libelle="Région académique"
          aide="Les lignes des autres régions seront laissées de côté."
          options={regions.map(({ code, nom }) => ({ valeur: code, libelle: nom }))}
          valeur={region}
          surChangement={setRegion}
          erreur={fautes.region}
        />
      ) : null}
      <div className={`fr-upload-group fr-mb-3w ${fautes.fichier ? "fr-upload-group--error" : ""}`}>
        <label className="fr-label" htmlFor="fichier">
          Fichier CSV ou XLSX
          <span className="fr-hint-text">
            Tel qu’il a été exporté, sans le retoucher. {limite} au plus. L’ordre des colonnes n’a pas d’importance.
          </span>
        </label>
        <input
          className="fr-upload"
          type="file"
          id="fichier"
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby="fichier-messages"
          aria-invalid={fautes.fichier ? true : undefined}
          onChange={(e) => setFichier(e.target.files?.[0] ?? null)}
        />
        <div className="fr-messages-group" id="fichier-messages" aria-live="polite">
          {enCours ? <p className="fr-message">Envoi du fichier…</p> : null}
          {fautes.fichier ? <p className="fr-message fr-message--error">{fautes.fichier}</p> : null}
        </div>
      </div>
      <button type="submit" className="fr-btn" disabled={enCours}>
        {enCours ? "Envoi…" : "Lire et comparer"}
      </button>
    </form>
  );
}
