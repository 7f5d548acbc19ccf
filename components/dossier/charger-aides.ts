import type { TableAides } from "@/lib/domain/aides/aide";
import type { SectionSaisie } from "@/lib/schemas/sections";

/** The help of one section comes when someone asks for it: it weighs nothing at first load. */
const CHARGEURS: Record<SectionSaisie, () => Promise<TableAides>> = {
  identite: () => import("@/lib/domain/aides/identite").then((m) => m.AIDES_IDENTITE),
  lettre: () => import("@/lib/domain/aides/lettre").then((m) => m.AIDES_LETTRE),
  diagnostic: () => import("@/lib/domain/aides/diagnostic").then((m) => m.AIDES_DIAGNOSTIC),
  strategie: () => import("@/lib/domain/aides/strategie").then((m) => m.AIDES_STRATEGIE),
  partenaires: () => import("@/lib/domain/aides/partenaires").then((m) => m.AIDES_PARTENAIRES),
  budget: () => import("@/lib/domain/aides/budget").then((m) => m.AIDES_BUDGET),
  financement: () => import("@/lib/domain/aides/financement").then((m) => m.AIDES_FINANCEMENT),
  transformations: () => import("@/lib/domain/aides/transformations").then((m) => m.AIDES_TRANSFORMATIONS),
  publics: () => import("@/lib/domain/aides/publics").then((m) => m.AIDES_PUBLICS),
  verification: () => import("@/lib/domain/aides/verification").then((m) => m.AIDES_VERIFICATION),
};

const chargees = new Map<SectionSaisie, Promise<TableAides>>();

/** Loaded once per section; a failed load is tried again at the next opening. */
export function chargerAides(section: SectionSaisie): Promise<TableAides> {
  let table = chargees.get(section);
  if (table === undefined) {
    table = CHARGEURS[section]();
    table.catch(() => chargees.delete(section));
    chargees.set(section, table);
  }
  return table;
}
