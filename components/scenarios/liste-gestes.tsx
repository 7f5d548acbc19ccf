"use client";
import { useRef } from "react";
import { decrireGeste, type Geste, type Noms } from "@/lib/domain/scenarios/gestes";
import type { Suite } from "@/lib/domain/scenarios/jouer";
import styles from "./scenarios.module.css";

/** The gestures of a what-if in the order they are played: change, move, take out. */
export function ListeGestes({
  gestes,
  suites,
  noms,
  enEdition,
  surModification,
  surChangement,
}: {
  gestes: readonly Geste[];
  suites: readonly Suite[];
  noms: Noms;
  enEdition: number | null;
  surModification: (rang: number) => void;
  surChangement: (gestes: Geste[]) => void;
}) {
  const liste = useRef<HTMLOListElement>(null);
  if (gestes.length === 0) return null;
  const deplacer = (de: number, vers: number) => {
    const [geste] = gestes.slice(de, de + 1);
    if (geste === undefined) return;
    surChangement(gestes.toSpliced(de, 1).toSpliced(vers, 0, geste));
    // The row went: the focus goes with it, to its first button that can be pressed.
    requestAnimationFrame(() =>
      liste.current?.querySelectorAll<HTMLElement>("li")[vers]?.querySelector("button")?.focus(),
    );
  };
  return (
    <ol className={styles.gestes} ref={liste} aria-label="Changements de ce scénario, dans l’ordre">
      {gestes.map((g, i) => {
        const nom = decrireGeste(g, noms);
        const suite = suites[i];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two gestures may be the same; their place is what tells them apart
          <li key={`${i} ${nom}`} aria-current={enEdition === i ? "true" : undefined}>
            <p className={styles.nomGeste}>{nom}</p>
            {suite?.applique === false ? (
              <p className="fr-message fr-message--error">Ne s’applique pas : {suite.motif}</p>
            ) : (
              suite?.remarques.map((r) => (
                <p key={r} className={styles.remarque}>
                  {r}
                </p>
              ))
            )}
            <div className={styles.outils}>
              <Outil nom="Modifier" quoi={nom} icone="fr-icon-edit-line" surClic={() => surModification(i)} />
              <Outil
                nom="Monter"
                quoi={nom}
                icone="fr-icon-arrow-up-line"
                inerte={i === 0}
                surClic={() => deplacer(i, i - 1)}
              />
              <Outil
                nom="Descendre"
                quoi={nom}
                icone="fr-icon-arrow-down-line"
                inerte={i === gestes.length - 1}
                surClic={() => deplacer(i, i + 1)}
              />
              <Outil
                nom="Retirer"
                quoi={nom}
                icone="fr-icon-delete-line"
                surClic={() => {
                  surChangement(gestes.toSpliced(i, 1));
                  document.getElementById("scenario-geste-type")?.focus();
                }}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Outil({
  nom,
  quoi,
  icone,
  inerte,
  surClic,
}: {
  nom: string;
  quoi: string;
  icone: string;
  inerte?: boolean;
  surClic: () => void;
}) {
  return (
    <button
      type="button"
      className={`fr-btn fr-btn--tertiary-no-outline fr-btn--sm ${icone}`}
      title={nom}
      disabled={inerte}
      onClick={surClic}
    >
      {nom} : {quoi}
    </button>
  );
}
