/**
 * Under which sources an organisation puts money in a plan: the one table, for its own page, for what the server lets it write and
 * for the line a what-if adds. The source decides what is counted as private money (COFI_PRIVE): a company brings no public money,
 * a public body no private one. What does not fit is for the team to write.
 */
import type { Nature, Source } from "./nomenclatures";

/** The subsidy is never a partner's to bring. */
export type SourceCofinancement = Exclude<Source, "france2030">;
type Sources = readonly [SourceCofinancement, ...SourceCofinancement[]];

const PUBLIC: Sources = ["autofinancement", "autre_public"];
const PRIVE: Sources = ["autofinancement", "autre_prive"];
/** Nothing tells on which side it is. */
const INCONNUE: Sources = ["autofinancement", "autre_public", "autre_prive"];

/** The first is what a contribution is when nothing says it. */
const PAR_NATURE: Readonly<Record<Nature, Sources>> = {
  gip: PUBLIC,
  eple: PUBLIC,
  etablissement_public: PUBLIC,
  universite: PUBLIC,
  lycee_prive: PRIVE,
  cfa: PRIVE,
  collectivite: ["collectivite", "region", "autre_public"],
  chambre_consulaire: PUBLIC,
  entreprise: ["entreprise", "autre_prive"],
  branche: ["branche", "autre_prive"],
  association: PRIVE,
  laboratoire: PUBLIC,
  autre: INCONNUE,
};

/** `nature`: as stored; none, or one of no list, is not known. */
export const sourcesPossibles = (nature: string | null | undefined): Sources =>
  nature != null && Object.hasOwn(PAR_NATURE, nature) ? PAR_NATURE[nature as Nature] : INCONNUE;

export const sourceParDefaut = (nature: string | null | undefined): SourceCofinancement => sourcesPossibles(nature)[0];
