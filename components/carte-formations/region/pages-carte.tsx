import Link from "next/link";
import { adresseToutes, type Choix } from "./adresses";
import styles from "./region.module.css";

/** The other pages of the carte, on the same territory and rentrée where they have one. */
export function PagesCarte({ choix, importer }: { choix: Choix; importer: boolean }) {
  const { region, rentree } = choix;
  const pages = [
    { href: adresseToutes(choix), texte: "Toutes les demandes" },
    { href: `/carte/constat?region=${region}&rentree=${rentree}`, texte: "Constat de rentrée" },
    { href: `/carte/colorations?region=${region}`, texte: "Colorations" },
    { href: `/carte/quadrants?region=${region}`, texte: "Quadrants" },
    ...(importer ? [{ href: "/carte/imports", texte: "Imports" }] : []),
  ];
  return (
    <nav aria-label="Pages de la carte des formations">
      <ul className={styles.pages}>
        {pages.map(({ href, texte }) => (
          <li key={href}>
            <Link className="fr-link fr-link--sm" href={href}>
              {texte}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
