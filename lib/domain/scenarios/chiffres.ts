/** The key figures of one plan, judged by the rules: what a what-if is compared on. */
import { type Centimes, centimes, somme } from "../argent";
import { estATraiter } from "../completude";
import type { Dossier } from "../dossier";
import { certain, estCofinancement, estPrive, estSubvention, totaliser } from "../faits";
import { etatsLettres } from "../lettres";
import { depassementPlafond } from "../plafond";
import type { Resultat, Severite, Verdict, VerdictGlobal } from "../verdict";

/** `id` null: the lines that name no partner. */
export type Compte = { id: string | null; nom: string; montant: Centimes };
export type Regle = { code: string; titre: string; severite: Severite; verdict: Verdict; aTraiter: boolean };

export type Chiffres = {
  verdict: VerdictGlobal;
  regles: readonly Regle[];
  coutTotal: Centimes;
  coutEligible: Centimes;
  subvention: Centimes;
  taux: string | null;
  subventionMax: Centimes;
  /** Ceiling minus subsidy, signed. */
  marge: Centimes;
  /** Over the ceiling for sure: no amount to come can repair it. */
  depasse: boolean;
  cofinancement: Centimes;
  partPrivee: Centimes;
  resteACofinancer: Centimes;
  /** False: an amount, a post or a source is missing, the figures are those known so far. */
  complet: boolean;
  /** Partners whose letter was signed for another amount. */
  lettresPerimees: readonly { id: string; nom: string }[];
  couts: readonly Compte[];
  apports: readonly Compte[];
  subventions: readonly Compte[];
};

const SANS_PARTENAIRE = "Sans partenaire";

type Ligne = { partenaire?: string | undefined; montant?: Centimes | undefined };

/** One account per partner that has one, in the order of the partners; the lines that name nobody last. */
function comptes(dossier: Dossier, lignes: readonly Ligne[]): Compte[] {
  const sommes = new Map<string | null, bigint>();
  const connus = new Set(dossier.partenaires.map((p) => p.id));
  for (const l of lignes) {
    const id = l.partenaire !== undefined && connus.has(l.partenaire) ? l.partenaire : null;
    sommes.set(id, (sommes.get(id) ?? 0n) + (l.montant ?? 0n));
  }
  const nommes = dossier.partenaires.flatMap((p) => {
    const montant = p.id === undefined ? undefined : sommes.get(p.id);
    return p.id === undefined || montant === undefined
      ? []
      : [{ id: p.id, nom: p.nom ?? p.id, montant: centimes(montant) }];
  });
  const reste = sommes.get(null);
  return reste === undefined ? nommes : [...nommes, { id: null, nom: SANS_PARTENAIRE, montant: centimes(reste) }];
}

export function chiffresDe(dossier: Dossier, resultat: Resultat): Chiffres {
  const { financements, partenaires, justifications } = dossier;
  const cofinancements = financements.filter((f) => estCofinancement(f) === "oui");
  const lettres = etatsLettres(partenaires, financements);
  const complet =
    certain(totaliser(dossier.budget, () => "oui")) &&
    dossier.budget.every((l) => l.eligible === false || l.poste !== undefined) &&
    certain(totaliser(financements, () => "oui")) &&
    certain(totaliser(financements, estSubvention));
  return {
    verdict: resultat.verdict,
    regles: resultat.constats.map((c) => ({
      code: c.code,
      titre: c.titre,
      severite: c.severite,
      verdict: c.verdict,
      aTraiter: estATraiter(c, justifications),
    })),
    coutTotal: resultat.coutTotal,
    coutEligible: resultat.coutEligible,
    subvention: resultat.subvention,
    taux: resultat.taux,
    subventionMax: resultat.subventionMax,
    marge: centimes(resultat.subventionMax - resultat.subvention),
    depasse: depassementPlafond(resultat) !== null,
    cofinancement: somme(cofinancements.flatMap((f) => f.montant ?? [])),
    partPrivee: totaliser(financements, estPrive).min,
    resteACofinancer: resultat.resteACofinancer,
    complet,
    lettresPerimees: partenaires.flatMap((p, i) =>
      lettres[i]?.type === "perimee" ? [{ id: p.id ?? "", nom: p.nom ?? p.id ?? "" }] : [],
    ),
    couts: comptes(dossier, dossier.budget),
    apports: comptes(dossier, cofinancements),
    subventions: comptes(
      dossier,
      dossier.repartition.map((r) => ({ partenaire: r.partenaire, montant: r.subvention })),
    ),
  };
}

export const nonConformes = (c: Chiffres): number =>
  c.regles.filter((r) => r.verdict === "non_conforme" && r.severite !== "conseil").length;
export const aTraiter = (c: Chiffres): number => c.regles.filter((r) => r.aTraiter).length;
