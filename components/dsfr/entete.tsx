import Link from "next/link";
import type { ReactNode } from "react";
import { blocMarque } from "./marque";
import { type EntreeNavigation, Navigation } from "./navigation";

const MENU = "entete-menu";
const BOUTON_MENU = "entete-bouton-menu";

type Props = {
  administration: string;
  service: string;
  accroche: string;
  entrees: EntreeNavigation[];
  /** Rendered twice, as the DSFR asks: in the header's corner, and in the menu of narrow screens. No `id` inside. */
  acces: ReactNode;
};

export function Entete({ administration, service, accroche, entrees, acces }: Props) {
  return (
    <header className="fr-header" id="entete">
      <div className="fr-header__body">
        <div className="fr-container">
          <div className="fr-header__body-row">
            <div className="fr-header__brand fr-enlarge-link">
              <div className="fr-header__brand-top">
                <div className="fr-header__logo">
                  <p className="fr-logo">{blocMarque(administration)}</p>
                </div>
                <div className="fr-header__navbar">
                  <button
                    type="button"
                    className="fr-btn--menu fr-btn"
                    data-fr-opened="false"
                    aria-controls={MENU}
                    aria-haspopup="dialog"
                    id={BOUTON_MENU}
                    title="Menu"
                  >
                    Menu
                  </button>
                </div>
              </div>
              <div className="fr-header__service">
                <Link href="/" title={`Accueil – ${service} – ${administration}`}>
                  <p className="fr-header__service-title">{service}</p>
                </Link>
                <p className="fr-header__service-tagline">{accroche}</p>
              </div>
            </div>
            <div className="fr-header__tools">
              <div className="fr-header__tools-links">{acces}</div>
            </div>
          </div>
        </div>
      </div>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the DSFR's script makes it a dialog on narrow screens */}
      <div className="fr-header__menu fr-modal" id={MENU} aria-labelledby={BOUTON_MENU}>
        <div className="fr-container">
          <button type="button" className="fr-btn--close fr-btn" aria-controls={MENU} title="Fermer le menu">
            Fermer
          </button>
          <div className="fr-header__menu-links">{acces}</div>
          <Navigation id="menu" entrees={entrees} />
        </div>
      </div>
    </header>
  );
}
