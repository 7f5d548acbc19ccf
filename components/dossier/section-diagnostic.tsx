"use client";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { FormulaireSection, useChamp } from "./formulaire-section";
import { ChampRiche } from "./texte/champ-riche";

export function SectionDiagnostic() {
  return (
    <FormulaireSection
      section="diagnostic"
      titre="Diagnostic et besoins"
      intro="L’appel finance des projets « basés sur un diagnostic précis ». Dites ce qui a été constaté, d’où cela vient et pour qui le projet est fait."
    >
      <Diagnostic />
      <Besoins />
    </FormulaireSection>
  );
}

function Diagnostic() {
  return (
    <>
      <h3>Diagnostic</h3>
      <ChampRiche
        {...useChamp("diagnostic", "diagnostic.texte")}
        libelle="Ce que le diagnostic établit"
        aide="Sur le territoire du projet : emplois, métiers en tension, formations existantes, écarts."
        lignes={6}
      />
      <div className="rg-rangee">
        <ChampDate
          {...useChamp("diagnostic", "diagnostic.date")}
          libelle="Date du diagnostic"
          aide="Il doit précéder le dépôt."
        />
        <ChampTexte
          {...useChamp("diagnostic", "diagnostic.source")}
          libelle="Source"
          aide="Étude, observatoire, concertation : de quoi le retrouver."
        />
      </div>
    </>
  );
}

function Besoins() {
  return (
    <>
      <h3>Besoins et apprenants</h3>
      <ChampRiche
        {...useChamp("diagnostic", "besoins")}
        libelle="Besoins économiques identifiés"
        aide="Chaque besoin est rattaché à un métier ou à une filière, et à une source."
        lignes={5}
      />
      <ChampRiche
        {...useChamp("diagnostic", "apprenants")}
        libelle="Stratégie d’identification des apprenants"
        aide="Qui sont les personnes à former, combien, et comment le projet ira les chercher."
        lignes={5}
      />
    </>
  );
}
