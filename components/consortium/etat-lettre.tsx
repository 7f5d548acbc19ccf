"use client";
import { useMemo } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import { ecrireDateCourte, ecrireEuros } from "@/lib/domain/ecriture";
import { type EtatLettre, etatsLettres } from "@/lib/domain/lettres";
import { versDossier } from "@/lib/schemas/vers-dossier";
import styles from "./consortium.module.css";

export type Apports = ReadonlyMap<string, { nom: string; lettre: EtatLettre }>;

/** State of every partner's letter, against the plan as it is typed now. */
export function useLettres(): Apports {
  const { fichier } = useEspace();
  const { partenaires, financements } = fichier;
  return useMemo(() => {
    // The other lists change nothing here, and the budget's 2,400 lines would be read again at each keystroke.
    const dossier = versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", partenaires, financements });
    const etats = etatsLettres(dossier.partenaires, dossier.financements);
    return new Map(
      dossier.partenaires.flatMap((p, rang) => {
        const lettre = etats[rang];
        if (p.id === undefined || lettre === undefined) return [];
        return [[p.id, { nom: p.nom ?? "Partenaire sans nom", lettre }]];
      }),
    );
  }, [partenaires, financements]);
}

/** « Signée le … », « À générer », « Périmée » with both amounts. Icon and word. */
export function LettreEnMots({ lettre }: { lettre: EtatLettre }) {
  switch (lettre.type) {
    case "absente":
      if (!lettre.attendue) return <span className={styles.discret}>Sans objet</span>;
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />À générer
        </span>
      );
    case "a_signer":
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />
          {lettre.accord === "different" && lettre.montant !== undefined
            ? `À signer : ${ecrireEuros(lettre.montant)} dans la lettre, ${ecrireEuros(lettre.auPlan)} au plan`
            : "À signer"}
        </span>
      );
    case "montant_inconnu":
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />
          Signée le {ecrireDateCourte(lettre.le)}, montant à préciser
        </span>
      );
    case "signee":
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-checkbox-circle-fill fr-icon--sm ${styles.bon}`} aria-hidden="true" />
          Signée le {ecrireDateCourte(lettre.le)}
        </span>
      );
    case "perimee":
      return (
        <span className={styles.perimee}>
          <span className="fr-badge fr-badge--sm fr-badge--warning">Périmée</span>
          <span>
            {ecrireEuros(lettre.montant)} signés le {ecrireDateCourte(lettre.le)}, {ecrireEuros(lettre.auPlan)} au plan
          </span>
        </span>
      );
  }
}
