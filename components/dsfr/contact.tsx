type Props = { administration: string; adresse: string | undefined };

/** Where to write; says so when the installation gives no address, rather than inventing one. */
export function Contact({ administration, adresse }: Props) {
  return adresse === undefined ? (
    <p>
      Responsable : {administration}. L’adresse de contact n’est pas encore renseignée sur cette installation (réglage{" "}
      <code>RIGEL_CONTACT</code>) : elle doit l’être avant toute mise en service.
    </p>
  ) : (
    <p>
      {administration} : <a href={`mailto:${adresse}`}>{adresse}</a>
    </p>
  );
}
