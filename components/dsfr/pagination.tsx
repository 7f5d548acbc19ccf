import Link from "next/link";
import { ecrireNombre } from "@/lib/domain/ecriture";
import styles from "./pagination.module.css";

/** First, last, the current page and its neighbours; null stands for the pages left out. */
export function pagesMontrees(page: number, pages: number): (number | null)[] {
  const montrees = [...new Set([1, page - 1, page, page + 1, pages])].filter((p) => p >= 1 && p <= pages);
  return montrees.flatMap((p, i) => (i > 0 && p - (montrees[i - 1] as number) > 1 ? [null, p] : [p]));
}

/** The rows shown out of all, and the links to the other pages. `adresse`: where a page is, filters and sort kept. */
export function Pagination({
  page,
  pages,
  total,
  parPage,
  adresse,
  nom = "Pages de la liste",
}: {
  page: number;
  pages: number;
  total: number;
  parPage: number;
  adresse: (page: number) => string;
  nom?: string;
}) {
  const premiere = (page - 1) * parPage + 1;
  const derniere = Math.min(page * parPage, total);
  return (
    <div className={styles.bas}>
      <p className={styles.rang}>
        Lignes {ecrireNombre(premiere)} à {ecrireNombre(derniere)} sur {ecrireNombre(total)}
      </p>
      {pages > 1 ? (
        <nav className="fr-pagination" aria-label={nom}>
          <ul className="fr-pagination__list">
            <li>
              <Voisine sens="prev" texte="Page précédente" href={page > 1 ? adresse(page - 1) : null} />
            </li>
            {pagesMontrees(page, pages).map((p, i) =>
              p === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: two gaps at most, told apart by their place
                <li key={`trou-${i}`}>
                  <span className="fr-pagination__link">…</span>
                </li>
              ) : (
                <li key={p}>
                  <Link
                    className="fr-pagination__link"
                    href={adresse(p)}
                    aria-current={p === page ? "page" : undefined}
                    title={`Page ${p}`}
                  >
                    {p}
                  </Link>
                </li>
              ),
            )}
            <li>
              <Voisine sens="next" texte="Page suivante" href={page < pages ? adresse(page + 1) : null} />
            </li>
          </ul>
        </nav>
      ) : null}
    </div>
  );
}

function Voisine({ sens, texte, href }: { sens: "prev" | "next"; texte: string; href: string | null }) {
  const classe = `fr-pagination__link fr-pagination__link--${sens} fr-pagination__link--lg-label`;
  if (href)
    return (
      <Link className={classe} href={href} rel={sens}>
        {texte}
      </Link>
    );
  return (
    // A link that goes nowhere, as the DSFR writes it: read, but neither focused nor clicked.
    // biome-ignore lint/a11y/useFocusableInteractive: same
    // biome-ignore lint/a11y/useSemanticElements: an <a> without href has no link role of its own
    <span className={classe} role="link" aria-disabled="true">
      {texte}
    </span>
  );
}
