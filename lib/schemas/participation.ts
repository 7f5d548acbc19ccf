/** What a partner's contact is shown: its own part, and the dossier's sums; and what its page sends. */
import { z } from "zod";
import type { DateIso } from "@/lib/domain/dates";
import type { CodeEtat } from "@/lib/domain/etats";
import type { Categorie, CodeRegime, Nature } from "@/lib/domain/nomenclatures";
import { demandeBattement } from "./atelier";
import { demandeModifications, type Nouveautes, type Synchronisation } from "./edition";
import type { Reponse } from "./reponse";

/** What the team alone writes of a partner. */
export type Part = {
  cle: string;
  nom: string;
  nature: Nature | null;
  categorie: Categorie | null;
  chefDeFile: boolean;
  siret: string | null;
  uai: string | null;
};

export type ParticipationLue = {
  dossierId: string;
  titre: string;
  acronyme: string | null;
  etat: CodeEtat;
  regime: CodeRegime;
  dateDepot: DateIso | null;
  /** Empty: the partners this person was invited for are no longer in the dossier. Nothing else of it is then shown. */
  parts: Part[];
};

const cle = z.string().min(1).max(60);

/** The edits of one partner's page. */
export const demandePart = demandeModifications.extend({ partenaire: cle });
export type DemandePart = z.input<typeof demandePart>;
export type EnregistrerPart = (demande: DemandePart) => Promise<Reponse<Synchronisation>>;

/** What an open page of a part asks every few seconds. */
export const demandeNouveautesPart = demandeBattement.pick({ client: true, lecteur: true, depuis: true }).extend({
  partenaire: cle,
  /** Revision at which this page knows the sums; null: not at all. */
  totaux: z.int().min(0).nullable(),
});
export type DemandeNouveautesPart = z.input<typeof demandeNouveautesPart>;

/** A pledged line whose amount the team changed since; `avant` null: it had none. Decimal strings. */
export type MontantChange = { cle: string; avant: string | null; apres: string };

/** Amounts as decimal strings; null: not known. */
export type TotauxVus = {
  revision: number;
  cout: string | null;
  coutEligible: string | null;
  subvention: string | null;
  financement: string | null;
  financementsSansMontant: number;
  /** Of the subsidy, this partner's. */
  part: string | null;
};

export type BattementPart = {
  nouveautes: Nouveautes;
  /** null: nothing new. */
  totaux: TotauxVus | null;
  /** Name of the letter as it is now; another than the page's: it has something to read again. */
  lettre: string;
};
