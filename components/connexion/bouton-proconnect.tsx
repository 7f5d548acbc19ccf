import "@codegouvfr/react-dsfr/assets/proconnect-btn.css";

/**
 * ProConnect's official button, as react-dsfr draws it: its component runs in the browser for a link that needs no script.
 * A plain link, never Next's: prefetching it would start a sign-in.
 */
export function BoutonProConnect({ href }: { href: string }) {
  return (
    <div className="fr-connect-group">
      <a id="proconnect" className="fr-btn fr-connect pro-connect" href={href}>
        <span className="fr-connect__login">S’identifier avec</span>
        <span className="fr-connect__brand">ProConnect</span>
      </a>
      <p>
        <a
          href="https://www.proconnect.gouv.fr/"
          target="_blank"
          rel="noopener"
          title="Qu’est-ce que ProConnect ? - nouvelle fenêtre"
        >
          Qu’est-ce que ProConnect ?
        </a>
      </p>
    </div>
  );
}
