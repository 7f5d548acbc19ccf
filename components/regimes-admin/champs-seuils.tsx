"use client";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { CODES_SEUILS, ecrireSeuil, NOMS_SEUILS, type NomSeuil } from "@/lib/domain/evolution-regime";
import type { Regime } from "@/lib/domain/regimes";
import { ChampsDocument } from "./champs-document";
import { DOCUMENT_VIDE, idDe, type SaisieSeuil, type SaisieVersion } from "./saisie-version";

const EXEMPLES: Record<NomSeuil, string> = {
  plafond: "en pourcentage du coût éligible, par exemple 65",
  subventionMin: "en euros, par exemple 800 000",
  subventionMax: "en euros, par exemple 250 000",
  dureeMaxMois: "en mois",
  delaiGoMois: "en mois",
  pagesMax: "en pages",
};

type Props = {
  regime: Regime;
  seuils: SaisieVersion["seuils"];
  changer: (nom: NomSeuil, valeur: SaisieSeuil) => void;
  erreurs: Readonly<Record<string, string>>;
  aujourdhui: string;
};

/** The limits this regime has. Left empty, a limit stays; changed, it names its source. */
export function ChampsSeuils({ regime, seuils, changer, erreurs, aujourdhui }: Props) {
  return CODES_SEUILS.flatMap((nom) => {
    const actuel = ecrireSeuil(regime.seuils, nom);
    if (actuel === null) return [];
    const valeur = seuils[nom] ?? { valeur: "", document: DOCUMENT_VIDE };
    const chemin = `seuils.${nom}`;
    const modifie = valeur.valeur.trim() !== "";
    return [
      <fieldset
        key={nom}
        className={`rg-evolution ${modifie ? "rg-evolution--modifiee" : ""}`}
        aria-labelledby={`${nom}-titre`}
      >
        <div className="rg-evolution__tete">
          <div>
            <legend className="rg-evolution__titre" id={`${nom}-titre`}>
              {NOMS_SEUILS[nom]}
            </legend>
            <p className="fr-hint-text fr-mb-0">Aujourd’hui : {actuel}</p>
          </div>
          <ChampTexte
            id={idDe(`${chemin}.valeur`)}
            libelle={
              <>
                Nouvelle valeur<span className="fr-sr-only"> de {NOMS_SEUILS[nom]}</span>
              </>
            }
            aide={`Vide : ne pas changer ; ${EXEMPLES[nom]}.`}
            valeur={valeur.valeur}
            surChangement={(v) => changer(nom, { ...valeur, valeur: v })}
            erreur={erreurs[`${chemin}.valeur`] ?? erreurs[chemin]}
          />
        </div>
        {modifie ? (
          <ChampsDocument
            chemin={`${chemin}.source`}
            pour={`pour ${NOMS_SEUILS[nom]}`}
            valeur={valeur.document}
            changer={(document) => changer(nom, { ...valeur, document })}
            erreurs={erreurs}
            aujourdhui={aujourdhui}
          />
        ) : null}
      </fieldset>,
    ];
  });
}
