"use client";
import { useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { CodeSection } from "@/lib/domain/sections";
import { AnnonceVerdict } from "./annonce-verdict";
import { Contours } from "./atelier/presences";
import { BarreVerdict } from "./barre-verdict";
import { EnteteDossier } from "./entete-dossier";
import { useEspaceFixe } from "./espace-contexte";
import { PAGE_ETAPES } from "./etapes/page";
import { EtatEnregistrement } from "./etat-enregistrement";
import { LiensHorsLigne } from "./liens-hors-ligne";
import { ListeSections, useDecompte } from "./liste-sections";
import { ModaleConflit } from "./modale-conflit";
import { NoticesEspace } from "./notices-espace";
import { estPageDossier } from "./pages-dossier";
import { PanneauVerdict } from "./panneau-verdict";
import { SECTIONS_LARGES } from "./sections-larges";

/** Header, menu of the sections, the section being worked on, live panel (a bar at the bottom on narrow screens). */
export function GrilleEspace({ children }: { children: ReactNode }) {
  const segment = useSelectedLayoutSegment();
  const section = segment as CodeSection | null;
  const { lectureSeule } = useEspaceFixe();
  const large = section !== null && SECTIONS_LARGES.has(section);
  // Beside the content, its verdict would only take the place.
  const horsSections = estPageDossier(segment) || segment === PAGE_ETAPES.code;
  return (
    <div className="rg-espace">
      <EnteteDossier />
      <div className={`rg-grille ${large ? "rg-grille--large" : ""} ${horsSections ? "rg-grille--seule" : ""}`}>
        <MenuSections />
        <div className="rg-grille__travail">
          <LiensHorsLigne />
          <NoticesEspace />
          {children}
        </div>
        {horsSections ? null : (
          <aside className="rg-grille__panneau" aria-label="Verdict du dossier">
            <div className="rg-panneau">
              <PanneauVerdict id="jauge-panneau" />
              {lectureSeule ? null : (
                <div className="rg-panneau__bloc rg-panneau__bloc--pied">
                  <EtatEnregistrement />
                </div>
              )}
            </div>
          </aside>
        )}
      </div>
      {horsSections ? null : (
        <>
          <BarreVerdict />
          <AnnonceVerdict />
        </>
      )}
      <ModaleConflit />
      <Contours />
    </div>
  );
}

/** Always there at ≥ 992 px; below, folded into « Sections du dossier ». */
function MenuSections() {
  const [ouvert, setOuvert] = useState(false);
  const { finies, total } = useDecompte();
  return (
    <nav className="rg-menu" aria-label="Sections du dossier">
      <button
        type="button"
        className="rg-menu__bouton"
        aria-expanded={ouvert}
        aria-controls="menu-sections"
        onClick={() => setOuvert(!ouvert)}
      >
        <span className="fr-icon-list-unordered" aria-hidden="true" />
        Sections du dossier
        <span
          className={`rg-menu__fleche ${ouvert ? "fr-icon-arrow-up-s-line" : "fr-icon-arrow-down-s-line"}`}
          aria-hidden="true"
        />
      </button>
      <div id="menu-sections" className={`rg-menu__corps ${ouvert ? "rg-menu__corps--ouvert" : ""}`}>
        <p className="rg-menu__titre">Sections</p>
        <p className="rg-menu__decompte">
          {finies} {finies > 1 ? "terminées" : "terminée"} sur {total}
        </p>
        <ListeSections surSuivi={() => setOuvert(false)} />
      </div>
    </nav>
  );
}
