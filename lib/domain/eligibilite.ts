/** The eligibility engine: every rule of the dossier's regime, then the whole. Pure; the screen, the server, the PDF and the command line call it. */
import { type Centimes, centimes, partEntiere } from "./argent";
import type { Dossier } from "./dossier";
import { typographie } from "./ecriture";
import { etablirFaits, type Faits } from "./faits";
import { type Exigence, type Regime, regime } from "./regimes";
import type { CodeRegle } from "./regles/codes";
import { REGISTRE } from "./regles/registre";
import type { Regle } from "./regles/regle";
import type { Constat, Contexte, Resultat, VerdictGlobal } from "./verdict";

/** One rule on one dossier. A rule that throws has found nothing out: it is `indetermine`, never skipped. */
export function constater(regle: Regle, exigence: Exigence, faits: Faits): Constat {
  const commun = {
    code: exigence.code,
    titre: regle.titre(faits.regime.seuils),
    groupe: regle.groupe,
    severite: exigence.severite,
    source: {
      ...regle.source,
      aConfirmer: exigence.aConfirmer,
      ...(exigence.confirmation && { confirmation: exigence.confirmation }),
    },
  };
  try {
    return { ...commun, ...regle.evalue(faits) };
  } catch {
    return {
      ...commun,
      verdict: "indetermine",
      message: typographie("Le calcul de cette règle a échoué : elle n’a pas pu être vérifiée."),
      figures: [],
      pourCorriger: typographie(
        "Vérifiez les champs que cette règle lit ; si le message reste, signalez-le à l’équipe de Rigel.",
      ),
      champs: [],
    };
  }
}

/** `non_eligible` first, then `indetermine`; only `bloquante` rules decide (formats.md). */
export function verdictGlobal(constats: readonly Pick<Constat, "severite" | "verdict">[]): VerdictGlobal {
  const bloquants = constats.filter((c) => c.severite === "bloquante");
  if (bloquants.some((c) => c.verdict === "non_conforme")) return "non_eligible";
  return bloquants.some((c) => c.verdict === "indetermine") ? "indetermine" : "eligible";
}

/** Six decimals, rounded half up; for reading only, the ceiling is compared in cents. */
export function ecrireFraction(numerateur: bigint, denominateur: bigint): string | null {
  if (denominateur === 0n) return null;
  const millioniemes = (numerateur * 2_000_000n + denominateur) / (denominateur * 2n);
  return `${millioniemes / 1_000_000n}.${(millioniemes % 1_000_000n).toString().padStart(6, "0")}`;
}

/** ⌊70 % of the eligible cost⌋, at most 200 000 € for a diagnostic. */
export function calculerSubventionMax(coutEligible: Centimes, { seuils }: Regime): Centimes {
  const part = partEntiere(coutEligible, seuils.plafond.numerateur, seuils.plafond.denominateur);
  return seuils.subventionMax !== undefined && part > seuils.subventionMax ? seuils.subventionMax : part;
}

/** Same engine with another registry: what a test needs to plant a faulty rule. */
export function verifierAvec(
  registre: Readonly<Record<CodeRegle, Regle>>,
  dossier: Dossier,
  contexte?: Contexte,
  jeu?: number | Regime,
): Resultat {
  const ensemble = typeof jeu === "object" ? jeu : regime(dossier.regime, jeu);
  if (ensemble.code !== dossier.regime)
    throw new RangeError(`Un dossier ${dossier.regime} ne se vérifie pas avec un jeu ${ensemble.code}.`);
  const faits = etablirFaits(dossier, ensemble, contexte);
  const constats = ensemble.regles.map((exigence) => constater(registre[exigence.code], exigence, faits));
  const coutTotal = faits.coutTotal.min;
  const coutEligible = faits.coutEligible.min;
  const subvention = faits.subvention.min;
  return {
    regime: ensemble.code,
    regimeNumero: ensemble.numero,
    verdict: verdictGlobal(constats),
    coutTotal,
    coutEligible,
    subvention,
    taux: ecrireFraction(subvention, coutEligible),
    subventionMax: calculerSubventionMax(coutEligible, ensemble),
    resteACofinancer: centimes(coutTotal - faits.ressources.min),
    constats,
  };
}

/**
 * Every verdict of a dossier in its regime. `jeu`: the set itself, which the server reads where it was published, or the number
 * of one shipped with Rigel; without it, the latest shipped.
 */
export const verifier = (dossier: Dossier, contexte?: Contexte, jeu?: number | Regime): Resultat =>
  verifierAvec(REGISTRE, dossier, contexte, jeu);
