"use client";
import type { ReactNode } from "react";
import type { CodeSection } from "@/lib/domain/sections";
import { CommenterSection } from "./atelier/commenter-section";
import { AttenteHydratation } from "./attente-hydratation";
import { BoutonSections } from "./bouton-sections";
import { NoticeLecture } from "./notice-lecture";
import { SuiteSection } from "./suite-section";

/**
 * Frame of every section: title, why it is asked, why it cannot be changed when so. `apercu`: what stands at the
 * right of the title (a button of the section).
 */
export function CadreSection({
  section,
  titre,
  intro,
  apercu,
  children,
}: {
  section: CodeSection;
  titre: string;
  intro: ReactNode;
  apercu?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="rg-section" aria-labelledby="titre-section" data-section-prete={section}>
      <div className="rg-section__tete">
        <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
          {titre}
        </h2>
        <div className="rg-section__outils">
          {apercu}
          <CommenterSection section={section} titre={titre} />
          <BoutonSections section={section} />
        </div>
      </div>
      <p className="rg-section__intro">{intro}</p>
      <NoticeLecture />
      <AttenteHydratation>{children}</AttenteHydratation>
      <SuiteSection section={section} />
    </section>
  );
}
