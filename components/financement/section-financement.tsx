"use client";
import { CadreSection } from "@/components/dossier/cadre-section";
import { Complementarite } from "./complementarite";
import { Equilibre } from "./equilibre";
import { QuiPaieQuoi } from "./qui-paie-quoi";
import { Repartition } from "./repartition";
import { Sources } from "./sources";

export function SectionFinancement() {
  return (
    <CadreSection
      section="financement"
      titre="Plan de financement"
      intro="France 2030 paie une part du coût éligible, jamais plus que le plafond. Le reste est apporté par le consortium, et chaque apport est prouvé par une lettre du même montant."
    >
      <Equilibre />
      <Sources />
      <QuiPaieQuoi />
      <Repartition />
      <Complementarite />
    </CadreSection>
  );
}
