"use client";
import dynamic from "next/dynamic";
import { type MouseEvent, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import styles from "./annexe.module.css";

// Read when someone imports: most never do.
const DialogueImport = dynamic(() => import("./dialogue-import").then((m) => m.DialogueImport), { ssr: false });

/** The annexe financière both ways: exported as a workbook, filled elsewhere, imported after its preview. */
export function AnnexeFinanciere() {
  const { espace, magasin, lectureSeule, part } = useEspaceFixe();
  const [ouvert, setOuvert] = useState(false);
  // A partner's contact sees its own lines only: the annexe is everybody's.
  if (part !== null || !espace.droits.exporter) return null;
  const adresse = `/api/v1/dossiers/${espace.id}/annexe.xlsx`;
  const exporter = (e: MouseEvent<HTMLAnchorElement>) => {
    if (magasin.enAttente() === 0 || e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    void magasin.envoyerTout().then(() => window.location.assign(adresse));
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
      {ouvert ? <DialogueImport surFermeture={() => setOuvert(false)} /> : null}
    </div>
  );
}
