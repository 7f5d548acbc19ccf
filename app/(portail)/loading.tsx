/** Holds the place while the page streams; said politely, and gone as soon as the page is there. */
export default function Chargement() {
  return (
    <div data-chargement className="fr-py-4w">
      <p role="status" className="fr-sr-only">
        Chargement de la page…
      </p>
      <div aria-hidden="true" className="rg-squelette">
        <span className="rg-squelette__ligne rg-squelette__ligne--titre" />
        <span className="rg-squelette__ligne" />
        <span className="rg-squelette__ligne rg-squelette__ligne--courte" />
        <span className="rg-squelette__bloc" />
      </div>
    </div>
  );
}
