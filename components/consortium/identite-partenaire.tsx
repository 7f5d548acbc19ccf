"use client";
import { useState } from "react";
import { useLignes, useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { enumerer } from "@/lib/domain/ecriture";
import {
  direIdentite,
  type EtatIdentite,
  ecrireValeurIdentite,
  etatIdentite,
  propositions,
  siretLu,
} from "@/lib/domain/organisations";
import styles from "./consortium.module.css";
import type { PartenaireSaisi } from "./ligne-partenaire";
import { useOrganisation, useOrganisationConnue, useOrganisations } from "./organisations-connues";
import { direIssue, useVerification } from "./verification";

const ICONES: Record<EtatIdentite["type"], string> = {
  sans_identifiant: "fr-icon-question-line",
  non_verifiee: "fr-icon-question-line",
  verifiee: "fr-icon-checkbox-circle-fill",
  differe: "fr-icon-warning-fill",
  fermee: "fr-icon-warning-fill",
};

/** Where the identity of the partner stands, in a word, for its line of the list. */
export function MarqueIdentite({ partenaire: p }: { partenaire: PartenaireSaisi }) {
  const { type } = etatIdentite(versDeclaree(p), useOrganisationConnue(versDeclaree(p)));
  const mots = {
    sans_identifiant: "",
    non_verifiee: "identité non vérifiée",
    verifiee: "identité vérifiée",
    differe: "identité différente au registre",
    fermee: "fermée selon le registre",
  }[type];
  if (mots === "") return null;
  const couleur = type === "verifiee" ? styles.bon : type === "non_verifiee" ? styles.attente : styles.alerte;
  return (
    <span className={styles.marque}>
      <span className={`${ICONES[type]} fr-icon--sm ${couleur}`} aria-hidden="true" /> {mots}
    </span>
  );
}

const texteOuRien = (v: unknown): string | null => (typeof v === "string" && v !== "" ? v : null);
export const versDeclaree = (p: PartenaireSaisi) => ({
  nom: texteOuRien(p.nom),
  siret: texteOuRien(p.siret),
  uai: texteOuRien(p.uai),
  nature: texteOuRien(p.nature),
  categorie: texteOuRien(p.categorie),
});

/** The identity line of an open card: the state, « Vérifier l’identité », and what the register would have written. */
export function IdentitePartenaire({ rang }: { rang: number }) {
  const { lectureSeule } = useEspaceFixe();
  const { registre } = useOrganisations();
  const { lignes, ecrire } = useLignes<PartenaireSaisi>("partenaires", "partenaires");
  const p = useValeur("partenaires", "partenaires", rang) as PartenaireSaisi;
  const declaree = versDeclaree(p);
  const organisation = useOrganisation(declaree);
  const etat = etatIdentite(declaree, organisation);
  const verification = useVerification();
  const [repris, setRepris] = useState("");
  const verifiable = etat.type !== "sans_identifiant" && registre && siretLu(declaree.siret) !== null;
  // What a dossier declared is no register: nothing of it is proposed.
  const aReprendre =
    organisation !== null && organisation.verifieeLe !== null ? propositions(declaree, organisation) : [];

  const reprendre = () => {
    const valeurs = Object.fromEntries(aReprendre.map((e) => [e.champ, e.registre]));
    ecrire(lignes.map((l, i) => (i === rang ? { ...l, ...valeurs } : l)));
    setRepris(`Repris du registre : ${enumerer(aReprendre.map((e) => e.libelle.toLocaleLowerCase("fr")))}.`);
  };

  return (
    <div className={`${styles.large} ${styles.identite} ${etat.type === "verifiee" ? styles.sure : ""}`}>
      <p className={styles.phraseIdentite}>
        <span
          className={`${ICONES[etat.type]} fr-icon--sm ${etat.type === "verifiee" ? styles.bon : styles.attente}`}
          aria-hidden="true"
        />
        {direIdentite(etat)}
      </p>
      {aReprendre.length > 0 ? (
        <ul className={styles.ecarts}>
          {aReprendre.map((e) => (
            <li key={e.champ}>
              {e.libelle} : {e.declare === null ? "rien" : ecrireValeurIdentite(e.champ, e.declare)} dans le dossier,{" "}
              <strong>{ecrireValeurIdentite(e.champ, e.registre)}</strong> au registre
            </li>
          ))}
        </ul>
      ) : null}
      {lectureSeule ? null : (
        <div className={styles.gestesIdentite}>
          {aReprendre.length > 0 ? (
            <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={reprendre}>
              Reprendre l’identité du registre
            </button>
          ) : null}
          {verifiable ? (
            <button
              type="button"
              className="fr-btn fr-btn--tertiary fr-btn--sm"
              aria-disabled={verification.enCours}
              onClick={() => void verification.verifier(p.id)}
            >
              {verification.enCours ? "Vérification en cours…" : "Vérifier l’identité"}
            </button>
          ) : null}
        </div>
      )}
      <p className={styles.issue} role="status">
        {verification.reponse === null ? repris : direIssue(verification.reponse)}
      </p>
    </div>
  );
}
