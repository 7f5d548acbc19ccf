"use client";
import { useState } from "react";
import { Tableau } from "@/components/dsfr/tableau";
import { ecrireDate, ecrireNombre } from "@/lib/domain/ecriture";
import styles from "./audit.module.css";

export type JourVu = { jour: string; entrees: number; empreinte: string };

/** What to keep out of the database: each day's digest, as the command line takes it. */
export function Empreintes({ jours }: { jours: readonly JourVu[] }) {
  const [copiee, setCopiee] = useState<string | null>(null);
  async function copier({ jour, empreinte }: JourVu) {
    const fait = await navigator.clipboard.writeText(`${jour}=${empreinte}`).then(
      () => true,
      () => false,
    );
    setCopiee(fait ? jour : null);
  }
  return (
    <>
      <p role="status" className="fr-sr-only">
        {copiee === null ? "" : `Empreinte du ${ecrireDate(copiee)} copiée.`}
      </p>
      <Tableau
        id="empreintes"
        titre="Empreintes des journées, la dernière d’abord"
        lignes={jours}
        cle={(j) => j.jour}
        vide="Aucune empreinte pour le moment : la première se fait après minuit, le lendemain de la première entrée."
        colonnes={[
          { cle: "jour", nom: "Journée", entete: true, court: true, contenu: (j) => ecrireDate(j.jour) },
          { cle: "entrees", nom: "Entrées", aDroite: true, contenu: (j) => ecrireNombre(j.entrees) },
          {
            cle: "empreinte",
            nom: "Empreinte (SHA-256)",
            contenu: (j) => <code className={styles.empreinte}>{j.empreinte}</code>,
          },
          {
            cle: "copier",
            nom: "Copie",
            nomMasque: true,
            contenu: (j) => (
              <button
                type="button"
                className="fr-btn fr-btn--tertiary fr-btn--sm"
                onClick={() => void copier(j)}
                title={`Copier l’empreinte du ${ecrireDate(j.jour)}`}
              >
                {copiee === j.jour ? "Copiée" : "Copier"}
              </button>
            ),
          },
        ]}
      />
    </>
  );
}
