import type { ReactNode } from "react";
import { FormulaireAdresse } from "../formulaire-adresse";
import styles from "./constat.module.css";

type Choix = { nom: string; libelle: string; valeur: string; options: readonly { valeur: string; libelle: string }[] };

/** What is looked at, as a form of the address: works without a script, and the page can be kept or sent. */
export function ChoixConstat({
  chemin,
  choix,
  caches,
  children,
}: {
  chemin: string;
  choix: readonly Choix[];
  caches?: Readonly<Record<string, string>>;
  children?: ReactNode;
}) {
  return (
    <FormulaireAdresse
      cle={JSON.stringify([caches, choix.map(({ nom, valeur }) => [nom, valeur])])}
      action={chemin}
      className={styles.tete}
      bouton="Afficher"
      annonce="Le tableau est à jour."
      champs={
        <>
          {Object.entries(caches ?? {}).map(([nom, valeur]) =>
            valeur === "" ? null : <input key={nom} type="hidden" name={nom} value={valeur} />,
          )}
          {choix.map(({ nom, libelle, valeur, options }) => (
            <div key={nom} className="fr-select-group fr-mb-0">
              <label className="fr-label" htmlFor={`choix-${nom}`}>
                {libelle}
              </label>
              <select className="fr-select" id={`choix-${nom}`} name={nom} defaultValue={valeur}>
                {options.map((o) => (
                  <option key={o.valeur} value={o.valeur}>
                    {o.libelle}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </>
      }
    >
      {children}
    </FormulaireAdresse>
  );
}
