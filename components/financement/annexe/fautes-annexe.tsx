"use client";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import type { FauteAnnexe } from "@/lib/domain/annexe/lire-fiche";
import styles from "./annexe.module.css";

const COLONNES: readonly Colonne<FauteAnnexe>[] = [
  { cle: "feuille", nom: "Feuille", contenu: (f) => f.feuille ?? "Classeur", entete: true },
  { cle: "case", nom: "Case", contenu: (f) => f.case ?? "—", court: true },
  { cle: "message", nom: "À corriger", contenu: (f) => f.message },
];

/** Everything to put right in the file, at once. */
export function FautesAnnexe({ fautes, csv }: { fautes: readonly FauteAnnexe[]; csv: string }) {
  const telecharger = () => {
    const adresse = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
    const lien = document.createElement("a");
    lien.href = adresse;
    lien.download = "fautes de l’annexe financière.csv";
    lien.click();
    setTimeout(() => URL.revokeObjectURL(adresse), 60_000);
  };
  return (
    <div className={styles.bloc}>
      <Tableau
        id="fautes-annexe"
        titre="Ce qui est à corriger dans le fichier"
        colonnes={COLONNES}
        lignes={fautes}
        cle={(f) => `${f.feuille} ${f.case} ${f.message}`}
      />
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-download-line"
        onClick={telecharger}
      >
        Télécharger la liste (CSV)
      </button>
    </div>
  );
}
