"use client";
import { useLayoutEffect, useRef, useState } from "react";
import { type Centimes, ecrireMontant, lireMontant } from "@/lib/domain/argent";
import { normaliserMontant } from "@/lib/schemas/normalisation";
import { CadreChamp, ChampLu, decritPar, enTexte, type ProprietesChamp } from "./champ-cadre";

const lire = (valeur: unknown): Centimes | undefined => {
  const normal = normaliserMontant(enTexte(valeur));
  return typeof normal === "string" ? lireMontant(normal) : undefined;
};

/** `9500000,00`: what one edits. Text that is no amount is given back untouched, so that it can be corrected. */
export function montantEnEdition(valeur: unknown): string {
  const montant = lire(valeur);
  return montant === undefined ? enTexte(valeur) : ecrireMontant(montant).replace(".", ",");
}

/** `9 500 000,00`, grouped with U+00A0: Marianne sets the narrow space too thin inside fields. */
export function montantAuRepos(valeur: unknown): string {
  const montant = lire(valeur);
  if (montant === undefined) return enTexte(valeur);
  return ecrireMontant(montant)
    .replace(/\B(?=(\d{3})+(?!\d)(?=.*\.))/g, "\u00a0")
    .replace(".", ",");
}

/**
 * An amount in euros: grouped at rest, bare while edited, right-aligned, pasted from a spreadsheet as it is.
 * Gives what is typed; the schema reads it. Escape brings back the value found on entering, Enter goes to the next amount.
 */
export function ChampMontant({
  sansUnite,
  refEntree,
  ...champ
}: ProprietesChamp & { sansUnite?: boolean; refEntree?: (noeud: HTMLInputElement | null) => void }) {
  const [edition, setEdition] = useState<string | null>(null);
  const depart = useRef<unknown>(null);
  const entree = useRef<HTMLInputElement>(null);
  const enEdition = edition !== null;
  // Entering bares the figure, which loses the selection that the keyboard had made: typing must replace, not append.
  useLayoutEffect(() => {
    if (enEdition) entree.current?.select();
  }, [enEdition]);
  if (champ.lectureSeule) {
    const texte = montantAuRepos(champ.valeur);
    return <ChampLu champ={champ} texte={texte && !sansUnite ? `${texte}\u00a0€` : texte} />;
  }
  return (
    <CadreChamp champ={champ}>
      <div className="rg-champ-montant">
        <input
          ref={(noeud) => {
            entree.current = noeud;
            refEntree?.(noeud);
          }}
          className={`fr-input rg-champ-montant__entree ${champ.erreur ? "fr-input--error" : ""}`}
          type="text"
          inputMode="decimal"
          id={champ.id}
          data-montant=""
          value={edition ?? montantAuRepos(champ.valeur)}
          autoComplete="off"
          aria-describedby={decritPar(champ)}
          aria-invalid={champ.erreur ? true : undefined}
          onFocus={() => {
            depart.current = champ.valeur;
            setEdition(montantEnEdition(champ.valeur));
          }}
          onChange={(e) => {
            // A cell copied from a spreadsheet comes with a tab or a line break.
            const texte = e.target.value.replace(/[\t\r\n]+/g, " ").trimStart();
            setEdition(texte);
            champ.surChangement(texte);
          }}
          onBlur={() => {
            setEdition(null);
            champ.surSortie?.();
          }}
          onKeyDown={(e) => {
            if (e.key === "Escape" && edition !== null && edition !== montantEnEdition(depart.current)) {
              e.stopPropagation();
              setEdition(montantEnEdition(depart.current));
              champ.surChangement(enTexte(depart.current));
            } else if (e.key === "Enter") {
              e.preventDefault();
              const portee = e.currentTarget.closest("form, table, fieldset") ?? document;
              const tous = [...portee.querySelectorAll<HTMLInputElement>("input[data-montant]")];
              tous[tous.indexOf(e.currentTarget) + 1]?.focus();
            }
          }}
        />
        {sansUnite ? null : (
          <span className="rg-champ-montant__unite" aria-hidden="true">
            €
          </span>
        )}
      </div>
    </CadreChamp>
  );
}
