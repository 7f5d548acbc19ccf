/** What the list shows of one dossier: only the columns it needs. */
import type { Centimes } from "@/lib/domain/argent";
import { accorder, ecrireEuros } from "@/lib/domain/ecriture";
import { type CodeEtat, nomEtat } from "@/lib/domain/etats";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { VerdictGlobal } from "@/lib/domain/verdict";

/** As the server lists it (lib/server/dossiers/lister-dossiers.ts), which components do not import. */
export type LigneListe = {
  id: string;
  acronyme: string | null;
  titre: string;
  chefDeFile: string | null;
  regime: CodeRegime;
  regionAcademique: string | null;
  etat: CodeEtat;
  /** Number of the last filed version; null: never filed. */
  version: number | null;
  verdict: VerdictGlobal;
  aTraiter: number;
  coutTotal: Centimes | null;
  subvention: Centimes | null;
  /** Fraction of the eligible cost, six decimals; null: not computable yet. */
  taux: string | null;
  /** Ceiling minus subsidy, signed; null: not computable yet. */
  marge: Centimes | null;
  /** ISO day in Europe/Paris. */
  modifieLe: string;
};

/** « Déposé, version 1 » */
export const etatEnMots = ({ etat, version }: Pick<LigneListe, "etat" | "version">): string =>
  version === null ? nomEtat(etat) : `${nomEtat(etat)}, version ${version}`;

/** The regime in a column's width. */
export const REGIMES_COURTS: Record<CodeRegime, string> = {
  "CMA-DIAG": "CMA, diagnostic",
  "CMA-DISPO-S1": "CMA, saison 1",
  "CMA-DISPO-S2": "CMA, saison 2",
  "ATCF-AMORCAGE": "ATCF, amorçage",
  ATCF: "ATCF",
};

/** One short line under the verdict: what weighs most, in figures. */
export function detailVerdict({ verdict, coutTotal, marge, aTraiter }: LigneListe): string {
  // The ceiling blocks in every regime: over what is known so far, but not refused, it may still be met.
  if (verdict === "non_eligible" && marge !== null && marge < 0n)
    return `Plafond dépassé de ${ecrireEuros(-marge as Centimes)}`;
  if (verdict !== "eligible" && coutTotal === null) return "Budget non commencé";
  if (marge === 0n) return `Plafond atteint, marge ${ecrireEuros(marge)}`;
  return aTraiter === 0 ? "Rien à traiter" : `${accorder(aTraiter, "point")} à traiter`;
}
