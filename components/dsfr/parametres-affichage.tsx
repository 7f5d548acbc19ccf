import sombre from "@codegouvfr/react-dsfr/dsfr/artwork/dark.svg";
import clair from "@codegouvfr/react-dsfr/dsfr/artwork/light.svg";
import systeme from "@codegouvfr/react-dsfr/dsfr/artwork/system.svg";
import { getAssetUrl } from "@codegouvfr/react-dsfr/tools/getAssetUrl";

export const ID_AFFICHAGE = "parametres-affichage";
const TITRE = `${ID_AFFICHAGE}-titre`;

const THEMES = [
  { valeur: "light", nom: "Thème clair", dessin: getAssetUrl(clair) },
  { valeur: "dark", nom: "Thème sombre", dessin: getAssetUrl(sombre) },
  { valeur: "system", nom: "Système", aide: "Suit le réglage de l’appareil.", dessin: getAssetUrl(systeme) },
];

/** Choice of theme. The DSFR's own script finds the radios by their name, applies the choice and remembers it. */
export function ParametresAffichage() {
  return (
    <dialog id={ID_AFFICHAGE} className="fr-modal" aria-labelledby={TITRE} data-fr-concealing-backdrop="true">
      <div className="fr-container fr-container--fluid fr-container-md">
        <div className="fr-grid-row fr-grid-row--center">
          <div className="fr-col-12 fr-col-md-6 fr-col-lg-4">
            <div className="fr-modal__body">
              <div className="fr-modal__header">
                <button type="button" className="fr-btn--close fr-btn" aria-controls={ID_AFFICHAGE}>
                  Fermer
                </button>
              </div>
              <div className="fr-modal__content">
                <h1 id={TITRE} className="fr-modal__title">
                  Paramètres d’affichage
                </h1>
                <div className="fr-display">
                  <fieldset className="fr-fieldset" id="choix-theme">
                    <legend className="fr-fieldset__legend fr-fieldset__legend--regular">
                      Choisissez un thème pour personnaliser l’apparence du site.
                    </legend>
                    {THEMES.map(({ valeur, nom, aide, dessin }) => (
                      <div key={valeur} className="fr-fieldset__element">
                        <div className="fr-radio-group fr-radio-rich">
                          <input type="radio" id={`theme-${valeur}`} name="fr-radios-theme" value={valeur} />
                          <label className="fr-label" htmlFor={`theme-${valeur}`}>
                            {nom}
                            {aide && <span className="fr-hint-text">{aide}</span>}
                          </label>
                          <div className="fr-radio-rich__pictogram">
                            <svg aria-hidden="true" className="fr-artwork" viewBox="0 0 80 80" width="80" height="80">
                              <use className="fr-artwork-decorative" href={`${dessin}#artwork-decorative`} />
                              <use className="fr-artwork-minor" href={`${dessin}#artwork-minor`} />
                              <use className="fr-artwork-major" href={`${dessin}#artwork-major`} />
                            </svg>
                          </div>
                        </div>
                      </div>
                    ))}
                  </fieldset>
                </div>
              </div>
            </div>
          </div>
        </div>
      </div>
    </dialog>
  );
}
