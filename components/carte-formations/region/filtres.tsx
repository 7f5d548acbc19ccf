import type { Choix } from "./adresses";
import styles from "./region.module.css";

type Props = {
  choix: Choix;
  rentrees: readonly number[];
  academies: readonly { code: string; nom: string }[];
};

/** A plain GET form to the page of the région, which leads to that of the académie chosen. */
export function FiltresTerritoire({ choix, rentrees, academies }: Props) {
  const { region, academie, rentree, voie } = choix;
  return (
    <form
      // Fresh values when a link changes the address.
      key={`${region}-${academie}-${rentree}-${voie}`}
      action={`/carte/regions/${region}`}
      method="get"
      className={styles.filtres}
    >
      <div className="fr-select-group">
        <label className="fr-label" htmlFor="carte-rentree">
          Rentrée
        </label>
        <select className="fr-select" id="carte-rentree" name="rentree" defaultValue={rentree}>
          {rentrees.map((annee) => (
            <option key={annee} value={annee}>
              {annee}
            </option>
          ))}
        </select>
      </div>
      {academies.length > 1 ? (
        <div className="fr-select-group">
          <label className="fr-label" htmlFor="carte-academie">
            Académie
          </label>
          <select className="fr-select" id="carte-academie" name="academie" defaultValue={academie ?? ""}>
            <option value="">Toutes les académies</option>
            {academies.map(({ code, nom }) => (
              <option key={code} value={code}>
                {nom}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div className="fr-select-group">
        <label className="fr-label" htmlFor="carte-voie">
          Voie
        </label>
        <select className="fr-select" id="carte-voie" name="voie" defaultValue={voie ?? ""}>
          <option value="">Scolaire et apprentissage</option>
          <option value="scolaire">Scolaire</option>
          <option value="apprentissage">Apprentissage</option>
        </select>
      </div>
      <button type="submit" className="fr-btn fr-btn--secondary">
        Afficher
      </button>
    </form>
  );
}
