import Link from "next/link";

export type Tuile = {
  href: string;
  titre: string;
  /** What one does there. */
  texte: string;
  /** One figure of today, when there is a cheap one. */
  chiffre?: string | undefined;
};

/** Tiles of a landing page: one list, each tile clickable as a whole. */
export function Tuiles({ tuiles }: { tuiles: readonly Tuile[] }) {
  return (
    <ul className="fr-grid-row fr-grid-row--gutters fr-raw-list">
      {tuiles.map(({ href, titre, texte, chiffre }) => (
        <li key={href} className="fr-col-12 fr-col-md-6 fr-col-lg-4">
          <div className="fr-tile fr-tile--horizontal fr-enlarge-link rg-tuile">
            <div className="fr-tile__body">
              <div className="fr-tile__content">
                <h2 className="fr-tile__title fr-h5">
                  <Link href={href}>{titre}</Link>
                </h2>
                <p className="fr-tile__desc">{texte}</p>
                {chiffre === undefined ? null : <p className="fr-tile__detail">{chiffre}</p>}
              </div>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
