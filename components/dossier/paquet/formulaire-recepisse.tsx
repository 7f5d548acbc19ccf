"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { NUMERO_MAX, OPERATEURS } from "@/lib/domain/recepisses";
import type { VersionVue } from "@/lib/schemas/espace";
import type { Reponse } from "@/lib/schemas/reponse";
import { useEspaceFixe } from "../espace-contexte";

const CHAMPS = ["operateur", "numero", "date", "fichier"] as const;
type Fautes = Partial<Record<(typeof CHAMPS)[number], string>>;

export function FormulaireRecepisse({ version, surFin }: { version: VersionVue; surFin: (inscrit: boolean) => void }) {
  const { espace, rafraichir } = useEspaceFixe();
  const [saisie, setSaisie] = useState({ operateur: "", numero: "", date: "" });
  const [fautes, setFautes] = useState<Fautes>({});
  const [erreur, setErreur] = useState<string | null>(null);
  const [enCours, setEnCours] = useState(false);
  const fichier = useRef<HTMLInputElement>(null);
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => titre.current?.focus(), []);
  const id = (champ: string) => `recepisse-${version.numero}-${champ}`;
  const changer = (champ: keyof typeof saisie) => (valeur: string) => setSaisie((s) => ({ ...s, [champ]: valeur }));

  async function inscrire(e: FormEvent) {
    e.preventDefault();
    setEnCours(true);
    setErreur(null);
    const corps = new FormData();
    corps.set("version", String(version.numero));
    for (const [champ, valeur] of Object.entries(saisie)) corps.set(champ, valeur);
    const choisi = fichier.current?.files?.[0];
    if (choisi) corps.set("fichier", choisi);
    const reponse = await fetch(`/api/v1/dossiers/${espace.id}/recepisses`, { method: "POST", body: corps })
      .then((r) => r.json() as Promise<Reponse<unknown>>)
      .catch(() => null);
    setEnCours(false);
    if (reponse?.ok) {
      surFin(true);
      rafraichir();
      return;
    }
    const lues = (reponse?.error.fields ?? {}) as Fautes;
    setFautes(lues);
    const premiere = CHAMPS.find((c) => lues[c]);
    if (premiere) document.getElementById(id(premiere))?.focus();
    else setErreur(reponse?.error.message ?? "La demande n’est pas partie : vérifiez la connexion, puis recommencez.");
  }
  return (
    <form className="rg-recepisse" onSubmit={(e) => void inscrire(e)} noValidate>
      <h4 ref={titre} tabIndex={-1}>
        Récépissé de l’opérateur pour la version {version.numero}
      </h4>
      <ChampChoix
        id={id("operateur")}
        libelle="Opérateur"
        valeur={saisie.operateur}
        surChangement={changer("operateur")}
        options={optionsDe(OPERATEURS.libelles)}
        erreur={fautes.operateur}
      />
      <ChampTexte
        id={id("numero")}
        libelle="Numéro"
        aide="Tel qu’il est écrit sur le récépissé."
        valeur={saisie.numero}
        surChangement={changer("numero")}
        longueurMax={NUMERO_MAX}
        erreur={fautes.numero}
      />
      <ChampDate
        id={id("date")}
        libelle="Date du récépissé"
        valeur={saisie.date}
        surChangement={changer("date")}
        min={jourAParis(new Date(version.deposeeLe))}
        max={espace.aujourdhui}
        erreur={fautes.date}
      />
      <div className={`fr-upload-group ${fautes.fichier ? "fr-upload-group--error" : ""}`}>
        <label className="fr-label" htmlFor={id("fichier")}>
          Récépissé (facultatif)
          <span className="fr-hint-text">PDF, PNG ou JPG, {ecrireOctets(PIECE_OCTETS_MAX)} au plus.</span>
        </label>
        <input
          ref={fichier}
          className="fr-upload"
          type="file"
          id={id("fichier")}
          accept=".pdf,.png,.jpg,.jpeg"
          aria-describedby={`${id("fichier")}-messages`}
          aria-invalid={fautes.fichier ? true : undefined}
        />
        <div id={`${id("fichier")}-messages`} aria-live="polite">
          {fautes.fichier ? <p className="fr-message fr-message--error">{fautes.fichier}</p> : null}
        </div>
      </div>
      <div role="alert">{erreur ? <p className="fr-message fr-message--error">{erreur}</p> : null}</div>
      <div className="rg-version__liens">
        <button type="submit" className="fr-btn" disabled={enCours}>
          {enCours ? "Inscription…" : "Inscrire le récépissé"}
        </button>
        <button type="button" className="fr-btn fr-btn--secondary" onClick={() => surFin(false)}>
          Annuler
        </button>
      </div>
    </form>
  );
}
