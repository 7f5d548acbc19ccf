/** First stop of the keyboard: hidden until focused. */
export function LiensEvitement({ liens }: { liens: { ancre: string; texte: string }[] }) {
  return (
    <div className="fr-skiplinks">
      <nav className="fr-container" aria-label="Accès rapide">
        <ul className="fr-skiplinks__list">
          {liens.map(({ ancre, texte }) => (
            <li key={ancre}>
              {/* A plain anchor: the browser itself moves the focus to the target. */}
              <a className="fr-link" href={`#${ancre}`}>
                {texte}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
