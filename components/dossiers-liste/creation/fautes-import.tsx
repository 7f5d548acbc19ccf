"use client";
import { accorder } from "@/lib/domain/ecriture";
import styles from "./creation.module.css";
import { type FauteImport, listeDesFautes } from "./lire-import";

/** Shown at once; the whole list stays in the downloaded file. */
const MONTREES = 50;

/** Everything that is wrong with the file, each with its path and a sentence. */
export function FautesImport({ nom, fautes }: { nom: string; fautes: readonly FauteImport[] }) {
  function telecharger() {
    const adresse = URL.createObjectURL(
      new Blob(["\uFEFF", listeDesFautes(nom, fautes)], { type: "text/plain;charset=utf-8" }),
    );
    const lien = document.createElement("a");
    lien.href = adresse;
    lien.download = `fautes-${nom.replace(/\.\w+$/, "")}.txt`;
    lien.click();
    URL.revokeObjectURL(adresse);
  }
  return (
    <div className="fr-alert fr-alert--error">
      <h3 className="fr-alert__title">
        {nom} : {accorder(fautes.length, "faute")}, rien n’a été créé
      </h3>
      <ul className={styles.fautes}>
        {fautes.slice(0, MONTREES).map((f) => (
          <li key={`${f.chemin}-${f.message}`}>
            {f.chemin ? <code>{f.chemin}</code> : null}
            {f.chemin ? " : " : ""}
            {f.message}
          </li>
        ))}
      </ul>
      {fautes.length > MONTREES ? (
        <p>Et {accorder(fautes.length - MONTREES, "autre")}, dans la liste à télécharger.</p>
      ) : null}
      {fautes.length > 1 ? (
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-download-line"
          onClick={telecharger}
        >
          Télécharger la liste des fautes
        </button>
      ) : null}
    </div>
  );
}
