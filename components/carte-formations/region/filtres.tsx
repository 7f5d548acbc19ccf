import { FormulaireAdresse } from "../formulaire-adresse";
import type { Choix } from "./adresses";
import styles from "./region.module.css";

type Props = {
  choix: Choix;
  rentrees: readonly number[];
  academies: readonly { code: string; nom: string }[];
};

/** The formula divides by the rentrée before; notes 6 and 92 of the report by a later one. Relative: it follows the rentrée. */
const DENOMINATEURS = [
  { ecart: -1, nom: "à la rentrée d’avant" },
  { ecart: 0, nom: "à la même rentrée" },
  { ecart: 1, nom: "à la rentrée suivante" },
];

/** A GET form to the page of the région, which leads to that of the académie chosen. */
export function FiltresTerritoire({ choix, rentrees, academies }: Props) {
  const { region, academie, rentree, voie, denominateur } = choix;
  return (
    <FormulaireAdresse
      cle={`${region}-${academie}-${rentree}-${voie}-${denominateur}`}
      action={`/carte/regions/${region}`}
      className={styles.filtres}
      bouton="Afficher"
      annonce="Les chiffres sont à jour."
      champs={
        <>
          <ChampRentree rentree={rentree} rentrees={rentrees} />
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
          <div className="fr-select-group">
            <label className="fr-label" htmlFor="carte-effectif">
              Rapporté aux places occupées
            </label>
            <select className="fr-select" id="carte-effectif" name="effectif" defaultValue={denominateur - rentree}>
              {DENOMINATEURS.map(({ ecart, nom }) => (
                <option key={ecart} value={ecart}>
                  {nom}
                </option>
              ))}
            </select>
          </div>
        </>
      }
    />
  );
}

/** The same choice on the national list. */
export function ChoixRentree({ rentree, rentrees }: { rentree: number; rentrees: readonly number[] }) {
  return (
    <FormulaireAdresse
      cle={String(rentree)}
      action="/carte"
      className={styles.filtres}
      bouton="Afficher"
      annonce="Les chiffres sont à jour."
      champs={<ChampRentree rentree={rentree} rentrees={rentrees} />}
    />
  );
}

function ChampRentree({ rentree, rentrees }: { rentree: number; rentrees: readonly number[] }) {
  return (
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
  );
}
