"use client";
import { CadreSection } from "@/components/dossier/cadre-section";
import { BilanDesPlaces } from "./bilan-places";
import { type FormationConnue, FormationsProvider } from "./formations";
import { ListeTransformations } from "./liste-transformations";
import { Plateaux } from "./plateaux";

export function SectionTransformations({
  connues,
  inconnues,
}: {
  connues: readonly FormationConnue[];
  inconnues: readonly string[];
}) {
  return (
    <CadreSection
      section="transformations"
      titre="Transformations de la carte"
      intro="Ce que le projet change à l’offre de formation : pour chaque établissement, formation et rentrée, les places d’aujourd’hui et celles de demain. C’est sur ces places que le projet sera jugé, puis suivi."
    >
      <FormationsProvider connues={connues} inconnues={inconnues}>
        <ListeTransformations />
        <BilanDesPlaces />
        <Plateaux />
      </FormationsProvider>
    </CadreSection>
  );
}
