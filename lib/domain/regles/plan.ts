/** The financing plan: balance, commitments, economic actors, earlier money, State aid. */
import { centimes, somme } from "../argent";
import type { Financement } from "../dossier";
import { accorder, ecrireEuros, enumerer } from "../ecriture";
import { estCofinancement, estPrive, type Faits, totaliser } from "../faits";
import { estSignee, etatsLettres } from "../lettres";
import { SOURCES } from "../nomenclatures";
import { completer } from "./lignes-incompletes";
import { champsIncomplets } from "./plafonds";
import {
  champ,
  conforme,
  figureMontant,
  figureNombre,
  figureTexte,
  indetermine,
  margeMontant,
  nonConforme,
  regle,
  vide,
} from "./regle";
import { SOURCES_REGLES } from "./sources";

export const equilibre = regle({
  code: "EQUILIBRE",
  titre: "Ressources égales au coût total, au centime",
  groupe: "argent",
  source: SOURCES_REGLES.consortium,
  evalue: (faits) => {
    const { dossier, coutTotal: cout, ressources } = faits;
    if (dossier.budget.length === 0 || dossier.financements.length === 0)
      return indetermine({
        message: dossier.budget.length === 0 ? "Le budget est vide." : "Le plan de financement est vide.",
        pourCorriger: dossier.budget.length === 0 ? "Saisissez le budget." : "Saisissez le plan de financement.",
        champs: [
          ...(dossier.budget.length === 0 ? [champ("budget", "ajouter-ligne-budget")] : []),
          ...(dossier.financements.length === 0 ? [champ("financement", "ajouter-financement")] : []),
        ],
      });
    const figures = [figureMontant("Ressources", ressources.min), figureMontant("Coût total", cout.min)];
    const champs = [champ("financement", "financements-0-montant"), champ("budget", "budget-0-montant")];
    const ecart = ressources.min - cout.min;
    // A missing amount only adds: one side already beyond the other's complete total cannot come back.
    if (cout.max !== null && ressources.min > cout.max)
      return nonConforme({
        message: `Les ressources dépassent le coût total de ${ecrireEuros(centimes(ecart))}.`,
        figures,
        marge: margeMontant(-ecart),
        pourCorriger: `Retirez ${ecrireEuros(centimes(ecart))} des ressources, ou ajoutez autant de dépenses.`,
        champs,
      });
    if (ressources.max !== null && cout.min > ressources.max)
      return nonConforme({
        message: `Il manque ${ecrireEuros(centimes(-ecart))} de cofinancement pour couvrir le coût total.`,
        figures,
        marge: margeMontant(ecart),
        pourCorriger: `Ajoutez ${ecrireEuros(centimes(-ecart))} de cofinancement, ou retirez autant de dépenses.`,
        champs,
      });
    if (cout.max === null || ressources.max === null)
      return indetermine({
        message: "L’équilibre ne peut pas être vérifié : il manque un montant.",
        figures,
        pourCorriger: completer(faits, { poste: false, source: false }),
        champs: champsIncomplets(faits, { poste: false, source: false }),
      });
    return conforme({
      message: `Les ressources couvrent exactement le coût total, ${ecrireEuros(cout.min)}.`,
      figures,
      marge: margeMontant(0n),
      champs,
    });
  },
});

/** Lines that are, or may be, co-financing, with their place in the plan. */
const cofinancements = ({ dossier }: Faits) =>
  dossier.financements
    .map((ligne, rang) => ({ ligne, rang, place: estCofinancement(ligne) }))
    .filter(({ place }) => place !== "non");

const sansCofinancement = () =>
  indetermine({
    message: "Aucun cofinancement n’est encore dans le plan de financement.",
    pourCorriger: "Ajoutez les cofinancements du consortium.",
    champs: [champ("financement", "ajouter-financement")],
  });

const nomLigne = (faits: Faits, ligne: Financement): string => {
  const partenaire = ligne.partenaire === undefined ? undefined : faits.partenaires.get(ligne.partenaire);
  return partenaire?.nom ?? ligne.partenaire ?? (ligne.source ? SOURCES.libelles[ligne.source] : "ligne sans source");
};

