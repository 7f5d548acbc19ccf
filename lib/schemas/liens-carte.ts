/** Demands of the carte tied to a dossier: what its page sends, what it shows. */
import { z } from "zod";
import type { Ecart } from "@/lib/domain/carte/constat";
import type { Occupees } from "@/lib/domain/carte/occupees";
import type { Force } from "@/lib/domain/carte/propositions";
import { INVISIBLES_DITS, sansInvisible } from "./texte-visible";

/** Decided at once. */
export const DECISIONS_MAX = 200;
/** Rows that a search by hand gives back. */
export const TROUVEES_MAX = 20;

export const ETATS_LIEN = ["confirme", "ecarte"] as const;
export type EtatLien = (typeof ETATS_LIEN)[number];

const etat = z.enum(ETATS_LIEN);
const decision = z.strictObject({
  numero: z.string().min(1).max(60),
  /** null: neither tied nor set aside any more. */
  etat: etat.nullable(),
  /** What the page showed; null: nothing was decided yet. */
  vu: z.strictObject({ etat, version: z.int().min(0) }).nullable(),
});

export const demandeLiens = z.strictObject({
  dossierId: z.uuid(),
  decisions: z
    .array(decision)
    .min(1, "Choisissez au moins une demande.")
    .max(DECISIONS_MAX, `Choisissez ${DECISIONS_MAX} demandes au plus à la fois.`)
    .refine((d) => new Set(d.map((x) => x.numero)).size === d.length, "Une demande est choisie deux fois."),
});
export type DemandeLiens = z.input<typeof demandeLiens>;
export type DecisionLien = DemandeLiens["decisions"][number];
/** What each of them has become, to undo it from. */
export type DecisionsPrises = { prises: { numero: string; lien: LienVu | null }[] };
export type LienVu = { etat: EtatLien; version: number };

export const rechercheLien = z.strictObject({
  dossierId: z.uuid(),
  texte: z
    .string({ error: "Écrivez un numéro de demande, un UAI ou un nom." })
    .trim()
    .min(2, "Écrivez au moins deux caractères.")
    .max(100, "Cette recherche dépasse 100 caractères : raccourcissez-la.")
    .refine(sansInvisible, INVISIBLES_DITS),
});
export type RechercheLien = z.input<typeof rechercheLien>;

/** [current, future] of each voie, coloured ones apart. */
export type PlacesVue = {
  scolaire: [number, number];
  scolaireColoree: [number, number];
  apprentissage: [number, number];
  apprentissageColoree: [number, number];
};

/** Planned and validated are the demand's; what was opened, and who came, are that rentrée's. Places of both voies. */
export type RentreeSuivie = {
  rentree: number;
  prevues: number;
  /** null: the demand is not validated. */
  validees: number | null;
  /** null: not entered. */
  constat: { ouvertes: number; ecart: Ecart; motif: string | null; precision: string | null } | null;
  occupees: Occupees;
};

export type DemandeVue = {
  numero: string;
  uai: string;
  etablissement: string | null;
  cfd: string;
  formation: string | null;
  diplome: string | null;
  rentree: number;
  type: string;
  statut: string;
  coloration: string | null;
  quadrant: string | null;
  places: PlacesVue;
  /** Places opened, closed and coloured by the method of the IGÉSR; null: out of every rate (status or type). */
  compte: { ouvertes: number; fermees: number; colorees: number; transformees: number } | null;
  /** Places really open at its rentrée, as its établissement says; null: not entered. */
  constat: { ouvertes: number; fermees: number; colorees: number; transformees: number } | null;
  /** First-year pupils of its formation at its rentrée: apart from the places opened. */
  occupees: Occupees;
  /** Of a tied one: every rentrée with something observed, up to five years after the project's end. */
  suivi: RentreeSuivie[];
  /** This person may open its page: the carte has its own rights. */
  ouverte: boolean;
  lien: (LienVu & { le: string; par: string | null; raisons: string[] }) | null;
  /** Names of the other dossiers that it is tied to; « un autre dossier » for one that this person may not read. */
  ailleurs: { dossierId: string | null; nom: string }[];
};
export type PropositionVue = DemandeVue & { raisons: string[]; force: Force };

export type LiensVus = {
  dossierId: string;
  decider: boolean;
  confirmees: DemandeVue[];
  propositions: PropositionVue[];
  /** More were found than the page shows. */
  propositionsEnPlus: number;
  ecartees: DemandeVue[];
  bilan: {
    actuelles: number;
    futures: number;
    ouvertes: number;
    fermees: number;
    colorees: number;
    transformees: number;
    /** As COH_COUT_PLACE counts them: opened in each voie, whatever the other one closes. */
    creees: number;
    /** Decimal euros over the places created; null: no eligible cost, or none created. */
    coutParPlace: string | null;
    coutEligible: string | null;
  };
  /** No demand of the carte has been imported for this person yet. */
  carteVide: boolean;
};
