/**
 * Help of every field of every section. Screens load one section's table at a time (components/dossier/charger-aides.ts);
 * this whole is for what reads them all. A field without its help fails tests/unit/domain/aides.test.ts.
 */
import type { Aide, TableAides } from "./aides/aide";
import { AIDES_BUDGET } from "./aides/budget";
import { AIDES_DIAGNOSTIC } from "./aides/diagnostic";
import { AIDES_FINANCEMENT } from "./aides/financement";
import { AIDES_IDENTITE } from "./aides/identite";
import { AIDES_LETTRE } from "./aides/lettre";
import { AIDES_PARTENAIRES } from "./aides/partenaires";
import { AIDES_PUBLICS } from "./aides/publics";
import { AIDES_STRATEGIE } from "./aides/strategie";
import { AIDES_TRANSFORMATIONS } from "./aides/transformations";
import { trouverAide } from "./aides/trouver";
import { AIDES_VERIFICATION } from "./aides/verification";
import type { SectionEditable } from "./edition/formes";

export type { Aide } from "./aides/aide";

export const AIDES: Readonly<Record<SectionEditable, TableAides>> = {
  identite: AIDES_IDENTITE,
  lettre: AIDES_LETTRE,
  diagnostic: AIDES_DIAGNOSTIC,
  strategie: AIDES_STRATEGIE,
  partenaires: AIDES_PARTENAIRES,
  budget: AIDES_BUDGET,
  financement: AIDES_FINANCEMENT,
  transformations: AIDES_TRANSFORMATIONS,
  publics: AIDES_PUBLICS,
  verification: AIDES_VERIFICATION,
};

/** `chemin`: path in the section's form (`partenaires.2.nom`). */
export const aideDe = (section: SectionEditable, chemin: string): Aide | null => trouverAide(AIDES[section], chemin);
