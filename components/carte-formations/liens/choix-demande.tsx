import type { DemandeVue } from "@/lib/schemas/liens-carte";
import { nomFormation } from "./mots";

/** A demand to tick, under its own name: two rentrées of one formation are told apart for who cannot see the rest of the card. */
export function ChoixDemande({
  demande,
  choisie,
  surChoix,
}: {
  demande: DemandeVue;
  choisie: boolean;
  surChoix: (oui: boolean) => void;
}) {
  const id = `choix-${demande.numero}`;
  return (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input type="checkbox" id={id} checked={choisie} onChange={(e) => surChoix(e.target.checked)} />
      <label className="fr-label" htmlFor={id}>
        {nomFormation(demande)}
        <span className="fr-sr-only">, demande {demande.numero}</span>
      </label>
    </div>
  );
}
