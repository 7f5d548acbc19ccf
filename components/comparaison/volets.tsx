"use client";
import { type ReactNode, useId, useState } from "react";
import styles from "./comparaison.module.css";

/** One panel at a time on screen, all of them on paper. */
export function Volets({
  legende,
  volets,
}: {
  legende: string;
  volets: readonly { cle: string; nom: string; contenu: ReactNode }[];
}) {
  const id = useId();
  const [ouvert, setOuvert] = useState(volets[0]?.cle);
  return (
    <>
      <fieldset className={`fr-segmented fr-segmented--sm ${styles.selecteur}`}>
        <legend className="fr-segmented__legend fr-sr-only">{legende}</legend>
        <div className="fr-segmented__elements">
          {volets.map(({ cle, nom }) => (
            <div className="fr-segmented__element" key={cle}>
              <input
                type="radio"
                id={`${id}-${cle}`}
                name={id}
                value={cle}
                checked={ouvert === cle}
                onChange={() => setOuvert(cle)}
              />
              <label className="fr-label" htmlFor={`${id}-${cle}`}>
                {nom}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      {volets.map(({ cle, contenu }) => (
        <div key={cle} className={ouvert === cle ? styles.volet : `${styles.volet} ${styles.ferme}`}>
          {contenu}
        </div>
      ))}
    </>
  );
}
