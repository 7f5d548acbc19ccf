"use client";
import { useState } from "react";
import { Modale } from "@/components/dsfr/modale";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { margePlafond } from "@/lib/domain/plafond";
import { BadgeVerdictGlobal } from "./badge-verdict";
import { useATraiter, useResultat } from "./espace-contexte";
import { EtatEnregistrement } from "./etat-enregistrement";
import { PanneauVerdict } from "./panneau-verdict";

/** Narrow screens: the panel as one bar at the bottom, opened in a dialog. */
export function BarreVerdict() {
  const [ouverte, setOuverte] = useState(false);
  const resultat = useResultat();
  const attentes = useATraiter();
  const marge = margePlafond(resultat);
  return (
    <section className="rg-barre" aria-label="Verdict du dossier">
      <EtatEnregistrement />
      <div className="rg-barre__ligne">
        <div>
          <BadgeVerdictGlobal verdict={resultat.verdict} petit />
          <p className="rg-barre__marge">
            {resultat.coutEligible === 0n ? (
              "Budget à saisir"
            ) : marge.type === "marge" ? (
              <>
                Marge <strong>{ecrireEuros(marge.montant)}</strong>
              </>
            ) : marge.type === "depassement" ? (
              <>
                Plafond dépassé de <strong>{ecrireEuros(marge.montant)}</strong>
              </>
            ) : (
              "Marge à préciser"
            )}
          </p>
        </div>
        <button
          type="button"
          className="fr-btn fr-btn--secondary fr-btn--sm fr-btn--icon-right fr-icon-arrow-up-s-line"
          aria-haspopup="dialog"
          onClick={() => setOuverte(true)}
        >
          {attentes.length === 0 ? "Rien à traiter" : `${attentes.length} à traiter`}
        </button>
      </div>
      <Modale id="modale-verdict" titre="Verdict du dossier" ouverte={ouverte} surFermeture={() => setOuverte(false)}>
        <div className="rg-panneau rg-panneau--modale">
          <PanneauVerdict id="jauge-modale" surSuivi={() => setOuverte(false)} />
        </div>
      </Modale>
    </section>
  );
}
