"use client";
import { CasesACocher } from "@/components/dsfr/cases-a-cocher";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ChampNombre } from "@/components/dsfr/champ-nombre";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { dernierJour, estDate } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";
import { FILIERES, OBJECTIFS_FRANCE_2030, REGIONS_ACADEMIQUES, VOLETS } from "@/lib/domain/nomenclatures";
import { useRegime, useSection } from "./espace-contexte";
import { FormulaireSection, useChamp } from "./formulaire-section";

const REGIONS = REGIONS_ACADEMIQUES.map((r) => ({ valeur: r.code, libelle: r.nom }));
const OPTIONS_VOLETS = VOLETS.map((v) => ({ valeur: v.numero, libelle: `Volet ${v.numero} : ${v.libelle}` }));
const OPTIONS_OBJECTIFS = OBJECTIFS_FRANCE_2030.map((o) => ({
  valeur: o.numero,
  libelle: `${o.numero}. ${o.libelle}`,
}));

export function SectionIdentite() {
  return (
    <FormulaireSection
      section="identite"
      titre="Identité"
      intro="Ce que le projet est, où il se tient et quand. L’appel demande un rattachement à France 2030 et une durée limitée : ces réponses décident de la recevabilité."
    >
      <Nom />
      <Rattachement />
      <Calendrier />
    </FormulaireSection>
  );
}

function Nom() {
  return (
    <>
      <ChampTexte
        {...useChamp("identite", "titre")}
        libelle="Titre du projet"
        aide="Tel qu’il figurera sur le dossier déposé et dans la convention."
      />
      <div className="rg-rangee">
        <ChampTexte
          {...useChamp("identite", "acronyme")}
          libelle="Acronyme"
          aide="Le nom court, repris dans les listes et les courriers."
        />
        <ChampChoix
          {...useChamp("identite", "regionAcademique")}
          libelle="Région académique"
          aide="Celle du chef de file."
          options={REGIONS}
        />
      </div>
    </>
  );
}

function Rattachement() {
  return (
    <>
      <h3>Rattachement à l’appel</h3>
      <p className="rg-section__pourquoi">
        Un projet se rattache à un volet au moins et à un objectif de France 2030 au moins. Plusieurs réponses sont
        possibles.
      </p>
      <CasesACocher {...useChamp("identite", "volets")} libelle="Volets" options={OPTIONS_VOLETS} />
      <CasesACocher
        {...useChamp("identite", "objectifsFrance2030")}
        libelle="Objectifs de France 2030"
        options={OPTIONS_OBJECTIFS}
        deuxColonnes
      />
      <CasesACocher
        {...useChamp("identite", "filieres")}
        libelle="Filières"
        aide="Les filières citées par l’appel ; elles servent à comparer le projet à ceux du même secteur."
        options={optionsDe(FILIERES.libelles)}
        deuxColonnes
      />
    </>
  );
}

function Calendrier() {
  const { contenu } = useSection("identite");
  const { seuils } = useRegime();
  const { debut, dureeMois } = contenu;
  const fin = debut && estDate(debut) && dureeMois !== null && dureeMois > 0 ? dernierJour(debut, dureeMois) : null;
  return (
    <>
      <h3>Calendrier et dépôt</h3>
      <p className="rg-section__pourquoi">
        Les dates du projet bornent le budget, les cibles annuelles et les rentrées des formations.
      </p>
      <div className="rg-rangee">
        <ChampDate {...useChamp("identite", "debut")} libelle="Premier jour du projet" />
        <ChampNombre
          {...useChamp("identite", "dureeMois")}
          libelle="Durée"
          unite="mois"
          aide={`Au plus ${seuils.dureeMaxMois} mois dans ce régime.`}
        />
      </div>
      {fin ? (
        <p className="rg-section__pourquoi">
          Dernier jour du projet : <strong>{ecrireDate(fin)}</strong>.
        </p>
      ) : null}
      <div className="rg-rangee">
        <ChampDate
          {...useChamp("identite", "dateDepot")}
          libelle="Date de dépôt prévue"
          aide="Le jour du dépôt la remplacera. Elle sert aux règles de délai et aux pièces datées."
        />
        <ChampNombre
          {...useChamp("identite", "pagesPresentation")}
          libelle="Pages de la présentation"
          unite="pages"
          aide={
            seuils.pagesMax === undefined
              ? "Nombre de pages du document de présentation."
              : `Au plus ${seuils.pagesMax} pages dans ce régime.`
          }
        />
      </div>
    </>
  );
}
