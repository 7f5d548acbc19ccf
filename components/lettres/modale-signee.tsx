"use client";
import { Modale } from "@/components/dsfr/modale";
import { FormulaireSignee } from "./formulaire-signee";
import type { LigneRegistre } from "./registre";

/** The signed file of a partner's current letter, recorded by the team. */
export function ModaleSignee({
  ligne,
  aujourdhui,
  surFermeture,
  surDepot,
}: {
  ligne: LigneRegistre;
  aujourdhui: string;
  surFermeture: () => void;
  surDepot: () => void;
}) {
  if (ligne.courante === null) return null;
  return (
    <Modale id="modale-signee" titre={`Lettre signée de ${ligne.nom}`} ouverte surFermeture={surFermeture}>
      {ligne.etat.code === "perimee" ? (
        <p className="fr-message fr-message--warning">
          Le montant a changé : déposée, cette lettre restera périmée jusqu’à la signature d’une autre.
        </p>
      ) : null}
      <FormulaireSignee
        lettreId={ligne.courante.id}
        prepareeLe={ligne.courante.prepareeLe}
        aujourdhui={aujourdhui}
        surFin={(deposee) => (deposee ? surDepot() : surFermeture())}
      />
    </Modale>
  );
}
