"use client";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useEtatGarde } from "@/components/dsfr/saisie-gardee";
import { FILIERES, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { type DemandeCreation, demandeCreation } from "@/lib/schemas/demandes";
import type { JeuRegles } from "@/lib/schemas/jeu-regles";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import { versRegime } from "@/lib/schemas/vers-regime";
import styles from "./creation.module.css";
import { phraseRegime } from "./phrases-regime";

export type Creer = (demande: DemandeCreation) => Promise<Reponse<{ id: string }>>;

type Reponses = { regionAcademique: string; regime: string; filiere: string };
const CHAMPS = ["regionAcademique", "regime", "filiere"] as const;

/** Région, regime, filière: three answers, one dossier, opened on its first section. */
export function TroisReponses({ region, jeux, creer }: { region: string; jeux: readonly JeuRegles[]; creer: Creer }) {
  const routeur = useRouter();
  const [reponses, setReponses] = useState<Reponses>({ regionAcademique: region, regime: "", filiere: "" });
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const [refus, setRefus] = useState<ErreurReponse | null>(null);
  const { oublier } = useEtatGarde("nouveau-dossier", reponses, setReponses);
  const [enCours, demarrer] = useTransition();
  const formulaire = useRef<HTMLFormElement>(null);

  const changer = (champ: keyof Reponses, valeur: string) => {
    setReponses((avant) => ({ ...avant, [champ]: valeur }));
    setFautes(({ [champ]: _, ...reste }) => reste);
  };
  const montrer = (erreurs: Record<string, string>) => {
    setFautes(erreurs);
    const premier = CHAMPS.find((c) => erreurs[c]);
    if (!premier) return;
    const noeud = document.getElementById(premier);
    (noeud?.matches("fieldset") ? noeud.querySelector("input") : noeud)?.focus();
  };
  const refuser = (erreur: ErreurReponse) => {
    if (erreur.fields) montrer(erreur.fields);
    else setRefus(erreur);
  };

  return (
    <form
      ref={formulaire}
      noValidate
      className={styles.formulaire}
      onSubmit={(e) => {
        e.preventDefault();
        setRefus(null);
        const lu = demandeCreation.safeParse(reponses);
        if (!lu.success) {
          montrer(Object.fromEntries(lu.error.issues.map((i) => [i.path.join("."), i.message]).reverse()));
          return;
        }
        demarrer(async () => {
          const reponse = await creer(lu.data);
          if (!reponse.ok) return refuser(reponse.error);
          oublier();
          routeur.push(`/dossiers/${reponse.data.id}/identite`);
        });
      }}
    >
      <RefusFormulaire erreur={refus} />
      <ChampChoix
        id="regionAcademique"
        libelle="Région académique"
        aide="Celle qui porte le projet. Ses services pourront lire le dossier."
        options={REGIONS_ACADEMIQUES.map((r) => ({ valeur: r.code, libelle: r.nom }))}
        valeur={reponses.regionAcademique}
        surChangement={(v) => changer("regionAcademique", v)}
        erreur={fautes.regionAcademique}
      />
      <fieldset
        id="regime"
        className={`fr-fieldset ${fautes.regime ? "fr-fieldset--error" : ""} ${styles.regimes}`}
        aria-labelledby="regime-legende"
        aria-describedby={fautes.regime ? "regime-messages" : undefined}
      >
        <legend className="fr-fieldset__legend fr-fieldset__legend--regular" id="regime-legende">
          Régime
          <span className="fr-hint-text">Il décide des règles que Rigel vérifiera.</span>
        </legend>
        {jeux.map(versRegime).map((jeu) => (
          <div className="fr-fieldset__element" key={jeu.code}>
            <div className="fr-radio-group fr-radio-rich">
              <input
                type="radio"
                id={`regime-${jeu.code}`}
                name="regime"
                value={jeu.code}
                checked={reponses.regime === jeu.code}
                onChange={() => changer("regime", jeu.code)}
              />
              <label className="fr-label" htmlFor={`regime-${jeu.code}`}>
                {jeu.nom}
                <span className="fr-hint-text">{phraseRegime(jeu)}</span>
              </label>
            </div>
          </div>
        ))}
        <div className="fr-messages-group" id="regime-messages" aria-live="polite">
          {fautes.regime ? <p className="fr-message fr-message--error">{fautes.regime}</p> : null}
        </div>
      </fieldset>
      <ChampChoix
        id="filiere"
        libelle="Filière principale"
        aide="Vous pourrez en ajouter d’autres ensuite."
        options={optionsDe(FILIERES.libelles)}
        valeur={reponses.filiere}
        surChangement={(v) => changer("filiere", v)}
        erreur={fautes.filiere}
      />
      <div>
        <button type="submit" className="fr-btn" disabled={enCours}>
          {enCours ? "Création…" : "Créer le dossier"}
        </button>
      </div>
    </form>
  );
}
