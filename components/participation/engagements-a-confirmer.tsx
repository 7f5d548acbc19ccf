"use client";
import { useState } from "react";
import { useEspace } from "@/components/dossier/espace-contexte";
import { lireMontant } from "@/lib/domain/argent";
import { ecrireEuros, typographie } from "@/lib/domain/ecriture";
import type { MontantChange } from "@/lib/schemas/participation";
import { usePart } from "./espace-part";

/** Pledges whose amount the team changed, as long as the page still shows that pledge on that amount. */
export function useAConfirmer(): readonly MontantChange[] {
  const { changes } = usePart();
  const { magasin, fichier } = useEspace();
  if (changes.length === 0) return changes;
  // Read again with the file: what is typed here answers at once.
  const lignes = fichier.financements === undefined ? [] : magasin.lire("financement").contenu.financements;
  return changes.filter((c) => lignes.some((l) => l.cle === c.cle && l.engage === true && l.montant === c.apres));
}

const ecrire = (montant: string | null): string => {
  const lu = montant === null ? undefined : lireMontant(montant);
  return lu === undefined || lu === null ? "aucun montant" : ecrireEuros(lu);
};

/** Beside the pledge it is about. The pledge is written anew: given again, it is dated after the amount. */
export function AConfirmer({ cle, surConfirmation }: { cle: string; surConfirmation: (engage: boolean) => void }) {
  const { magasin, lectureSeule, rafraichir } = useEspace();
  const [confirme, setConfirme] = useState(false);
  const [enCours, setEnCours] = useState(false);
  const change = useAConfirmer().find((c) => c.cle === cle);
  if (change === undefined && !confirme && !enCours) return null;
  async function confirmer() {
    setEnCours(true);
    surConfirmation(false);
    await magasin.envoyerTout();
    surConfirmation(true);
    await magasin.envoyerTout();
    setEnCours(false);
    setConfirme(true);
    // What is still to be confirmed is the server's to tell.
    rafraichir();
  }
  return (
    <div className="fr-alert fr-alert--warning fr-alert--sm fr-mt-1w" role="status">
      {confirme || enCours || change === undefined ? (
        <p>{confirme ? "Votre engagement est confirmé." : "Confirmation…"}</p>
      ) : (
        <>
          <p>
            {typographie(
              `L’équipe du dossier a changé ce montant de ${ecrire(change.avant)} à ${ecrire(change.apres)} : confirmez votre engagement.`,
            )}
          </p>
          {lectureSeule ? null : (
            <button
              type="button"
              className="fr-btn fr-btn--sm fr-btn--secondary fr-mt-1w"
              disabled={enCours}
              onClick={() => void confirmer()}
            >
              Confirmer cet engagement
            </button>
          )}
        </>
      )}
    </div>
  );
}
