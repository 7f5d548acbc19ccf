/** What the drawings « Qui paie quoi » and their tables show: segments of the plan with their names. Pure, no component. */
import { type Centimes, centimes } from "@/lib/domain/argent";
import type { Dossier } from "@/lib/domain/dossier";
import { SOURCES, type Source } from "@/lib/domain/nomenclatures";
import { type Inconnues, quiPaieQuoi } from "@/lib/domain/plan-financement";
import { type Payeur, planParAnnee } from "@/lib/domain/plan-par-annee";

/** One colour and one pattern each (barres.module.css, motifs.tsx). */
export type Ton = Payeur | "eligible" | "hors" | "classer";

export type Part = {
  cle: string;
  /** In the bar: the origin alone. */
  court: string;
  /** In the legend and the table: who, and as what. */
  long: string;
  montant: Centimes;
  debut: number;
  largeur: number;
  ton: Ton;
};

export type VuePlan = {
  depenses: Part[];
  ressources: Part[];
  /** Sources of the plan whose amount is not known: they have no length. */
  sansMontant: string[];
  totalDepenses: Centimes;
  totalRessources: Centimes;
  plafond: number | null;
  marge: Centimes | null;
  subventionMax: Centimes;
  inconnues: Inconnues;
};

const DEPENSES = {
  eligible: { court: "Coût éligible", long: "Coût éligible", ton: "eligible" },
  a_classer: { court: "Sans poste", long: "Poste à préciser", ton: "classer" },
  hors_assiette: { court: "Hors assiette", long: "Hors assiette", ton: "hors" },
} as const;

const nomSource = (source: Source | undefined): string =>
  source === undefined ? "Origine à préciser" : SOURCES.libelles[source];

/** `subventionMax`: the ceiling as the rules give it. */
export function vueDuPlan(dossier: Dossier, subventionMax: Centimes): VuePlan {
  const { depenses, ressources, ...q } = quiPaieQuoi(dossier, subventionMax);
  const noms = new Map(dossier.partenaires.map((p) => [p.id, p.nom]));
  const long = (rang: number): string => {
    const f = dossier.financements[rang];
    const court = nomSource(f?.source);
    if (f?.source === "france2030") return "France 2030, subvention";
    const nom = f?.partenaire === undefined ? undefined : noms.get(f.partenaire);
    return nom ? `${nom}, ${court.toLocaleLowerCase("fr")}` : court;
  };
  return {
    ...q,
    depenses: depenses.map((s) => ({ ...s, ...DEPENSES[s.cle] })),
    ressources: ressources.map((s) => {
      const source = dossier.financements[s.cle]?.source;
      return {
        ...s,
        cle: String(s.cle),
        court: nomSource(source),
        long: long(s.cle),
        ton: source ?? "sans_source",
      };
    }),
    sansMontant: dossier.financements.flatMap((f, rang) => (f.montant === undefined ? [long(rang)] : [])),
    subventionMax,
  };
}

export type VueAnnee = {
  cle: string;
  nom: string;
  cout: Centimes;
  eligible: Centimes;
  /** What the payers bring: the cost, or more when the plan has too much. */
  paye: Centimes;
  parts: Part[];
};
export type VueAnnees = {
  annees: VueAnnee[];
  payeurs: { ton: Payeur; nom: string; montants: readonly Centimes[]; total: Centimes }[];
  total: Centimes;
};

export const nomPayeur = (payeur: Payeur): string =>
  payeur === "manque" ? "Cofinancement qui manque" : nomSource(payeur === "sans_source" ? undefined : payeur);

const ECHELLE = 10_000n;

/** Bars of the years on one scale, that of the dearest. null: nothing to spread, or an amount is missing. */
export function vueDesAnnees(dossier: Pick<Dossier, "budget" | "financements">): VueAnnees | null {
  const plan = planParAnnee(dossier);
  if (plan === null) return null;
  const echelle = plan.totaux.reduce((a, b) => (a > b ? a : b), centimes(1n));
  const place = (montant: bigint) => Number((montant * ECHELLE) / echelle);
  const payeurs = plan.payeurs.map((p) => ({ ...p, ton: p.payeur, nom: nomPayeur(p.payeur) }));
  return {
    total: plan.total,
    payeurs,
    annees: plan.annees.map((a, i) => {
      let debut = 0n;
      const parts = payeurs.flatMap(({ ton, nom, montants }): Part[] => {
        const montant = montants[i] ?? centimes(0n);
        if (montant === 0n) return [];
        const de = place(debut);
        debut += montant;
        return [{ cle: ton, court: nom, long: nom, montant, debut: de, largeur: place(debut) - de, ton }];
      });
      const nom = a.annee === null ? "Sans année" : String(a.annee);
      return { cle: nom, nom, cout: a.cout, eligible: a.eligible, paye: plan.totaux[i] ?? a.cout, parts };
    }),
  };
}
