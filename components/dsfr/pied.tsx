import Link from "next/link";
import { blocMarque } from "./marque";
import { ID_AFFICHAGE } from "./parametres-affichage";

type Props = { administration: string; service: string; description: string };

const SITES_OFFICIELS = ["info.gouv.fr", "service-public.fr", "legifrance.gouv.fr", "data.gouv.fr"];

const PAGES = [
  { href: "/plan-du-site", texte: "Plan du site" },
  // Imposed wording, with ordinary spaces: machines look for it.
  { href: "/accessibilite", texte: "Accessibilité : non conforme" },
  { href: "/mentions-legales", texte: "Mentions légales" },
  { href: "/donnees-personnelles", texte: "Données personnelles" },
];

export function Pied({ administration, service, description }: Props) {
  return (
    <footer className="fr-footer" id="pied" tabIndex={-1}>
      <div className="fr-container">
        <div className="fr-footer__body">
          <div className="fr-footer__brand fr-enlarge-link">
            <Link href="/" title={`Accueil – ${service} – ${administration}`}>
              <p className="fr-logo">{blocMarque(administration)}</p>
            </Link>
          </div>
          <div className="fr-footer__content">
            <p className="fr-footer__content-desc">{description}</p>
            <ul className="fr-footer__content-list">
              {SITES_OFFICIELS.map((site) => (
                <li key={site} className="fr-footer__content-item">
                  <a
                    className="fr-footer__content-link"
                    href={`https://${site}`}
                    target="_blank"
                    rel="noopener external"
                    title={`${site} – nouvelle fenêtre`}
                  >
                    {site}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </div>
        <div className="fr-footer__bottom">
          <ul className="fr-footer__bottom-list">
            {PAGES.map(({ href, texte }) => (
              <li key={href} className="fr-footer__bottom-item">
                <Link className="fr-footer__bottom-link" href={href}>
                  {texte}
                </Link>
              </li>
            ))}
            <li className="fr-footer__bottom-item">
              <button
                type="button"
                className="fr-footer__bottom-link fr-icon-theme-fill fr-link--icon-left"
                aria-controls={ID_AFFICHAGE}
                aria-haspopup="dialog"
                data-fr-opened="false"
              >
                Paramètres d’affichage
              </button>
            </li>
          </ul>
          <div className="fr-footer__bottom-copy">
            <p>
              Sauf mention explicite de propriété intellectuelle détenue par des tiers, les contenus de ce site sont
              proposés sous{" "}
              <a
                href="https://github.com/etalab/licence-ouverte/blob/master/LO.md"
                target="_blank"
                rel="noopener external"
                title="licence etalab-2.0 – nouvelle fenêtre"
              >
                licence etalab-2.0
              </a>
            </p>
          </div>
        </div>
      </div>
    </footer>
  );
}
