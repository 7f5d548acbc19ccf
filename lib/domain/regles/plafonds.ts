/** Ceilings and floor of the subsidy. Compared exactly in cents, never through a rounded percentage (domain/1). */
import { type Centimes, centimes, partEntiere } from "../argent";
import { ecrireEuros, ecrireNombre } from "../ecriture";
import { certain, estSubvention, type Faits, type Total } from "../faits";
import type { Champ } from "../sections";
import type { Seuils } from "../seuils";
import { completer } from "./lignes-incompletes";
import { champ, conforme, figureMontant, indetermine, margeMontant, nonConforme, regle } from "./regle";
import { SOURCES_REGLES } from "./sources";

const pourcentage = ({ plafond }: Seuils): string => {
  const centiemes = (plafond.numerateur * 10_000n) / plafond.denominateur;
  return ecrireNombre(Number(centiemes) / 100);
};

/** Where the subsidy is typed. */
export function champSubvention({ dossier }: Faits): Champ {
  const rang = dossier.financements.findIndex((f) => estSubvention(f) === "oui");
  return champ("financement", rang < 0 ? "ajouter-financement" : `financements-${rang}-montant`);
}

const champBudget = ({ dossier }: Faits): Champ =>
  champ("budget", dossier.budget.length > 0 ? "budget-0-montant" : "ajouter-ligne-budget");

/** Fields to fill so that the subsidy and the costs are known. */
export function champsIncomplets({ dossier }: Faits, lire: { poste: boolean; source: boolean }): Champ[] {
  const champs: Champ[] = [];
  for (const [i, l] of dossier.budget.entries()) {
    if (l.montant === undefined) champs.push(champ("budget", `budget-${i}-montant`));
    if (lire.poste && l.poste === undefined && l.eligible !== false) champs.push(champ("budget", `budget-${i}-poste`));
  }
  for (const [i, f] of dossier.financements.entries()) {
    if (f.montant === undefined) champs.push(champ("financement", `financements-${i}-montant`));
    if (lire.source && f.source === undefined) champs.push(champ("financement", `financements-${i}-source`));
  }
  return champs;
}

/** Smallest amount of eligible cost that carries `subvention`, minus what there is: ⌈excess × 100 / 70⌉ in cents. */
const depensesManquantes = (subvention: bigint, eligible: bigint, { plafond }: Seuils): Centimes => {
  const produit = subvention * plafond.denominateur;
  const requis = (produit + plafond.numerateur - 1n) / plafond.numerateur;
  return centimes(requis - eligible);
};

const sansSubvention = (faits: Faits) => !faits.dossier.financements.some((f) => estSubvention(f) === "oui");

const subventionAbsente = (faits: Faits) =>
  indetermine({
    message: "La subvention demandée à France 2030 n’est pas encore dans le plan de financement.",
    pourCorriger: "Ajoutez une ligne France 2030 au plan de financement, avec son montant.",
    champs: [champSubvention(faits)],
  });

export const plafond70 = regle({
  code: "PLAFOND_70",
  titre: (s) => `Subvention au plus égale à ${pourcentage(s)} % du coût éligible`,
  groupe: "argent",
  source: SOURCES_REGLES.plafond,
  evalue: (faits) => {
    const { seuils } = faits.regime;
    if (faits.dossier.budget.length === 0)
      return indetermine({
        message: "Le budget est vide : le plafond de subvention n’est pas connu.",
        pourCorriger: "Saisissez le budget.",
        champs: [champ("budget", "ajouter-ligne-budget")],
      });
    if (sansSubvention(faits)) return subventionAbsente(faits);
    const { numerateur, denominateur } = seuils.plafond;
    const { subvention, coutEligible } = faits;
    // Even the smallest subsidy exceeds the ceiling of the greatest cost: no missing input can repair that.
    const depasse =
      coutEligible.max !== null && subvention.min * denominateur > coutEligible.max * numerateur
        ? coutEligible.max
        : null;
    const taux = `${pourcentage(seuils)} %`;
    if (depasse !== null) {
      const max = partEntiere(depasse, numerateur, denominateur);
      const exces = centimes(subvention.min - max);
      const manque = depensesManquantes(subvention.min, depasse, seuils);
      return nonConforme({
        message: `La subvention demandée, ${ecrireEuros(subvention.min)}, dépasse de ${ecrireEuros(exces)} le plafond de ${ecrireEuros(max)} (${taux} du coût éligible, ${ecrireEuros(depasse)}).`,
        figures: [
          figureMontant("Demandé", subvention.min),
          figureMontant(`Plafond : ${taux} du coût éligible`, max),
          figureMontant("Coût éligible", depasse),
        ],
        marge: margeMontant(max - subvention.min),
        pourCorriger: `Réduisez la subvention de ${ecrireEuros(exces)}, ou ajoutez ${ecrireEuros(manque)} de dépenses éligibles.`,
        champs: [champSubvention(faits), champBudget(faits)],
      });
    }
    if (!certain(subvention) || !certain(coutEligible))
      return indetermine({
        message: "Le plafond ne peut pas être vérifié : il manque un montant, un poste ou une source.",
        figures: [
          figureMontant("Demandé, connu", subvention.min),
          figureMontant("Coût éligible, connu", coutEligible.min),
        ],
        pourCorriger: completer(faits, { poste: true, source: true }),
        champs: champsIncomplets(faits, { poste: true, source: true }),
      });
    const max = partEntiere(coutEligible.min, numerateur, denominateur);
    return conforme({
      message: `La subvention demandée, ${ecrireEuros(subvention.min)}, tient dans le plafond de ${ecrireEuros(max)} (${taux} du coût éligible, ${ecrireEuros(coutEligible.min)}).`,
      figures: [
        figureMontant("Demandé", subvention.min),
        figureMontant(`Plafond : ${taux} du coût éligible`, max),
        figureMontant("Coût éligible", coutEligible.min),
      ],
      marge: margeMontant(max - subvention.min),
      champs: [champSubvention(faits), champBudget(faits)],
    });
  },
});

