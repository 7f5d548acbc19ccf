import Link from "next/link";
import { useId } from "react";

type Props = {
  /** From the second level down; « Accueil » is added before. */
  chemin?: { href: string; texte: string }[];
  courant: string;
};

export function FilAriane({ chemin = [], courant }: Props) {
  const id = `fil-${useId()}`;
  return (
    <nav className="fr-breadcrumb" aria-label="Vous êtes ici">
      <button type="button" className="fr-breadcrumb__button" aria-expanded="false" aria-controls={id}>
        Voir le fil d’Ariane
      </button>
      <div className="fr-collapse" id={id}>
        <ol className="fr-breadcrumb__list">
          {[{ href: "/", texte: "Accueil" }, ...chemin].map(({ href, texte }) => (
            <li key={href}>
              <Link className="fr-breadcrumb__link" href={href}>
                {texte}
              </Link>
            </li>
          ))}
          <li>
            <span className="fr-breadcrumb__link" aria-current="page">
              {courant}
            </span>
          </li>
        </ol>
      </div>
    </nav>
  );
}
