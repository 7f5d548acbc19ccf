"use client";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Aide } from "@/lib/domain/aides/aide";
import { trouverAide } from "@/lib/domain/aides/trouver";
import type { SectionSaisie } from "@/lib/schemas/sections";
import styles from "./aide-champ.module.css";
import { chargerAides } from "./charger-aides";

type Contenu = { type: "attente" } | { type: "aide"; aide: Aide } | { type: "absente" };

/** Help of one field: a button under its label, and what it opens. `chemin`: path in the section's form. */
export function AideChamp({ section, chemin }: { section: SectionSaisie; chemin: string }) {
  const id = useId();
  const [ouvert, setOuvert] = useState(false);
  const [contenu, setContenu] = useState<Contenu>({ type: "attente" });
  const bouton = useRef<HTMLButtonElement>(null);

  async function basculer() {
    if (ouvert) return setOuvert(false);
    setOuvert(true);
    const table = await chargerAides(section).catch(() => null);
    const aide = table === null ? null : trouverAide(table, chemin);
    setContenu(aide === null ? { type: "absente" } : { type: "aide", aide });
  }
  function touche(e: KeyboardEvent) {
    if (e.key !== "Escape" || !ouvert) return;
    // The dialog around the field stays open.
    e.stopPropagation();
    e.preventDefault();
    setOuvert(false);
    bouton.current?.focus();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button inside opened
    <div className={styles.aide} onKeyDown={touche}>
      <button
        ref={bouton}
        type="button"
        className={`${styles.bouton} fr-icon-question-line`}
        aria-expanded={ouvert}
        aria-controls={id}
        onClick={() => void basculer()}
      >
        Aide
      </button>
      <div id={id} className={styles.panneau} hidden={!ouvert} aria-live="polite">
        {ouvert ? <Corps contenu={contenu} /> : null}
      </div>
    </div>
  );
}

const RUBRIQUES = [
  ["pourquoi", "Pourquoi on le demande"],
  ["exemple", "Exemple"],
  ["ou", "Où le trouver"],
  ["source", "Source"],
] as const satisfies readonly [keyof Aide, string][];

function Corps({ contenu }: { contenu: Contenu }) {
  if (contenu.type === "attente") return <p className={styles.texte}>Chargement de l’aide…</p>;
  if (contenu.type === "absente")
    return <p className={styles.texte}>L’aide n’a pas pu être chargée. Vérifiez la connexion, puis recommencez.</p>;
  const { aide } = contenu;
  return (
    <dl className={styles.liste}>
      {RUBRIQUES.map(([nom, titre]) =>
        aide[nom] === undefined ? null : (
          <div key={nom} className={nom === "source" ? styles.source : undefined}>
            <dt>{titre}</dt>
            <dd>{aide[nom]}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
