/** What a partner's contact is shown: its own part, and the dossier's sums. */
import type { Centimes } from "@/lib/domain/argent";
import type { Grille } from "@/lib/domain/budget";
import type { DateIso } from "@/lib/domain/dates";
import type { CodeEtat } from "@/lib/domain/etats";
import type { EtatLettre } from "@/lib/domain/lettres";
import type { Categorie, CodeRegime, Nature, NatureFinancement, Source } from "@/lib/domain/nomenclatures";

export type LigneApport = {
  source: Source | null;
  nature: NatureFinancement | null;
  montant: Centimes | null;
  engage: boolean;
};

export type Part = {
  cle: string;
  nom: string;
  nature: Nature | null;
  categorie: Categorie | null;
  chefDeFile: boolean;
  siret: string | null;
  uai: string | null;
  aideEtat: string | null;
  budget: Grille;
  apports: LigneApport[];
  lettre: EtatLettre;
  /** null: no share written yet. */
  subvention: Centimes | null;
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
  totaux: {
    cout: Centimes | null;
    coutEligible: Centimes | null;
    subvention: Centimes | null;
    financement: Centimes | null;
    /** Lines of the plan still without an amount. */
    financementsSansMontant: number;
  } | null;
};
