"use client";
import { useEffect, useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { montantAuRepos, montantEnEdition } from "@/components/dsfr/champ-montant";
import styles from "./liste.module.css";

/** Typing reaches the section this long after the last key, and at once on leaving. */
const REPIT_MS = 400;

/** One amount of the list: its year before it, its whole name for a screen reader. */
export function MontantEtroit({
  id,
  nom,
  annee,
  montant,
  erreur,
  surSaisie,
}: {
  id: string;
  nom: string;
  annee: string;
  montant: string | null;
  erreur: string | undefined;
  surSaisie: (texte: string, vue: number | undefined) => void;
}) {
  const { magasin } = useEspaceFixe();
  const [texte, setTexte] = useState<string | null>(null);
  const attente = useRef<{ minuterie: ReturnType<typeof setTimeout>; texte: string } | null>(null);
  /** What was there, and the revision known, when the field was entered; what was written from here since. */
  const depart = useRef<{ montant: string | null; vue: number; envoye?: string }>({ montant: null, vue: 0 });
  const envoyer = useRef((_: string) => {});
  envoyer.current = (lu: string) => {
    if (attente.current) clearTimeout(attente.current.minuterie);
    attente.current = null;
    const { montant: connu, vue } = depart.current;
    // One's own former writing shows here too: only someone else's is unknown.
    const ecritAilleurs = connu !== montant && montantEnEdition(montant) !== depart.current.envoye;
    surSaisie(lu, ecritAilleurs ? vue : undefined);
    depart.current = { ...depart.current, envoye: montantEnEdition(lu) };
  };
  useEffect(() => {
    // What is typed leaves with the page, or with the section.
    const partir = () => {
      if (attente.current) envoyer.current(attente.current.texte);
    };
    window.addEventListener("pagehide", partir, true);
    return () => {
      window.removeEventListener("pagehide", partir, true);
      partir();
    };
  }, []);
  return (
    <div className={styles.champ}>
      <label className={styles.annee} htmlFor={id}>
        {annee}
      </label>
      <input
        id={id}
        className={`fr-input ${styles.entree} ${erreur ? "fr-input--error" : ""}`}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={nom}
        aria-invalid={erreur ? true : undefined}
        aria-describedby={erreur ? `${id}-faute` : undefined}
        data-case={nom}
        value={texte ?? montantAuRepos(montant)}
        onFocus={() => {
          depart.current = { montant, vue: magasin.revisionConnue() };
          setTexte(montantEnEdition(montant));
        }}
        onChange={(e) => {
          const lu = e.target.value.replace(/[\t\r\n]+/g, " ").trimStart();
          setTexte(lu);
          if (attente.current) clearTimeout(attente.current.minuterie);
          attente.current = { texte: lu, minuterie: setTimeout(() => envoyer.current(lu), REPIT_MS) };
        }}
        onBlur={() => {
          if (attente.current) envoyer.current(attente.current.texte);
          setTexte(null);
        }}
        onKeyDown={(e) => {
          if (e.key !== "Enter") return;
          e.preventDefault();
          const tous = [...(e.currentTarget.closest("section")?.querySelectorAll<HTMLInputElement>("input") ?? [])];
          tous[tous.indexOf(e.currentTarget) + (e.shiftKey ? -1 : 1)]?.focus();
        }}
      />
      {erreur ? (
        <p id={`${id}-faute`} className="fr-error-text">
          {erreur}
        </p>
      ) : null}
    </div>
  );
}
