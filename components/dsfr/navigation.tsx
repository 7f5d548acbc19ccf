"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

export type EntreeNavigation = { href: string; texte: string };

/** Main menu. The current entry follows the address, pages below it included. */
export function Navigation({ id, entrees }: { id: string; entrees: EntreeNavigation[] }) {
  const chemin = usePathname();
  const courante = ({ href }: EntreeNavigation) =>
    href === "/" ? chemin === "/" : `${chemin}/`.startsWith(`${href}/`);
  return (
    <nav className="fr-nav" id={id} aria-label="Menu principal">
      <ul className="fr-nav__list">
        {entrees.map((entree) => (
          <li key={entree.href} className="fr-nav__item">
            <Link
              className="fr-nav__link"
              href={entree.href}
              aria-current={courante(entree) ? (chemin === entree.href ? "page" : "true") : undefined}
            >
              {entree.texte}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
