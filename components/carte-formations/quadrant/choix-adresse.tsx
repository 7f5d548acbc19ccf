"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import styles from "./quadrant.module.css";

type Props = {
  id: string;
  libelle: string;
  /** Parameter of the address that the choice writes; the others stay. */
  nom: string;
  valeur: string;
  options: readonly { valeur: string; libelle: string }[];
  /** Label beside the list rather than above. */
  enLigne?: boolean;
};

/** A choice that the address keeps, so that the page can be sent to a colleague. The focus and the scroll stay in place. */
export function ChoixAdresse({ id, libelle, nom, valeur, options, enLigne }: Props) {
  const routeur = useRouter();
  const chemin = usePathname();
  const actuels = useSearchParams();
  const [enCours, demarrer] = useTransition();
  const choisir = (choisie: string) => {
    const suivants = new URLSearchParams(actuels);
    if (choisie === "") suivants.delete(nom);
    else suivants.set(nom, choisie);
    demarrer(() => routeur.replace(`${chemin}?${suivants}`, { scroll: false }));
  };
  return (
    <div className={enLigne ? styles.choixEnLigne : "fr-select-group"}>
      <label className="fr-label" htmlFor={id}>
        {libelle}
      </label>
      <select
        className="fr-select"
        id={id}
        value={valeur}
        aria-busy={enCours}
        onChange={(e) => choisir(e.target.value)}
      >
        {options.map((o) => (
          <option key={o.valeur} value={o.valeur}>
            {o.libelle}
          </option>
        ))}
      </select>
    </div>
  );
}
