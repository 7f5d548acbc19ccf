/** What the next version of a regime would change for the dossiers, as the administrator sees it: never any content. */
import type { Severite, Verdict, VerdictGlobal } from "@/lib/domain/verdict";

export type RegleVue = { severite: Severite; verdict: Verdict };

export type DossierTouche = {
  id: string;
  regionAcademique: string | null;
  etat: string;
  /** Version that binds it today. */
  numero: number;
  verdict: { de: VerdictGlobal; vers: VerdictGlobal };
  /** Rules whose severity or verdict would differ. */
  regles: { code: string; de: RegleVue | null; vers: RegleVue }[];
};

export type CompteRegle = {
  code: string;
  titre: string;
  de: RegleVue | null;
  vers: RegleVue;
  dossiers: number;
};

export type ApercuRegime = {
  numero: number;
  changements: { sur: string; titre: string; changement: string }[];
  /** Live dossiers of this regime, whatever their version. */
  examines: number;
  touches: number;
  /** Of the touched ones: still open, which their team could move. */
  brouillons: number;
  /** Overall verdict, today → under the new version: only where it changes. */
  verdicts: { de: VerdictGlobal; vers: VerdictGlobal; dossiers: number }[];
  parRegle: CompteRegle[];
  lignes: DossierTouche[];
  /** The list stops here; the counts do not. */
  tronquee: boolean;
};
