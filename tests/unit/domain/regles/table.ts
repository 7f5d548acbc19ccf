/** Runs a decision table: one line per case, the change made to FPI AURA and the verdict expected. */
import { describe, expect, it } from "vitest";
import type { CodeRegle } from "@/lib/domain/regles/codes";
import type { Contexte, Marge, Verdict } from "@/lib/domain/verdict";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { constat, fpi } from "@/tests/outils/dossiers";

export type Cas = {
  cas: string;
  avec?: (d: DossierFichier) => void;
  contexte?: Contexte;
  verdict: Verdict;
  marge?: Marge;
  corriger?: string;
  /** Ids of the fields, first ones in order. */
  champs?: string[];
};

export function tableDeDecision(code: CodeRegle, cas: readonly Cas[]): void {
  describe(code, () => {
    it.each(cas)("$verdict : $cas", ({ avec, contexte, verdict, marge, corriger, champs }) => {
      const c = constat(code, fpi(avec), contexte);
      expect(c.verdict).toBe(verdict);
      if (marge) expect(c.marge).toEqual(marge);
      if (corriger !== undefined) expect(c.pourCorriger).toBe(corriger);
      if (champs) expect(c.champs.map((x) => x.id).slice(0, champs.length)).toEqual(champs);
      expect(c.pourCorriger === undefined).toBe(verdict === "conforme");
      for (const phrase of [c.message, c.pourCorriger ?? c.message]) {
        expect(phrase).toMatch(/^[\p{Lu}\d«].*\.$/su);
        expect(phrase).not.toMatch(/undefined|null|NaN| [;:!?%€»]|« |'/);
      }
    });
  });
}

const C = "conforme" as const;
const N = "non_conforme" as const;
const I = "indetermine" as const;
export const VERDICTS = { C, N, I };
