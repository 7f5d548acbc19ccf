"use client";
import { type FormEvent, useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { ChampDate } from "@/components/dsfr/champ-date";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { ENTETE_LECTEUR } from "@/lib/schemas/lecteur";
import type { Reponse } from "@/lib/schemas/reponse";

const CHAMPS = ["date", "fichier"] as const;
type Fautes = Partial<Record<(typeof CHAMPS)[number], string>>;

/** The day written on the letter, and the signed file: for the team as for the partner. */
export function FormulaireSignee({
  lettreId,
  prepareeLe,
  aujourdhui,
  surFin,
}: {
  lettreId: string;
  prepareeLe: string;
  aujourdhui: string;
  /** true: recorded; false: given up. `engagees`: lines of the plan that became « engagé » with it. */
  surFin: (deposee: boolean, engagees?: number) => void;
}) {
  const { espace } = useEspaceFixe();
  const [date, setDate] = useState("");
  const [fautes, setFautes] = useState<Fautes>({});
  const [erreur, setErreur] = useState<string | null>(null);
  const [enCours, setEnCours] = useState(false);
  const fichier = useRef<HTMLInputElement>(null);
  const id = (champ: string) => `signee-${lettreId}-${champ}`;

  async function deposer(e: FormEvent) {
    e.preventDefault();
    setErreur(null);
    const choisi = fichier.current?.files?.[0];
    if (date === "" || choisi === undefined) {
      const manques: Fautes = {
        ...(date === "" && { date: "Écrivez la date de signature." }),
        ...(choisi === undefined && { fichier: "Choisissez le fichier de la lettre signée." }),
      };
      montrer(manques);
      return;
    }
    setEnCours(true);
    const corps = new FormData();
    corps.set("date", date);
    corps.set("fichier", choisi);
    const reponse = await fetch(`/api/v1/lettres/${lettreId}/depot`, {
      method: "POST",
      headers: { [ENTETE_LECTEUR]: espace.lecteur.id },
      body: corps,
    })
      .then((r) => r.json() as Promise<Reponse<{ engagees: number }>>)
      .catch(() => null);
    setEnCours(false);
    if (reponse?.ok) return surFin(true, reponse.data.engagees);
    const lues = (reponse?.error.fields ?? {}) as Fautes;
    if (!montrer(lues))
      setErreur(reponse?.error.message ?? "Le fichier n’est pas parti : vérifiez la connexion, puis recommencez.");
  }
  function montrer(lues: Fautes): boolean {
    setFautes(lues);
    const premiere = CHAMPS.find((c) => lues[c]);
    if (premiere !== undefined) document.getElementById(id(premiere))?.focus();
    return premiere !== undefined;
  }
  return (
    <form onSubmit={(e) => void deposer(e)} noValidate>
      <ChampDate
        id={id("date")}
        libelle="Date de signature"
        aide="Celle qui est écrite sur la lettre."
        valeur={date}
        surChangement={(valeur) => {
          setDate(valeur);
          setFautes(({ date: _, ...reste }) => reste);
        }}
        min={jourAParis(new Date(prepareeLe))}
        max={aujourdhui}
        erreur={fautes.date}
      />
      <div className={`fr-upload-group fr-mb-2w ${fautes.fichier ? "fr-upload-group--error" : ""}`}>
        <label className="fr-label" htmlFor={id("fichier")}>
          Lettre signée
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
          onChange={() => setFautes(({ fichier: _, ...reste }) => reste)}
        />
        <div id={`${id("fichier")}-messages`} aria-live="polite">
          {fautes.fichier ? <p className="fr-message fr-message--error">{fautes.fichier}</p> : null}
        </div>
      </div>
      <div role="alert">{erreur ? <p className="fr-message fr-message--error">{erreur}</p> : null}</div>
      <div className="fr-btns-group fr-btns-group--inline-sm">
        <button type="submit" className="fr-btn" disabled={enCours}>
          {enCours ? "Dépôt…" : "Déposer la lettre signée"}
        </button>
        <button type="button" className="fr-btn fr-btn--secondary" onClick={() => surFin(false)}>
          Annuler
        </button>
      </div>
    </form>
  );
}