export const cofiEngage = regle({
  code: "COFI_ENGAGE",
  titre: "Chaque cofinancement est engagé, lettre signée",
  groupe: "argent",
  source: SOURCES_REGLES.consortium,
  evalue: (faits) => {
    const lignes = cofinancements(faits);
    if (!lignes.some(({ place }) => place === "oui")) return sansCofinancement();
    const rangPartenaire = new Map(faits.dossier.partenaires.map((p, i) => [p.id, i]));
    const etats = etatsLettres(faits.dossier.partenaires, faits.dossier.financements);
    const examinees = lignes.map(({ ligne, rang, place }) => {
      const partenaire = ligne.partenaire === undefined ? undefined : faits.partenaires.get(ligne.partenaire);
      const rangP = ligne.partenaire === undefined ? undefined : rangPartenaire.get(ligne.partenaire);
      const lettre = rangP === undefined ? undefined : etats[rangP];
      const enDefaut = !ligne.engage || (lettre !== undefined && !estSignee(lettre));
      return {
        ligne,
        nom: nomLigne(faits, ligne),
        enDefaut: enDefaut && place === "oui",
        inconnue: place === "inconnue" || partenaire === undefined,
        champ: !ligne.engage
          ? champ("financement", `financements-${rang}-engage`)
          : champ("partenaires", `partenaires-${rangP ?? 0}-lettreEngagement-signeeLe`),
        champInconnu: champ("financement", `financements-${rang}-${place === "inconnue" ? "source" : "partenaire"}`),
      };
    });
    const figures = [figureNombre("Cofinancements", lignes.length, "lignes")];
    const defauts = examinees.filter((e) => e.enDefaut);
    if (defauts.length > 0)
      return nonConforme({
        message: `Cofinancement non engagé ou sans lettre signée : ${enumerer([...new Set(defauts.map((d) => d.nom))])}.`,
        figures: [...figures, figureNombre("À engager", defauts.length, "lignes")],
        pourCorriger: "Cochez « engagé » et faites signer la lettre d’engagement, ou écrivez une justification.",
        champs: defauts.map((d) => d.champ),
      });
    const inconnues = examinees.filter((e) => e.inconnue);
    if (inconnues.length > 0)
      return indetermine({
        message: `${accorder(inconnues.length, "ligne")} du plan de financement sans source ou sans partenaire.`,
        figures,
        pourCorriger: "Indiquez la source et le partenaire de chaque cofinancement.",
        champs: inconnues.map((e) => e.champInconnu),
      });
    return conforme({
      message: `Chaque cofinancement est engagé et couvert par une lettre signée (${accorder(lignes.length, "ligne")}).`,
      figures,
      champs: lignes.slice(0, 1).map(({ rang }) => champ("financement", `financements-${rang}-engage`)),
    });
  },
});

export const cofiPrive = regle({
  code: "COFI_PRIVE",
  titre: "Part des acteurs économiques visible",
  groupe: "argent",
  source: SOURCES_REGLES.cofinancer,
  evalue: (faits) => {
    const lignes = cofinancements(faits);
    if (!lignes.some(({ place }) => place === "oui")) return sansCofinancement();
    const prive = totaliser(faits.dossier.financements, estPrive);
    const champs = lignes
      .filter(({ ligne }) => estPrive(ligne) !== "non")
      .map(({ rang }) => champ("financement", `financements-${rang}-montant`));
    const figures = [figureMontant("Entreprises, branches et autres financeurs privés", prive.min)];
    if (prive.min > 0n)
      return conforme({ message: `Les acteurs économiques apportent ${ecrireEuros(prive.min)}.`, figures, champs });
    if (prive.max === null || prive.max > 0n)
      return indetermine({
        message: "La part des acteurs économiques n’est pas connue : il manque un montant ou une source.",
        figures,
        pourCorriger: "Complétez le montant et la source de chaque cofinancement.",
        champs: champsIncomplets(
          { ...faits, dossier: { ...faits.dossier, budget: [] } },
          { poste: false, source: true },
        ),
      });
    return nonConforme({
      message: "Aucun cofinancement ne vient des acteurs économiques.",
      figures,
      pourCorriger: "Ajoutez la part d’une entreprise, d’une branche ou d’un autre financeur privé.",
      champs: [...champs, champ("financement", "ajouter-financement")],
    });
  },
});