const subventionIncertaine = (faits: Faits, total: Total) =>
  indetermine({
    message: "La subvention demandée n’est pas connue au centime : il manque un montant ou une source.",
    figures: [figureMontant("Demandé, connu", total.min)],
    pourCorriger: completer(faits, { budget: false, poste: false, source: true }),
    champs: champsIncomplets({ ...faits, dossier: { ...faits.dossier, budget: [] } }, { poste: false, source: true }),
  });

export const seuil1M = regle({
  code: "SEUIL_1M",
  titre: (s) => `Subvention d’au moins ${ecrireEuros(s.subventionMin ?? centimes(0n))}`,
  groupe: "argent",
  source: SOURCES_REGLES.seuil,
  evalue: (faits) => {
    if (sansSubvention(faits)) return subventionAbsente(faits);
    const { subvention } = faits;
    const plancher = faits.regime.seuils.subventionMin ?? centimes(0n);
    const champs = [champSubvention(faits)];
    if (subvention.max !== null && subvention.max < plancher) {
      const manque = centimes(plancher - subvention.max);
      return nonConforme({
        message: `La subvention demandée, ${ecrireEuros(subvention.max)}, est inférieure au minimum de ${ecrireEuros(plancher)}.`,
        figures: [figureMontant("Demandé", subvention.max), figureMontant("Minimum", plancher)],
        marge: margeMontant(subvention.max - plancher),
        pourCorriger: `Demandez ${ecrireEuros(manque)} de plus, si le plafond le permet, ou choisissez un régime sans minimum.`,
        champs,
      });
    }
    if (!certain(subvention)) return subventionIncertaine(faits, subvention);
    return conforme({
      message: `La subvention demandée, ${ecrireEuros(subvention.min)}, atteint le minimum de ${ecrireEuros(plancher)}.`,
      figures: [figureMontant("Demandé", subvention.min), figureMontant("Minimum", plancher)],
      marge: margeMontant(subvention.min - plancher),
      champs,
    });
  },
});

export const plafondDiagnostic = regle({
  code: "PLAFOND_DIAG",
  titre: (s) => `Subvention d’au plus ${ecrireEuros(s.subventionMax ?? centimes(0n))}`,
  groupe: "argent",
  source: SOURCES_REGLES.plafondDiagnostic,
  evalue: (faits) => {
    if (sansSubvention(faits)) return subventionAbsente(faits);
    const { subvention } = faits;
    const max = faits.regime.seuils.subventionMax ?? centimes(0n);
    const figures = [figureMontant("Demandé", subvention.min), figureMontant("Maximum", max)];
    const champs = [champSubvention(faits)];
    if (subvention.min > max) {
      const exces = centimes(subvention.min - max);
      return nonConforme({
        message: `La subvention demandée, ${ecrireEuros(subvention.min)}, dépasse de ${ecrireEuros(exces)} le maximum de ${ecrireEuros(max)} pour un diagnostic.`,
        figures,
        marge: margeMontant(max - subvention.min),
        pourCorriger: `Réduisez la subvention de ${ecrireEuros(exces)}.`,
        champs,
      });
    }
    if (!certain(subvention)) return subventionIncertaine(faits, subvention);
    return conforme({
      message: `La subvention demandée, ${ecrireEuros(subvention.min)}, ne dépasse pas le maximum de ${ecrireEuros(max)} pour un diagnostic.`,
      figures,
      marge: margeMontant(max - subvention.min),
      champs,
    });
  },
});
