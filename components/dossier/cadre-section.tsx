"use client";
import { type ReactNode, useEffect } from "react";
import type { CodeSection } from "@/lib/domain/sections";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { AttenteHydratation } from "./attente-hydratation";
import { BoutonSections } from "./bouton-sections";
import { useSection } from "./espace-contexte";
import { NoticeLecture } from "./notice-lecture";
import { SuiteSection } from "./suite-section";

/**
 * Frame of every section: title, why it is asked, why it cannot be changed when so, undo. `apercu`: what stands at the
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
          <BoutonSections section={section} />
        </div>
      </div>
      <p className="rg-section__intro">{intro}</p>
      <NoticeLecture />
      <AttenteHydratation>{children}</AttenteHydratation>
      {(SECTIONS_SAISIE as readonly string[]).includes(section) ? <Retours section={section as SectionSaisie} /> : null}
      <SuiteSection section={section} />
    </section>
  );
}

/** Undo and redo; Ctrl + Z outside of a field, where it belongs to the browser. */
function Retours({ section }: { section: SectionSaisie }) {
  const { annuler, retablir, peutAnnuler, peutRetablir, lectureSeule } = useSection(section);
  useEffect(() => {
    const touche = (e: KeyboardEvent) => {
      const cible = e.target as HTMLElement;
      if (!(e.ctrlKey || e.metaKey) || cible.closest("input, textarea, select, dialog, [role=grid]")) return;
      const lettre = e.key.toLowerCase();
      if (lettre === "z" && !e.shiftKey) annuler();
      else if (lettre === "y" || (lettre === "z" && e.shiftKey)) retablir();
      else return;
      e.preventDefault();
    };
    document.addEventListener("keydown", touche);
    return () => document.removeEventListener("keydown", touche);
  }, [annuler, retablir]);
  if (lectureSeule || (!peutAnnuler && !peutRetablir)) return null;
  return (
    <div className="rg-retours">
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-arrow-go-back-line"
        disabled={!peutAnnuler}
        onClick={annuler}
      >
        Annuler la dernière modification
      </button>
      {peutRetablir ? (
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-arrow-go-forward-line"
          onClick={retablir}
        >
          Rétablir
        </button>
      ) : null}
    </div>
  );
}
