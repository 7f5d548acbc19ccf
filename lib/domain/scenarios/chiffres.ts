/** The key figures of one plan, judged by the rules: what a what-if is compared on. */
import { type Centimes, centimes } from "../argent";
import { estATraiter } from "../completude";
import type { Dossier } from "../dossier";
import { certain, estCofinancement, estEligible, estPrive, estSubvention, totaliser } from "../faits";
import { etatsLettres } from "../lettres";
import { type Precision, plafondPrecis, precisionSi } from "../precision";
import type { Resultat, Severite, Verdict, VerdictGlobal } from "../verdict";

/** `id` null: the lines that name no partner. */
export type Compte = { id: string | null; nom: string; montant: Centimes; precision: Precision };
export type Regle = { code: string; titre: string; severite: Severite; verdict: Verdict; aTraiter: boolean };

export type Montant =
  | "coutTotal"
  | "coutEligible"
  | "subvention"
  | "subventionMax"
  | "marge"
  | "cofinancement"
  | "partPrivee"
  | "resteACofinancer";

export type Chiffres = {
  verdict: VerdictGlobal;
  regles: readonly Regle[];
  coutTotal: Centimes;
  coutEligible: Centimes;
  subvention: Centimes;
  taux: string | null;
  subventionMax: Centimes;
  /** Ceiling minus subsidy, signed. Nothing while its precision is `inconnue`. */
  marge: Centimes;
  /** Over the ceiling for sure: no amount to come can repair it. */
  depasse: boolean;
  cofinancement: Centimes;
  partPrivee: Centimes;
  resteACofinancer: Centimes;
  precisions: Readonly<Record<Montant, Precision>>;
  /** The ceiling and what is asked are known to the cent: they can be drawn. */
  mesurable: boolean;
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
  const incomplets = new Set<string | null>();
  const connus = new Set(dossier.partenaires.map((p) => p.id));
  for (const l of lignes) {
    const id = l.partenaire !== undefined && connus.has(l.partenaire) ? l.partenaire : null;
    sommes.set(id, (sommes.get(id) ?? 0n) + (l.montant ?? 0n));
    if (l.montant === undefined) incomplets.add(id);
  }
  const precision = (id: string | null) => precisionSi(!incomplets.has(id));
  const nommes = dossier.partenaires.flatMap((p) => {
    const montant = p.id === undefined ? undefined : sommes.get(p.id);
    return p.id === undefined || montant === undefined
      ? []
      : [{ id: p.id, nom: p.nom ?? p.id, montant: centimes(montant), precision: precision(p.id) }];
  });
  const reste = sommes.get(null);
  if (reste === undefined) return nommes;
  return [...nommes, { id: null, nom: SANS_PARTENAIRE, montant: centimes(reste), precision: precision(null) }];
}

export function chiffresDe(dossier: Dossier, resultat: Resultat): Chiffres {
  const { financements, partenaires, justifications } = dossier;
  const lettres = etatsLettres(partenaires, financements);
  const coutConnu = certain(totaliser(dossier.budget, () => "oui"));
  const ressourcesConnues = certain(totaliser(financements, () => "oui"));
  const demandeConnue = certain(totaliser(financements, estSubvention));
  const complet =
    coutConnu &&
    dossier.budget.every((l) => l.eligible === false || l.poste !== undefined) &&
    ressourcesConnues &&
    demandeConnue;
  const { mesurable, subventionMax, marge } = plafondPrecis(dossier, resultat);
  const apport = totaliser(financements, estCofinancement);
  const privee = totaliser(financements, estPrive);
  // What may turn out to be a contribution, or the subsidy, is in no account yet.
  const apports = financements.flatMap((f) => {
    const place = estCofinancement(f);
    return place === "non" ? [] : [place === "oui" ? f : { ...f, montant: undefined }];
  });
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
    taux: mesurable ? resultat.taux : null,
    subventionMax: subventionMax.montant,
    marge: marge.montant,
    depasse: marge.precision !== "inconnue" && marge.montant < 0n,
    cofinancement: apport.min,
    partPrivee: privee.min,
    resteACofinancer: resultat.resteACofinancer,
    precisions: {
      coutTotal: precisionSi(coutConnu),
      coutEligible: precisionSi(certain(totaliser(dossier.budget, estEligible))),
      subvention: precisionSi(demandeConnue),
      subventionMax: subventionMax.precision,
      marge: marge.precision,
      cofinancement: precisionSi(certain(apport)),
      partPrivee: precisionSi(certain(privee)),
      resteACofinancer: coutConnu && ressourcesConnues ? "exacte" : "inconnue",
    },
    mesurable,
    complet,
    lettresPerimees: partenaires.flatMap((p, i) =>
      lettres[i]?.type === "perimee" ? [{ id: p.id ?? "", nom: p.nom ?? p.id ?? "" }] : [],
    ),
    couts: comptes(dossier, dossier.budget),
    apports: comptes(dossier, apports),
    subventions: comptes(
      dossier,
      dossier.repartition.map((r) => ({ partenaire: r.partenaire, montant: r.subvention })),
    ),
  };
}

export const nonConformes = (c: Chiffres): number =>
  c.regles.filter((r) => r.verdict === "non_conforme" && r.severite !== "conseil").length;
export const aTraiter = (c: Chiffres): number => c.regles.filter((r) => r.aTraiter).length;
