"use client";
import { useState } from "react";
import { Modale } from "@/components/dsfr/modale";
import type { CodeSection } from "@/lib/domain/sections";
import { ListeSections } from "./liste-sections";
import { SECTIONS_LARGES } from "./sections-larges";

/** On wide sections the side menu folds into this button. */
export function BoutonSections({ section }: { section: CodeSection }) {
  const [ouverte, setOuverte] = useState(false);
  if (!SECTIONS_LARGES.has(section)) return null;
  return (
    <>
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-list-unordered rg-seulement-large"
        aria-haspopup="dialog"
        onClick={() => setOuverte(true)}
      >
        Sections du dossier
      </button>
      <Modale
        id="modale-sections"
        titre="Sections du dossier"
        taille="petite"
        ouverte={ouverte}
        surFermeture={() => setOuverte(false)}
      >
        <ListeSections surSuivi={() => setOuverte(false)} />
      </Modale>
    </>
  );
}
