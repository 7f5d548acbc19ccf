/**
 * Where each partner's commitment letter stands, against today's co-financing lines. The one answer that the screens and the
 * rules COFI_ENGAGE and COH_LETTRES read. A line without a partner is no partner's: it counts in no letter.
 */
import type { Centimes } from "./argent";
import type { DateIso } from "./dates";
import type { Financement, Partenaire } from "./dossier";
import { certain, estCofinancement, type Total, totaliser } from "./faits";
import type { Source } from "./nomenclatures";

/** The letter's amount against the plan: sure only when no amount or source still to come can change it. */
export type Accord = "egal" | "different" | "inconnu";

type Commun = { accord: Accord; montant: Centimes | undefined; auPlan: Centimes };
export type EtatLettre =
  /** Nothing recorded; `attendue` when the partner brings, or may bring, a co-financing. */
  | { type: "absente"; attendue: boolean }
  | ({ type: "a_signer" } & Commun)
  | ({ type: "signee"; le: DateIso } & Commun)
  | ({ type: "perimee"; le: DateIso; montant: Centimes } & Commun)
  /** Signed, but the letter or the plan misses an amount, a source: nothing can be compared yet. */
  | ({ type: "montant_inconnu"; le: DateIso } & Commun);

/** Brings nothing: no line names it. */
export const RIEN: Total = totaliser<Financement>([], estCofinancement);

/** The letter's amount against what the partner's lines add up to. */
export const comparerAuPlan = (montant: Centimes | undefined, plan: Total): Accord => {
  if (montant === undefined) return "inconnu";
  if (montant < plan.min || (plan.max !== null && montant > plan.max)) return "different";
  return certain(plan) ? "egal" : "inconnu";
};

/** What to show of the plan beside a letter: what is certain, unless even everything falls short of the letter. */
export const montantAuPlan = (montant: Centimes | undefined, plan: Total): Centimes =>
  montant !== undefined && plan.max !== null && montant > plan.max ? plan.max : plan.min;

/** `apport`: what the partner's lines add up to; undefined when no line can name it (no identifier). */
export function etatLettre({ lettre }: Pick<Partenaire, "lettre">, apport: Total | undefined): EtatLettre {
  const plan = apport ?? RIEN;
  if (lettre === undefined) return { type: "absente", attendue: plan.max === null || plan.max > 0n };
  const { montant, signeeLe: le } = lettre;
  const accord = apport === undefined ? "inconnu" : comparerAuPlan(montant, plan);
  const commun = { accord, montant, auPlan: montantAuPlan(montant, plan) };
  if (le === undefined) return { ...commun, type: "a_signer" };
  if (accord === "different" && montant !== undefined) return { ...commun, type: "perimee", le, montant };
  return { ...commun, type: accord === "egal" ? "signee" : "montant_inconnu", le };
}

/** What each partner brings besides the subsidy; a partner without a line is not there. */
export function apportsParPartenaire(financements: readonly Financement[]): ReadonlyMap<string, Total> {
  const lignes = new Map<string, Financement[]>();
  for (const f of financements) {
    if (f.partenaire === undefined) continue;
    const deja = lignes.get(f.partenaire);
    if (deja) deja.push(f);
    else lignes.set(f.partenaire, [f]);
  }
  return new Map([...lignes].map(([id, siennes]) => [id, totaliser(siennes, estCofinancement)]));
}

/** Every partner's letter, in the order of the partners. */
export function etatsLettres(
  partenaires: readonly Partenaire[],
  financements: readonly Financement[],
): readonly EtatLettre[] {
  const apports = apportsParPartenaire(financements);
  return partenaires.map((p) => etatLettre(p, p.id === undefined ? undefined : (apports.get(p.id) ?? RIEN)));
}

/** Signed, at whatever amount: COFI_ENGAGE asks for no more, COH_LETTRES looks at the amount. */
export const estSignee = (etat: EtatLettre): boolean => etat.type !== "absente" && etat.type !== "a_signer";

/** A co-financing line that a signed letter proves, and that the plan still says « espéré ». */
export const aEngager = (ligne: { source?: Source | null | undefined; engage?: boolean | null | undefined }): boolean =>
  ligne.source != null && ligne.source !== "france2030" && ligne.engage !== true;
