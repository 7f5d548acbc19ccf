"use client";
import dynamic from "next/dynamic";
import { type MouseEvent, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import styles from "./annexe.module.css";
import { envoyerAvantAnnexe } from "./envoi-prealable";

// Read when someone imports: most never do.
const DialogueImport = dynamic(() => import("./dialogue-import").then((m) => m.DialogueImport), { ssr: false });

/** The annexe financière both ways: exported as a workbook, filled elsewhere, imported after its preview. */
export function AnnexeFinanciere() {
  const { espace, magasin, lectureSeule, part } = useEspaceFixe();
  const [ouvert, setOuvert] = useState(false);
  const [erreur, setErreur] = useState<string | null>(null);
  // A partner's contact sees its own lines only: the annexe is everybody's.
  if (part !== null || !espace.droits.exporter) return null;
  const adresse = `/api/v1/dossiers/${espace.id}/annexe.xlsx`;
  const exporter = (e: MouseEvent<HTMLAnchorElement>) => {
    setErreur(null);
    if (magasin.enAttente() === 0) return;
    e.preventDefault();
    void envoyerAvantAnnexe(magasin).then((retenu) => {
      if (retenu === null) window.location.assign(adresse);
      else setErreur(retenu);
    });
  };
  return (
    <div className={styles.outils}>
      <a
        className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-download-line"
        href={adresse}
        download
        onClick={exporter}
      >
        Exporter l’annexe (XLSX)
      </a>
      {lectureSeule ? null : (
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-upload-line"
          onClick={() => setOuvert(true)}
        >
          Importer l’annexe
        </button>
      )}
      <div role="alert" className={erreur === null ? undefined : styles.erreur}>
        {erreur === null ? null : <p className="fr-message fr-message--error">{erreur}</p>}
      </div>
      {ouvert ? <DialogueImport surFermeture={() => setOuvert(false)} /> : null}
    </div>
  );
}
