"use client";
import { useEffect, useRef, useState } from "react";
import { enumerer } from "@/lib/domain/ecriture";
import { type CodeSection, SECTIONS } from "@/lib/domain/sections";
import type { Present } from "@/lib/schemas/atelier";
import { useEspaceFixe } from "../espace-contexte";
import { idDe } from "./adresse-du-champ";
import { useAtelier } from "./contexte";
import { initiales, presentsDans, presentsSur } from "./etat-atelier";
import styles from "./presences.module.css";

const nomSection = (code: string | null): string | null => SECTIONS.find((s) => s.code === code)?.nom ?? null;

/** « Aussi dans ce dossier : Camille Dupré (Budget) ». Nothing when one is alone. */
export function AussiIci() {
  const presents = useAtelier((vue) => vue.presents);
  return (
    <>
      <Arrivees presents={presents} />
      {presents.length === 0 ? null : (
        <div className={styles.ici}>
          <p className={styles.titre} id="aussi-ici">
            Aussi dans ce dossier :
          </p>
          <ul className={styles.personnes} aria-labelledby="aussi-ici">
            {presents.map((p) => {
              const section = nomSection(p.section);
              return (
                <li key={p.id} className={styles.personne}>
                  <span className={styles.pastille} aria-hidden="true">
                    {initiales(p.nom)}
                  </span>
                  <span>
                    {p.nom}
                    {section === null ? "" : ` (${section})`}
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </>
  );
}

/** Who has just come, once: neither where they go next, nor that they leave, is worth an interruption. */
function Arrivees({ presents }: { presents: readonly Present[] }) {
  const connus = useRef<ReadonlySet<string>>(new Set());
  const [phrase, setPhrase] = useState("");
  useEffect(() => {
    const nouveaux = presents.filter((p) => !connus.current.has(p.id));
    connus.current = new Set(presents.map((p) => p.id));
    if (presents.length === 0) setPhrase("");
    else if (nouveaux.length > 0)
      setPhrase(
        `${enumerer(nouveaux.map((p) => p.nom))} ${nouveaux.length > 1 ? "sont aussi" : "est aussi"} dans ce dossier.`,
      );
  }, [presents]);
  return (
    <p className="fr-sr-only" role="status">
      {phrase}
    </p>
  );
}

/** In the menu, beside a section: who is there, and how many discussions are open. */
export function MarquesSection({ section }: { section: CodeSection }) {
  const presents = useAtelier((vue) => vue.presents);
  const ouverts = useAtelier((vue) => vue.parSection.get(section) ?? 0);
  const la = presentsDans(presents, section);
  if (la.length === 0 && ouverts === 0) return null;
  return (
    <span className={styles.marques}>
      {la.map((p) => (
        <span key={p.id}>
          <span className={styles.pastille} aria-hidden="true" title={p.nom}>
            {initiales(p.nom)}
          </span>
          <span className="fr-sr-only">{p.nom} est ici. </span>
        </span>
      ))}
      {ouverts > 0 ? (
        <span className={`${styles.nombre} fr-icon-chat-3-line`}>
          {ouverts}
          <span className="fr-sr-only"> {ouverts > 1 ? "discussions ouvertes" : "discussion ouverte"}</span>
        </span>
      ) : null}
    </span>
  );
}

/** In the menu, beside « Commentaires ». */
export function MarqueMentions() {
  const nonLues = useAtelier((vue) => vue.nonLues);
  if (nonLues === 0) return null;
  return (
    <span className="fr-badge fr-badge--info fr-badge--sm fr-badge--no-icon">
      {nonLues} {nonLues > 1 ? "mentions" : "mention"}
    </span>
  );
}

/** Beside a field: who is writing there. */
export function EcritIci({ adresse }: { adresse: string }) {
  const presents = useAtelier((vue) => vue.presents);
  const la = presentsSur(presents, adresse);
  if (la.length === 0) return null;
  return (
    <p className={styles.ecrit}>
      {enumerer(la.map((p) => p.nom))} {la.length > 1 ? "modifient" : "modifie"} ce champ
    </p>
  );
}

const ATTRIBUT = "data-rg-autre";

/**
 * The dashed outline, and the name, on the control where someone else is: set on the page as it is, since tables and grids draw
 * their own controls. What React draws again is marked again.
 */
export function Contours() {
  const { magasin } = useEspaceFixe();
  const presents = useAtelier((vue) => vue.presents);
  useEffect(() => {
    const places = presents.filter((p) => p.adresse !== null);
    if (places.length === 0) return;
    const marques = new Set<Element>();
    const poser = () => {
      for (const p of places) {
        const id = idDe(magasin, p.adresse as string);
        const noeud = id === null ? null : document.getElementById(id);
        if (noeud === null || noeud.getAttribute(ATTRIBUT) === p.nom) continue;
        noeud.setAttribute(ATTRIBUT, p.nom);
        marques.add(noeud);
        const cellule = noeud.closest("td, [role=gridcell]");
        if (cellule === null) continue;
        cellule.setAttribute(ATTRIBUT, p.nom);
        marques.add(cellule);
      }
    };
    poser();
    // A field folded away, a section just opened: seen within a second.
    const regard = setInterval(poser, 1_000);
    return () => {
      clearInterval(regard);
      for (const noeud of marques) noeud.removeAttribute(ATTRIBUT);
    };
  }, [magasin, presents]);
  return null;
}