export const cumulPia = regle({
  code: "CUMUL_PIA",
  titre: "Financements antérieurs déclarés, complémentarité expliquée",
  groupe: "argent",
  source: SOURCES_REGLES.cumul,
  evalue: ({ dossier: { complementarite } }) => {
    const declaration = champ("financement", "reponses-complementarite-financementsAnterieurs");
    const texte = champ("financement", "reponses-complementarite-texte");
    if (complementarite?.financementsAnterieurs === undefined)
      return indetermine({
        message: "Les financements antérieurs (PIA2, PIA3, AMI CMA) ne sont pas encore déclarés.",
        pourCorriger: "Dites si les mêmes équipements ont déjà reçu un financement PIA2, PIA3 ou AMI CMA.",
        champs: [declaration],
      });
    if (!complementarite.financementsAnterieurs)
      return conforme({
        message: "Aucun financement antérieur sur les mêmes équipements n’est déclaré.",
        figures: [figureTexte("Financements antérieurs", "aucun")],
        champs: [declaration],
      });
    if (vide(complementarite.texte))
      return indetermine({
        message: "Des financements antérieurs sont déclarés, sans explication de leur complémentarité.",
        figures: [figureTexte("Financements antérieurs", "déclarés")],
        pourCorriger: "Expliquez en quoi les moyens demandés complètent les précédents.",
        champs: [texte],
      });
    return conforme({
      message: "Des financements antérieurs sont déclarés et leur complémentarité est expliquée.",
      figures: [figureTexte("Financements antérieurs", "déclarés, expliqués")],
      champs: [texte],
    });
  },
});

export const aideEtat = regle({
  code: "AIDE_ETAT",
  titre: "Base d’aide d’État pour chaque entreprise aidée",
  groupe: "argent",
  source: SOURCES_REGLES.aideEtat,
  evalue: (faits) => {
    const rangs = new Map(faits.dossier.partenaires.map((p, i) => [p.id, i]));
    // Anything that may be a company receiving money without a basis; a known zero gives nothing.
    const suspectes = faits.dossier.repartition.flatMap((ligne, rang) => {
      if (ligne.subvention === 0n) return [];
      const partenaire = ligne.partenaire === undefined ? undefined : faits.partenaires.get(ligne.partenaire);
      if (partenaire === undefined)
        return [{ nom: "ligne sans partenaire", ou: champ("financement", `repartition-${rang}-partenaire`) }];
      if (!vide(partenaire.aideEtat)) return [];
      if (partenaire.nature !== undefined && partenaire.nature !== "entreprise") return [];
      const rangP = rangs.get(ligne.partenaire);
      const cle = partenaire.nature === undefined ? "nature" : "aideEtat";
      return [
        { nom: partenaire.nom ?? ligne.partenaire ?? "", ou: champ("partenaires", `partenaires-${rangP}-${cle}`) },
      ];
    });
    if (suspectes.length > 0)
      return indetermine({
        message: `Base d’aide d’État non connue pour : ${enumerer(suspectes.map((s) => s.nom))}.`,
        figures: [figureNombre("À préciser", suspectes.length, "partenaires")],
        pourCorriger: "Indiquez la base d’aide d’État de chaque entreprise qui reçoit une part de la subvention.",
        champs: suspectes.map((s) => s.ou),
      });
    const aidees = faits.dossier.repartition.filter(
      (l) =>
        l.subvention !== 0n &&
        l.partenaire !== undefined &&
        faits.partenaires.get(l.partenaire)?.nature === "entreprise",
    );
    const total = somme(aidees.flatMap((l) => (l.subvention === undefined ? [] : [l.subvention])));
    return conforme({
      message:
        aidees.length === 0
          ? "Aucune entreprise ne reçoit de part de la subvention."
          : `Chaque entreprise aidée nomme sa base d’aide d’État (${accorder(aidees.length, "entreprise")}).`,
      figures: [figureMontant("Subvention reçue par des entreprises", total)],
      champs: [
        champ("financement", faits.dossier.repartition.length > 0 ? "repartition-0-partenaire" : "ajouter-repartition"),
      ],
    });
  },
});
