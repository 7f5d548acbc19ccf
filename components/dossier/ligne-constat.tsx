"use client";
import { Accordion } from "@codegouvfr/react-dsfr/Accordion";
import { ecrireMarge, ecrireValeur, nomSeverite, nomVerdict } from "@/lib/domain/ecriture";
import type { Constat } from "@/lib/domain/verdict";
import { Citation, Figures, SourceAConfirmer } from "./carte-constat";

const ICONE = {
  conforme: "fr-icon-checkbox-circle-fill",
  non_conforme: "fr-icon-close-circle-fill",
  indetermine: "fr-icon-warning-fill",
} as const;

/** The one figure worth a line: the margin, else the first the rule used. */
const enBref = (constat: Constat): string => {
  if (constat.marge) return `marge ${ecrireMarge(constat.marge)}`;
  const premiere = constat.figures[0];
  if (!premiere) return "";
  // A bare number says nothing without its name.
  const nu = premiere.valeur.type === "nombre" && premiere.valeur.unite === undefined;
  return nu ? `${premiere.libelle} : ${ecrireValeur(premiere.valeur)}` : ecrireValeur(premiere.valeur);
};

/** A rule with nothing to treat, on one line; opened: what was found, figures, source with its exact words. */
export function LigneConstat({ constat }: { constat: Constat }) {
  return (
    <Accordion
      titleAs="h4"
      className="rg-regle"
      label={
        <span className="rg-regle__ligne">
          <span className={`rg-regle__verdict rg-regle__verdict--${constat.verdict} ${ICONE[constat.verdict]}`}>
            {nomVerdict(constat.verdict)}
          </span>
          <span className="rg-regle__titre">
            {constat.titre}
            {constat.severite === "conseil" ? " (conseil)" : ""}
          </span>
          <span className="rg-regle__figure">{enBref(constat)}</span>
        </span>
      }
    >
      <div className="rg-constat__tete">
        <span className="rg-discret">{nomSeverite(constat.severite)}</span>
        {constat.source.aConfirmer ? <SourceAConfirmer /> : null}
        <span className="rg-carte__code">{constat.code}</span>
      </div>
      <p className="rg-carte__message">
        {constat.message} {constat.pourCorriger}
      </p>
      <Figures constat={constat} />
      <Citation source={constat.source} />
    </Accordion>
  );
}
