import { ecrireConfirmation } from "@/lib/domain/evolution-regime";
import type { Confirmation } from "@/lib/domain/verdict";

export const adresseDocument = (id: string): string => `/api/v1/regimes/documents/${id}`;

type Props = {
  confirmation: Confirmation;
  /** A document kept by the service is for who is signed in: the others are not sent to sign in. */
  connecte?: boolean;
};

/** Who confirmed a rule, when, from which document, and the way to it. */
export function Confirmee({ confirmation, connecte = true }: Props) {
  const { lien, document } = confirmation;
  return (
    <span className="rg-confirmee">
      {". "}
      {ecrireConfirmation(confirmation)}.{" "}
      {document !== undefined && !connecte ? null : document !== undefined ? (
        <a className="fr-link fr-text--sm" href={adresseDocument(document)} download>
          Télécharger le document
        </a>
      ) : lien !== undefined ? (
        <a className="fr-link fr-text--sm" href={lien} target="_blank" rel="noopener noreferrer">
          Lire le document<span className="fr-sr-only"> (nouvelle fenêtre)</span>
        </a>
      ) : null}
    </span>
  );
}
