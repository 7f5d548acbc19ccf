/** « Proposer »: plans that balance to the cent, each a list of gestures that one keeps, applies or leaves. */
import { type Centimes, centimes, ecrireMontant, repartir, somme } from "../argent";
import { accorder, ecrireEuros, typographie } from "../ecriture";
import { calculerSubventionMax } from "../eligibilite";
import { POSTES_NON_ELIGIBLES, type Poste } from "../nomenclatures";
import type { Regime } from "../regimes";
import { sourceParDefaut } from "../sources-par-nature";
import { apportsDe } from "./apports";
import type { Geste } from "./gestes";
import { type Contenus, inconnus, lire, type Plan, planDe, total } from "./plan";

export type CodeProposition = "subvention_max" | "cofinancement_min" | "proportion";
export type Proposition = {
  code: CodeProposition;
  /** Also the name of the what-if it is kept under. */
  titre: string;
  /** How it is reckoned, in one sentence. */
  explication: string;
  remarques: readonly string[];
  gestes: readonly Geste[];
};

export type Propositions =
  /** `propositions` empty: `remarques` say why. */
  | { ok: true; propositions: readonly Proposition[]; remarques: readonly string[] }
  /** What is still missing to propose anything. */
  | { ok: false; manques: readonly string[] };

const NON_ELIGIBLES: ReadonlySet<Poste> = new Set(POSTES_NON_ELIGIBLES);

function manquesDe(plan: Plan): string[] {
  const { budget, financements } = plan;
  const [couts, sources] = [inconnus(budget), inconnus(financements)];
  const postes = budget.filter((l) => l.poste === null && l.eligible !== false).length;
  const origines = financements.filter((f) => f.source === null).length;
  return [
    budget.length === 0 && "Le budget est vide : saisissez d’abord les dépenses.",
    couts > 0 && `Budget : ${accorder(couts, "ligne")} sans montant.`,
    postes > 0 && `Budget : ${accorder(postes, "ligne")} sans poste, on ne sait pas si le coût est éligible.`,
    sources > 0 && `Plan de financement : ${accorder(sources, "source")} sans montant.`,
    origines > 0 && `Plan de financement : ${accorder(origines, "ligne")} sans origine.`,
  ]
    .filter((m) => m !== false)
    .map(typographie);
}

type Apport = { partenaire: string | null; montant: Centimes };

/** What each brings today, in the order of the partners; the lines that name nobody last. */
function apportsParPartenaire(plan: Plan): Apport[] {
  const connus = [...plan.partenaires.map((p) => p.id as string | null), null];
  return connus.flatMap((partenaire) => {
    const lignes = apportsDe(plan, partenaire);
    return lignes.length === 0 ? [] : [{ partenaire, montant: total(lignes) }];
  });
}

