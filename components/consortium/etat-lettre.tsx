"use client";
import { useMemo } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import { ecrireDateCourte, ecrireEuros } from "@/lib/domain/ecriture";
import { apportAuPlan, type EtatLettre, etatLettre } from "@/lib/domain/lettres";
import { versDossier } from "@/lib/schemas/vers-dossier";
import styles from "./consortium.module.css";

export type Apports = ReadonlyMap<string, { nom: string; lettre: EtatLettre; auPlan: bigint }>;

/** State of every partner's letter, against the plan as it is typed now. */
export function useLettres(): Apports {
  const { fichier } = useEspace();
  const { partenaires, financements } = fichier;
  return useMemo(() => {
    // The other lists change nothing here, and the budget's 2,400 lines would be read again at each keystroke.
    const dossier = versDossier({ format: "rigel-dossier/1", titre: "", regime: "ATCF", partenaires, financements });
    return new Map(
      dossier.partenaires.flatMap((p) => {
        if (p.id === undefined) return [];
        const apport = apportAuPlan(dossier.financements, p.id);
        return [[p.id, { nom: p.nom ?? "Partenaire sans nom", lettre: etatLettre(p, apport), auPlan: apport.min }]];
      }),
    );
  }, [partenaires, financements]);
}

/** « Signée le … », « À générer », « Périmée » with both amounts. Icon and word. */
export function LettreEnMots({ lettre }: { lettre: EtatLettre }) {
  switch (lettre.type) {
    case "sans_objet":
      return <span className={styles.discret}>Sans objet</span>;
    case "a_generer":
      return (
        <span className={styles.lettre}>
          <span className={`fr-icon-draft-line fr-icon--sm ${styles.attente}`} aria-hidden="true" />À générer
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
            {ecrireEuros(lettre.signe)} signés le {ecrireDateCourte(lettre.le)}, {ecrireEuros(lettre.auPlan)} au plan
          </span>
        </span>
      );
  }
}
