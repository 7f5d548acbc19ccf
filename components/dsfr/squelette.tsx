/**
 * Holds the place while something streams; said politely, gone as soon as it is there. For a `<Suspense>` or a `loading.tsx`
 * below everything that may answer `notFound()` or `forbidden()`: once a skeleton is sent, the status is 200 for good.
 */
export function Squelette() {
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
