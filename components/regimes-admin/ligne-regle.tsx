"use client";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Confirmee } from "@/components/regles/confirmee";
import { SourceAConfirmer } from "@/components/regles/fiche-regle";
import { nomSeverite } from "@/lib/domain/ecriture";
import { abaisse } from "@/lib/domain/evolution-regime";
import type { Exigence } from "@/lib/domain/regimes";
import type { Severite } from "@/lib/domain/verdict";
import { ChampsDocument } from "./champs-document";
import { demandeDocument, idDe, type SaisieRegle } from "./saisie-version";

const SEVERITES: readonly Severite[] = ["bloquante", "a_justifier", "conseil"];
const capitale = (texte: string) => texte.charAt(0).toLocaleUpperCase("fr") + texte.slice(1);
const OPTIONS = SEVERITES.map((valeur) => ({ valeur, libelle: capitale(nomSeverite(valeur)) }));

type Props = {
  exigence: Exigence;
  titre: string;
  valeur: SaisieRegle;
  changer: (valeur: SaisieRegle) => void;
  erreurs: Readonly<Record<string, string>>;
  aujourdhui: string;
};

/** One rule of the next version: its severity, and what a change of it takes. */
export function LigneRegle({ exigence, titre, valeur, changer, erreurs, aujourdhui }: Props) {
  const { code, severite, aConfirmer, confirmation } = exigence;
  const chemin = `regles.${code}`;
  const modifiee = valeur.severite !== severite || valeur.confirmer;
  return (
    <fieldset className={`rg-evolution ${modifiee ? "rg-evolution--modifiee" : ""}`} aria-labelledby={`${code}-titre`}>
      <div className="rg-evolution__tete">
        <div>
          <legend className="rg-evolution__titre" id={`${code}-titre`}>
            {titre}
          </legend>
          <p className="fr-hint-text fr-mb-0">
            <code>{code}</code> Aujourd’hui : {nomSeverite(severite)}
            {confirmation === undefined ? null : <Confirmee confirmation={confirmation} />}
          </p>
          {aConfirmer ? <SourceAConfirmer /> : null}
        </div>
        <ChampChoix
          id={idDe(chemin)}
          libelle={
            <>
              Sévérité<span className="fr-sr-only"> de {titre}</span>
            </>
          }
          options={OPTIONS}
          vide="Ne pas changer"
          valeur={valeur.severite}
          surChangement={(v) => changer({ ...valeur, severite: (v || severite) as Severite })}
          erreur={erreurs[chemin] ?? erreurs[`${chemin}.severite`]}
        />
      </div>
      {aConfirmer ? (
        <div className="fr-checkbox-group fr-checkbox-group--sm fr-mb-2w">
          <input
            type="checkbox"
            id={`${code}-confirmer`}
            checked={demandeDocument(valeur, severite)}
            disabled={valeur.severite === "bloquante"}
            onChange={(e) => changer({ ...valeur, confirmer: e.target.checked })}
          />
          <label className="fr-label" htmlFor={`${code}-confirmer`}>
            La source est confirmée par un document
            <span className="fr-hint-text">
              {valeur.severite === "bloquante"
                ? "Nécessaire pour bloquer."
                : "Confirmée, la règle peut bloquer : choisissez alors « Bloquante » comme sévérité."}
            </span>
          </label>
        </div>
      ) : null}
      {demandeDocument(valeur, severite) ? (
        <ChampsDocument
          chemin={`${chemin}.confirmation`}
          pour={`pour ${code}`}
          valeur={valeur.document}
          changer={(document) => changer({ ...valeur, document })}
          erreurs={erreurs}
          aujourdhui={aujourdhui}
        />
      ) : null}
      {abaisse(severite, valeur.severite) ? (
        <ChampTexte
          id={idDe(`${chemin}.raison`)}
          libelle="Pourquoi elle devient moins sévère"
          longueurMax={500}
          valeur={valeur.raison}
          surChangement={(raison) => changer({ ...valeur, raison })}
          erreur={erreurs[`${chemin}.raison`]}
        />
      ) : null}
    </fieldset>
  );
}
