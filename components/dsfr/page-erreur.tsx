import type { ReactNode } from "react";

type Props = {
  titre: string;
  code?: string;
  children: ReactNode;
  actions: ReactNode;
  /** Shown inside a layout that already holds the page's one `main`. */
  dansUnePage?: boolean;
};

/** Frame of the 403, 404 and 500 pages: what happened, what to do, a way out. */
export function PageErreur({ titre, code, children, actions, dansUnePage = false }: Props) {
  const contenu = (
    <div className="rg-lecture">
      <h1>{titre}</h1>
      {code !== undefined && <p className="fr-text--sm fr-hint-text">{code}</p>}
      {children}
      <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-4w">{actions}</ul>
    </div>
  );
  if (dansUnePage) return <div className="fr-py-8w">{contenu}</div>;
  return (
    <main id="contenu" tabIndex={-1} className="fr-container fr-py-8w">
      {contenu}
    </main>
  );
}
