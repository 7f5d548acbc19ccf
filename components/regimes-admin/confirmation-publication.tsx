"use client";
import { Modale } from "@/components/dsfr/modale";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import type { ApercuRegime } from "@/lib/schemas/apercu-regime";

type Props = {
  ouverte: boolean;
  enCours: boolean;
  apercu: ApercuRegime;
  nom: string;
  effetLe: string;
  renoncer: () => void;
  publier: () => void;
};

/** Publishing is final: what is said here is what will be. */
export function ConfirmationPublication({ ouverte, enCours, apercu, nom, effetLe, renoncer, publier }: Props) {
  return (
    <Modale
      id="publier-version"
      titre={`Publier la version ${apercu.numero}`}
      ouverte={ouverte}
      surFermeture={renoncer}
      boutons={
        <>
          <button type="button" className="fr-btn" disabled={enCours} onClick={publier}>
            {enCours ? "Publication…" : "Publier définitivement"}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" disabled={enCours} onClick={renoncer}>
            Ne pas publier
          </button>
        </>
      }
    >
      <p>
        {nom}, à partir du {ecrireDate(effetLe)} :
      </p>
      <ul>
        {apercu.changements.map((c) => (
          <li key={c.sur}>
            {c.titre} : {c.changement}
          </li>
        ))}
      </ul>
      <p>
        Les dossiers existants gardent leur version. Parmi eux,{" "}
        {apercu.touches === 0
          ? "aucun ne changerait de verdict s’il passait à celle-ci."
          : `${accorder(apercu.touches, "dossier verrait", "dossiers verraient")} une règle changer en passant à celle-ci, dont ${accorder(apercu.brouillons, "encore modifiable", "encore modifiables")}.`}
      </p>
      <p>
        <strong>Une version publiée ne peut être ni modifiée ni retirée.</strong> Pour la corriger, il faudra en publier
        une autre.
      </p>
    </Modale>
  );
}
