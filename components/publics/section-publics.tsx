"use client";
import { CadreSection } from "@/components/dossier/cadre-section";
import { Indicateurs } from "./indicateurs";
import { PublicsPrevus } from "./publics-prevus";

export function SectionPublics() {
  return (
    <CadreSection
      section="publics"
      titre="Publics et indicateurs"
      intro="Qui sera formé, et à quoi on verra que le projet réussit. Chaque année de suivi, ces chiffres seront comparés à la réalité : choisissez ceux que vous saurez mesurer."
    >
      <PublicsPrevus />
      <Indicateurs />
    </CadreSection>
  );
}
