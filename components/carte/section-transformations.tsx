"use client";
import type { ReactNode } from "react";
import { CadreSection } from "@/components/dossier/cadre-section";
import type { LibelleConnu } from "@/lib/domain/carte/colorations";
import { BilanDesPlaces } from "./bilan-places";
import { ColorationsProvider } from "./colorations";
import { type FormationConnue, FormationsProvider } from "./formations";
import { ListeTransformations } from "./liste-transformations";
import { Plateaux } from "./plateaux";

export function SectionTransformations({
  connues,
  inconnues,
  colorations,
  children,
}: {
  connues: readonly FormationConnue[];
  inconnues: readonly string[];
  /** Labels of the région; null: it is not chosen yet. */
  colorations: readonly LibelleConnu[] | null;
  /** What the carte knows of the dossier; rendered on the server. */
  children?: ReactNode;
}) {
  return (
    <CadreSection
      section="transformations"
      titre="Transformations de la carte"
      intro="Ce que le projet change à l’offre de formation : pour chaque établissement, formation et rentrée, les places d’aujourd’hui et celles de demain. C’est sur ces places que le projet sera jugé, puis suivi."
    >
      <FormationsProvider connues={connues} inconnues={inconnues}>
        <ColorationsProvider connues={colorations}>
          <ListeTransformations />
        </ColorationsProvider>
        <BilanDesPlaces />
        {children}
        <Plateaux />
      </FormationsProvider>
    </CadreSection>
  );
}
