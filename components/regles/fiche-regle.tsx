import type { ReactNode } from "react";
import type { Confirmation } from "@/lib/domain/verdict";
import { Confirmee } from "./confirmee";

type Props = {
  code: string;
  titre: string;
  reference: string;
  citation?: string;
  aConfirmer: boolean;
  confirmation?: Confirmation;
  /** Whoever reads is signed in: the confirming document opens for them. */
  connecte: boolean;
  /** How it binds: one severity, or one per regime. */
  portee: ReactNode;
};

/** One rule of the call, as its source gives it. */
export function FicheRegle({ code, titre, reference, citation, aConfirmer, confirmation, connecte, portee }: Props) {
  return (
    <article className="rg-regle" id={code} aria-labelledby={`${code}-titre`}>
      <div className="rg-regle__tete">
        <h3 className="fr-text--md fr-mb-0" id={`${code}-titre`}>
          {titre}
        </h3>
        <code className="rg-regle__code">{code}</code>
      </div>
      <div className="rg-regle__portee">
        {portee}
        {aConfirmer && <SourceAConfirmer />}
      </div>
      {citation !== undefined && (
        <blockquote className="rg-regle__citation">
          <p className="fr-mb-0">« {citation} »</p>
        </blockquote>
      )}
      <p className="fr-hint-text fr-mb-0">
        {reference}
        {confirmation === undefined ? null : <Confirmee confirmation={confirmation} connecte={connecte} />}
      </p>
    </article>
  );
}

export function SourceAConfirmer() {
  return <span className="fr-badge fr-badge--sm fr-badge--info fr-badge--no-icon">Source à confirmer</span>;
}
