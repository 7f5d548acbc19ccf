"use client";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { accorder } from "@/lib/domain/ecriture";
import { filtrerMentionnables, type Mentionnable, mentionEnCours } from "@/lib/domain/mentions";
import styles from "./commentaires.module.css";

const PROPOSEES_MAX = 8;

/**
 * A text where « @ » proposes the team. The list belongs to the text (aria-controls, aria-activedescendant): the focus never
 * leaves what is being written. Down and Up choose, Enter takes, Escape closes the list and nothing else.
 */
export function ChampMention({
  id,
  libelle,
  valeur,
  surChangement,
  mentionnables,
  erreur,
  lignes = 3,
}: {
  id: string;
  libelle: string;
  valeur: string;
  surChangement: (valeur: string) => void;
  mentionnables: readonly Mentionnable[];
  erreur?: string | undefined;
  lignes?: number;
}) {
  const liste = useId();
  const champ = useRef<HTMLTextAreaElement>(null);
  const [curseur, setCurseur] = useState(0);
  const [actif, setActif] = useState(0);
  /** Closed by Escape: for this « @ » only. */
  const [fermee, setFermee] = useState<number | null>(null);
  const [foyer, setFoyer] = useState(false);
  const aPlacer = useRef<number | null>(null);

  useLayoutEffect(() => {
    if (aPlacer.current === null) return;
    champ.current?.setSelectionRange(aPlacer.current, aPlacer.current);
    aPlacer.current = null;
  });

  const enCours = foyer ? mentionEnCours(valeur, curseur) : null;
  const proposees =
    enCours === null || enCours.debut === fermee
      ? []
      : filtrerMentionnables(mentionnables, enCours.cherche).slice(0, PROPOSEES_MAX);
  const ouverte = proposees.length > 0;
  const choisi = Math.min(actif, Math.max(0, proposees.length - 1));

  const suivre = () => {
    setCurseur(champ.current?.selectionStart ?? 0);
    setActif(0);
  };
  function prendre(personne: Mentionnable) {
    if (enCours === null) return;
    const debut = `${valeur.slice(0, enCours.debut)}@${personne.etiquette} `;
    aPlacer.current = debut.length;
    setCurseur(debut.length);
    // Taken: the list does not come back on the name just written.
    setFermee(enCours.debut);
    surChangement(debut + valeur.slice(curseur).replace(/^ /, ""));
    champ.current?.focus();
  }
  function touche(e: KeyboardEvent) {
    if (!ouverte || enCours === null || e.nativeEvent.isComposing) return;
    const n = proposees.length;
    if (e.key === "ArrowDown") setActif((choisi + 1) % n);
    else if (e.key === "ArrowUp") setActif((choisi + n - 1) % n);
    else if (e.key === "Enter" && !e.shiftKey) prendre(proposees[choisi] as Mentionnable);
    else if (e.key === "Escape") {
      setFermee(enCours.debut);
      e.stopPropagation();
    } else return;
    e.preventDefault();
  }
  return (
    <div className={`fr-input-group ${erreur ? "fr-input-group--error" : ""} ${styles.saisie}`}>
      <label className="fr-label" htmlFor={id}>
        {libelle}
        <span className="fr-hint-text" id={`${id}-aide`}>
          « @ » pour mentionner une personne de l’équipe : elle reçoit un courriel.
        </span>
      </label>
      <textarea
        ref={champ}
        id={id}
        className="fr-input"
        rows={lignes}
        value={valeur}
        aria-describedby={`${id}-aide ${id}-messages`}
        aria-invalid={erreur === undefined ? undefined : true}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={ouverte ? liste : undefined}
        aria-activedescendant={ouverte ? `${liste}-${choisi}` : undefined}
        onChange={(e) => {
          surChangement(e.target.value);
          suivre();
        }}
        onKeyDown={touche}
        onKeyUp={(e) => {
          if (!["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(e.key)) suivre();
        }}
        onClick={suivre}
        onFocus={() => setFoyer(true)}
        onBlur={() => setFoyer(false)}
      />
      {ouverte ? (
        <div id={liste} role="listbox" aria-label="Personnes de l’équipe" className={styles.propositions}>
          {proposees.map((p, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text above holds the focus and the keys
            <div
              key={p.id}
              id={`${liste}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === choisi}
              className={styles.proposition}
              // The text keeps the focus.
              onMouseDown={(e) => e.preventDefault()}
              onClick={() => prendre(p)}
            >
              {p.nom}
              {p.organisation ? <span className={styles.organisation}> {p.organisation}</span> : null}
            </div>
          ))}
        </div>
      ) : null}
      <p className="fr-sr-only" role="status">
        {ouverte ? `${accorder(proposees.length, "personne")} : flèches pour choisir, Entrée pour mentionner.` : ""}
      </p>
      <div className="fr-messages-group" id={`${id}-messages`} aria-live="polite">
        {erreur ? <p className="fr-message fr-message--error">{erreur}</p> : null}
      </div>
    </div>
  );
}
