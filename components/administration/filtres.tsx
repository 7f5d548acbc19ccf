import Link from "next/link";
import styles from "./filtres.module.css";

type Choix = {
  nom: string;
  libelle: string;
  tous: string;
  valeur: string;
  options: readonly { code: string; nom: string }[];
};

/** A plain GET form above a list: it works without JavaScript, and its answer is an address. */
export function FiltresListe({
  chemin,
  recherche,
  choix,
  caches = {},
  filtree,
}: {
  chemin: string;
  recherche: { libelle: string; valeur: string; exemple?: string };
  choix: readonly Choix[];
  /** Kept through the form: the sort. */
  caches?: Readonly<Record<string, string>>;
  filtree: boolean;
}) {
  const cle = [recherche.valeur, ...choix.map((c) => c.valeur)].join("|");
  return (
    // The key gives fresh default values when the address changes by a link.
    <form key={cle} action={chemin} method="get">
      <search className={styles.champs}>
        <div className={`fr-input-group ${styles.recherche}`}>
          <label className="fr-label" htmlFor="filtre-q">
            {recherche.libelle}
          </label>
          <input
            className="fr-input"
            type="search"
            id="filtre-q"
            name="q"
            defaultValue={recherche.valeur}
            placeholder={recherche.exemple}
          />
        </div>
        {choix.map((c) => (
          <div className="fr-select-group" key={c.nom}>
            <label className="fr-label" htmlFor={`filtre-${c.nom}`}>
              {c.libelle}
            </label>
            <select className="fr-select" id={`filtre-${c.nom}`} name={c.nom} defaultValue={c.valeur}>
              <option value="">{c.tous}</option>
              {c.options.map((o) => (
                <option key={o.code} value={o.code}>
                  {o.nom}
                </option>
              ))}
            </select>
          </div>
        ))}
        {Object.entries(caches).map(([nom, valeur]) => (
          <input key={nom} type="hidden" name={nom} value={valeur} />
        ))}
        <button type="submit" className="fr-btn fr-btn--secondary">
          Filtrer
        </button>
        {filtree ? (
          <Link href={chemin} className={`fr-link ${styles.effacer}`}>
            Tout effacer
          </Link>
        ) : null}
      </search>
    </form>
  );
}