/** Contributions brought to a total, in proportion to what each brings; to what each spends when nobody brings anything. */
function apportsVers(plan: Plan, cible: Centimes): Geste[] | null {
  const presents = apportsParPartenaire(plan);
  const poids = presents.some((a) => a.montant > 0n)
    ? presents
    : plan.partenaires.flatMap((p) => {
        const montant = total(plan.budget.filter((l) => l.partenaire === p.id));
        return montant === 0n ? [] : [{ partenaire: p.id, montant }];
      });
  if (poids.length === 0) return null;
  const parts = repartir(
    cible,
    poids.map((a) => a.montant),
  );
  return poids.flatMap(({ partenaire }, i): Geste[] => {
    const part = parts[i] as Centimes;
    const deja = presents.find((a) => a.partenaire === partenaire)?.montant;
    if (part === deja || (deja === undefined && part === 0n)) return [];
    const nature = plan.partenaires.find((p) => p.id === partenaire)?.nature;
    return [
      {
        type: "fixer_apport",
        partenaire,
        montant: ecrireMontant(part),
        source: partenaire === null || deja !== undefined ? null : sourceParDefaut(nature),
      },
    ];
  });
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** What is missing, on the chef de file's account until someone else is found. */
function aTrouver(plan: Plan, montant: Centimes): Geste {
  const chef = plan.partenaires.find((p) => p.chefDeFile);
  return {
    type: "ajouter_source",
    source: chef === undefined ? "autre_public" : sourceParDefaut(chef.nature),
    partenaire: chef?.id ?? null,
    montant: ecrireMontant(montant),
    nature: "numeraire",
    engage: false,
  };
}

export function proposer(contenus: Contenus, regime: Regime): Propositions {
  const plan = planDe(contenus);
  const manques = manquesDe(plan);
  if (manques.length > 0) return { ok: false, manques };

  const cout = total(plan.budget);
  const eligible = somme(
    plan.budget.flatMap((l) =>
      l.eligible === false || (l.poste !== null && NON_ELIGIBLES.has(l.poste)) ? [] : (lire(l.montant) ?? []),
    ),
  );
  if (cout === 0n) return { ok: false, manques: [typographie("Le budget ne contient encore aucun montant.")] };
  const plafond = calculerSubventionMax(eligible, regime);
  const plancher = regime.seuils.subventionMin ?? null;
  const demandee = total(plan.financements.filter((f) => f.source === "france2030"));
  const apports = somme(apportsParPartenaire(plan).map((a) => a.montant));
  // A line of a partner that is no longer declared still counts in the plan.
  const orphelins = centimes(total(plan.financements) - demandee - apports);

  const sousPlancher = (s: bigint): string | null =>
    plancher !== null && s < plancher
      ? `Au-dessous du minimum de ${ecrireEuros(plancher)} que ce régime demande.`
      : null;
  const subventionA = (s: bigint): Geste[] =>
    s === demandee ? [] : [{ type: "fixer_subvention", montant: ecrireMontant(centimes(s)) }];

  const remarques: string[] = [];
  if (plancher !== null && plafond < plancher)
    remarques.push(
      `Le plafond, ${ecrireEuros(plafond)}, est inférieur au minimum de ${ecrireEuros(plancher)} : avec ce coût éligible, aucune subvention ne convient à ce régime.`,
    );
  if (orphelins !== 0n)
    return {
      ok: false,
      manques: [
        typographie("Une ligne de financement nomme un partenaire qui n’est plus dans le consortium : corrigez-la."),
      ],
    };
  const propositions: Proposition[] = [];
  const ajouter = (p: Omit<Proposition, "remarques"> & { remarques: readonly (string | null)[] }) => {
    if (p.gestes.length > 0)
      propositions.push({
        ...p,
        titre: typographie(p.titre),
        explication: typographie(p.explication),
        remarques: p.remarques.flatMap((r) => (r === null ? [] : [typographie(r)])),
      });
  };

  // 1. The highest subsidy allowed; contributions come down, or up, in proportion.
  const reste = centimes(cout - plafond);
  const autour = apportsVers(plan, reste);
  ajouter({
    code: "subvention_max",
    titre: "Subvention maximale",
    explication: `${ecrireEuros(plafond)}, le plus que ce régime permet pour ${ecrireEuros(eligible)} de coût éligible. Les apports couvrent le reste, ${ecrireEuros(reste)}, en proportion de ce qu’ils sont.`,
    gestes: [...subventionA(plafond), ...(autour ?? (reste > 0n ? [aTrouver(plan, reste)] : []))],
    remarques: [sousPlancher(plafond)],
  });

  // 2. Contributions as they are, the subsidy as high as needed: the least that is left to find.
  if (apports <= cout) {
    const subvention = min(plafond, cout - apports);
    const manque = centimes(max(0n, cout - apports - subvention));
    ajouter({
      code: "cofinancement_min",
      titre: "Cofinancement manquant au plus bas",
      explication:
        manque === 0n
          ? `Les apports restent ce qu’ils sont. La subvention, ${ecrireEuros(centimes(subvention))}, couvre le reste : aucun cofinancement à trouver.`
          : `Les apports restent ce qu’ils sont et la subvention est au plafond, ${ecrireEuros(centimes(subvention))} : il faut encore trouver ${ecrireEuros(manque)}, pas moins.`,
      gestes: [...subventionA(subvention), ...(manque > 0n ? [aTrouver(plan, manque)] : [])],
      remarques: [
        sousPlancher(subvention),
        manque > 0n ? "Ce montant est porté au compte du chef de file, en attendant qui l’apportera." : null,
      ],
    });
  }

  // 3. The subsidy as it is asked (down to the ceiling), the rest spread in proportion.
  const gardee = min(demandee, plafond);
  const cible = centimes(cout - gardee);
  const ecart = cible - apports;
  const partage = apportsVers(plan, cible);
  if (partage !== null && (ecart !== 0n || gardee !== demandee))
    ajouter({
      code: "proportion",
      titre: "Écart réparti en proportion",
      explication: `${
        gardee === demandee
          ? "La subvention ne change pas."
          : `La subvention est ramenée au plafond, ${ecrireEuros(centimes(gardee))}.`
      } ${
        ecart >= 0n
          ? `Les ${ecrireEuros(centimes(ecart))} qui manquent sont répartis entre les partenaires, en proportion de leurs ${apports > 0n ? "apports" : "dépenses"}.`
          : `Les apports baissent de ${ecrireEuros(centimes(-ecart))} en tout, en proportion.`
      }`,
      gestes: [...subventionA(gardee), ...partage],
      remarques: [sousPlancher(gardee)],
    });
  if (apports + demandee === cout && demandee <= plafond)
    remarques.unshift("Le plan est déjà équilibré, au centime, et sous le plafond.");
  return { ok: true, propositions, remarques: remarques.map(typographie) };
}
