"use client";
import { useEffect, useRef, useState } from "react";

export type Retrait<L> = { ligne: L; rang: number; nom: string };

/** What was just removed, so that it can be put back; removing another thing forgets the former. */
export function useRetrait<L>({
  retirer,
  remettre,
}: {
  retirer: (rang: number) => void;
  remettre: (ligne: L, rang: number) => void;
}) {
  const [retrait, setRetrait] = useState<Retrait<L> | null>(null);
  return {
    retrait,
    enlever(ligne: L, rang: number, nom: string) {
      setRetrait({ ligne, rang, nom });
      retirer(rang);
    },
    annuler() {
      if (retrait) remettre(retrait.ligne, retrait.rang);
      setRetrait(null);
    },
    oublier: () => setRetrait(null),
  };
}

/** « … : retiré. Annuler le retrait ». Takes the focus, which was on a button that is gone. */
export function AvisRetrait({ nom, surAnnulation }: { nom: string; surAnnulation: () => void }) {
  const bouton = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another removal takes the focus again
  useEffect(() => bouton.current?.focus(), [nom]);
  return (
    <p className="rg-lignes__retrait" role="status">
      {nom} : retiré.{" "}
      <button ref={bouton} type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={surAnnulation}>
        Annuler le retrait
      </button>
    </p>
  );
}
