import { centimes } from "@/lib/domain/argent";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { tableDeDecision, VERDICTS } from "./table";

const { C, N, I } = VERDICTS;
type D = DossierFichier;
const euros = (c: bigint) => ({ type: "montant" as const, montant: centimes(c) });

/** One budget line of `cout` and a subsidy: nothing else counts for the ceiling. */
const plan = (cout: string, subvention: string) => (d: D) => {
  d.budget = [{ poste: "equipement", montant: cout }];
  d.financements = [{ source: "france2030", montant: subvention }];
};

tableDeDecision("PLAFOND_70", [
  { cas: "FPI AURA, 5,9 M€ de marge", verdict: C, marge: euros(590_000_000n), champs: ["financements-0-montant"] },
  { cas: "exactement 70 %", avec: plan("100.00", "70.00"), verdict: C, marge: euros(0n) },
  { cas: "un centime sous le plafond", avec: plan("100.00", "69.99"), verdict: C, marge: euros(1n) },
  {
    cas: "un centime au-dessus du plafond",
    avec: plan("100.00", "70.01"),
    verdict: N,
    marge: euros(-1n),
    corriger: "Réduisez la subvention de 0,01\u00a0€, ou ajoutez 0,02\u00a0€ de dépenses éligibles.",
    champs: ["financements-0-montant", "budget-0-montant"],
  },
  { cas: "70 % tombe entre deux centimes, dessous", avec: plan("100.01", "70.00"), verdict: C, marge: euros(0n) },
  { cas: "70 % tombe entre deux centimes, dessus", avec: plan("100.01", "70.01"), verdict: N, marge: euros(-1n) },
  { cas: "taux arrondi à 70,00 % mais dépassé d’un centime", avec: plan("100000000.00", "70000000.01"), verdict: N },
  { cas: "coût éligible nul, subvention nulle", avec: plan("0.00", "0.00"), verdict: C, marge: euros(0n) },
  { cas: "coût éligible nul, un centime demandé", avec: plan("0.00", "0.01"), verdict: N },
  {
    cas: "montant de trente chiffres, exact",
    avec: plan(`1${"0".repeat(29)}.00`, `7${"0".repeat(28)}.01`),
    verdict: N,
  },
  {
    cas: "aucune ligne de budget",
    avec: (d) => {
      d.budget = [];
    },
    verdict: I,
    champs: ["ajouter-ligne-budget"],
  },
  {
    cas: "budget absent",
    avec: (d) => {
      delete d.budget;
    },
    verdict: I,
  },
  {
    cas: "aucune ligne France 2030",
    avec: (d) => {
      d.financements = [{ source: "region", montant: "1.00" }];
    },
    verdict: I,
    champs: ["ajouter-financement"],
  },
  {
    cas: "plan de financement absent",
    avec: (d) => {
      d.financements = null;
    },
    verdict: I,
  },
  {
    cas: "une dépense sans montant",
    avec: (d) => {
      d.budget?.push({ poste: "missions" });
    },
    verdict: I,
    champs: ["budget-5-montant"],
  },
  {
    cas: "une dépense sans poste",
    avec: (d) => {
      d.budget?.push({ montant: "1.00" });
    },
    verdict: I,
    champs: ["budget-5-poste"],
  },
  {
    cas: "une dépense sans poste, marquée non éligible",
    avec: (d) => {
      d.budget?.push({ montant: "1.00", eligible: false });
    },
    verdict: C,
  },
  {
    cas: "une dépense de bâti sans montant : jamais éligible",
    avec: (d) => {
      d.budget?.push({ poste: "bati" });
    },
    verdict: C,
  },
  {
    cas: "une ligne France 2030 sans montant",
    avec: (d) => {
      d.financements?.push({ source: "france2030" });
    },
    verdict: I,
    champs: ["financements-4-montant"],
  },
  {
    cas: "une ligne de financement sans source",
    avec: (d) => {
      d.financements?.push({ montant: "1.00" });
    },
    verdict: I,
    champs: ["financements-4-source"],
  },
  {
    cas: "dépassé même si la dépense sans poste est éligible",
    avec: (d) => {
      plan("100.00", "71.00")(d);
      d.budget?.push({ montant: "1.42" });
    },
    verdict: N,
  },
  {
    cas: "rattrapable si la dépense sans poste est éligible",
    avec: (d) => {
      plan("100.00", "71.00")(d);
      d.budget?.push({ montant: "1.43" });
    },
    verdict: I,
  },
  {
    cas: "bâti marqué éligible : ne compte jamais dans l’assiette",
    avec: (d) => {
      plan("100.00", "70.01")(d);
      d.budget?.push({ poste: "bati", montant: "1000.00", eligible: true });
    },
    verdict: N,
  },
  {
    cas: "dépense marquée non éligible : hors de l’assiette",
    avec: (d) => {
      plan("100.00", "70.01")(d);
      d.budget?.push({ poste: "missions", montant: "1000.00", eligible: false });
    },
    verdict: N,
  },
  {
    cas: "plusieurs lignes France 2030 s’additionnent",
    avec: (d) => {
      plan("100.00", "70.00")(d);
      d.financements?.push({ source: "france2030", montant: "0.01" });
    },
    verdict: N,
  },
]);

const subvention = (montant: string) => (d: D) => {
  d.financements = [{ source: "france2030", montant }];
};
const minimum = (cas: string, montant: string, verdict: typeof C | typeof N, marge: bigint) => ({
  cas,
  avec: subvention(montant),
  verdict,
  marge: euros(marge),
});

tableDeDecision("SEUIL_1M", [
  { cas: "FPI AURA", verdict: C, marge: euros(850_000_000n) },
  minimum("exactement le minimum", "1000000.00", C, 0n),
  minimum("un centime dessous", "999999.99", N, -1n),
  minimum("un centime dessus", "1000000.01", C, 1n),
  {
    cas: "aucune ligne France 2030",
    avec: (d) => {
      d.financements = [];
    },
    verdict: I,
  },
  {
    cas: "aucune ligne France 2030, une ligne sans source trop petite",
    avec: (d) => {
      d.financements = [{ montant: "1.00" }];
    },
    verdict: I,
  },
  {
    cas: "une ligne France 2030 sans montant",
    avec: (d) => {
      d.financements = [{ source: "france2030" }];
    },
    verdict: I,
  },
  {
    cas: "dessous même avec la ligne sans source",
    avec: (d) => {
      d.financements = [{ source: "france2030", montant: "1.00" }, { montant: "2.00" }];
    },
    verdict: N,
  },
  {
    cas: "atteint peut-être avec la ligne sans source",
    avec: (d) => {
      d.financements = [{ source: "france2030", montant: "1.00" }, { montant: "999999.00" }];
    },
    verdict: I,
  },
]);

tableDeDecision("PLAFOND_DIAG", [
  minimum("exactement le maximum", "200000.00", C, 0n),
  minimum("un centime dessous", "199999.99", C, 1n),
  minimum("un centime dessus", "200000.01", N, -1n),
  {
    cas: "aucune ligne France 2030",
    avec: (d) => {
      d.financements = [];
    },
    verdict: I,
  },
  {
    cas: "une ligne sans montant",
    avec: (d) => {
      d.financements = [{ source: "france2030", montant: "1.00" }, { source: "france2030" }];
    },
    verdict: I,
  },
  {
    cas: "déjà dépassé malgré une ligne sans montant",
    avec: (d) => {
      d.financements = [{ source: "france2030", montant: "200000.01" }, { source: "france2030" }];
    },
    verdict: N,
  },
]);

tableDeDecision("EQUILIBRE", [
  { cas: "FPI AURA", verdict: C, marge: euros(0n) },
  {
    cas: "un centime manque",
    avec: (d) => {
      d.budget?.push({ poste: "bati", montant: "0.01" });
    },
    verdict: N,
    marge: euros(-1n),
    corriger: "Ajoutez 0,01\u00a0€ de cofinancement, ou retirez autant de dépenses.",
  },
  {
    cas: "un centime en trop",
    avec: (d) => {
      d.financements?.push({ source: "region", montant: "0.01" });
    },
    verdict: N,
    marge: euros(-1n),
    corriger: "Retirez 0,01\u00a0€ des ressources, ou ajoutez autant de dépenses.",
  },
  {
    cas: "une dépense non éligible compte dans le coût total",
    avec: (d) => {
      d.budget?.push({ poste: "missions", eligible: false, montant: "1.00" });
    },
    verdict: N,
  },
  {
    cas: "une dépense sans poste compte dans le coût total",
    avec: (d) => {
      d.budget?.push({ montant: "1.00" });
    },
    verdict: N,
  },
  {
    cas: "aucune ligne de budget",
    avec: (d) => {
      d.budget = [];
    },
    verdict: I,
    champs: ["ajouter-ligne-budget"],
  },
  {
    cas: "aucune ligne de financement",
    avec: (d) => {
      d.financements = [];
    },
    verdict: I,
    champs: ["ajouter-financement"],
  },
  {
    cas: "une dépense sans montant",
    avec: (d) => {
      d.budget?.push({ poste: "missions" });
    },
    verdict: I,
    champs: ["budget-5-montant"],
    corriger: "Complétez «\u00a0partenaire à préciser, Missions et déplacements\u00a0» (budget\u202f: montant).",
  },
  {
    cas: "des lignes sans montant : la première nommée, les autres comptées",
    avec: (d) => {
      d.budget?.push({ partenaire: d.partenaires?.[0]?.id ?? "", poste: "equipement", libelle: "Four", annee: 2025 });
      d.budget?.push({ poste: "missions" }, { poste: "bati" });
      d.financements?.push({ source: "region" });
    },
    verdict: I,
    champs: ["budget-5-montant", "budget-6-montant", "budget-7-montant", "financements-4-montant"],
    corriger:
      "Complétez «\u00a0GIPAL Formation (chef de file, exemple), Équipement et plateaux techniques, Four, 2025\u00a0» (budget\u202f: montant) et 3\u00a0autres lignes.",
  },
  {
    cas: "une ressource sans montant",
    avec: (d) => {
      d.financements?.push({ source: "region" });
    },
    verdict: I,
    champs: ["financements-4-montant"],
  },
  {
    cas: "une dépense sans montant, mais le coût connu dépasse déjà les ressources",
    avec: (d) => {
      d.budget?.push({ poste: "missions" }, { poste: "missions", montant: "0.01" });
    },
    verdict: N,
  },
  {
    cas: "une ressource sans montant, mais les ressources connues dépassent déjà le coût",
    avec: (d) => {
      d.financements?.push({ source: "region" }, { source: "region", montant: "0.01" });
    },
    verdict: N,
  },
]);

const exclusion = (poste: "bati" | "personnel_permanent") => [
  { cas: "aucune ligne de ce poste", verdict: C },
  {
    cas: "une ligne de ce poste, sans marque",
    avec: (d: D) => {
      d.budget?.push({ poste, montant: "1.00" });
    },
    verdict: C,
  },
  {
    cas: "une ligne de ce poste, marquée non éligible",
    avec: (d: D) => {
      d.budget?.push({ poste, montant: "1.00", eligible: false });
    },
    verdict: C,
  },
  {
    cas: "une ligne de ce poste, marquée éligible",
    avec: (d: D) => {
      d.budget?.push({ poste, montant: "1.00", eligible: true });
    },
    verdict: N,
    champs: ["budget-5-eligible"],
    marge: euros(-100n),
  },
  {
    cas: "la même, sans montant",
    avec: (d: D) => {
      d.budget?.push({ poste, eligible: true });
    },
    verdict: N,
  },
  {
    cas: "une ligne marquée éligible, sans poste",
    avec: (d: D) => {
      d.budget?.push({ montant: "1.00", eligible: true });
    },
    verdict: I,
    champs: ["budget-5-poste"],
  },
  {
    cas: "une ligne d’un autre poste non éligible, marquée éligible",
    avec: (d: D) => {
      d.budget?.push({ poste: "autre_non_eligible", montant: "1.00", eligible: true });
    },
    verdict: C,
  },
  {
    cas: "aucune ligne de budget",
    avec: (d: D) => {
      d.budget = [];
    },
    verdict: I,
  },
];
tableDeDecision("DEPENSES_BATI", exclusion("bati"));
tableDeDecision("POSTES_PERENNES", exclusion("personnel_permanent"));

tableDeDecision("COFI_ENGAGE", [
  { cas: "FPI AURA", verdict: C },
  {
    cas: "aucun cofinancement",
    avec: (d) => {
      d.financements = d.financements?.slice(0, 1);
    },
    verdict: I,
    champs: ["ajouter-financement"],
  },
  {
    cas: "une ligne non engagée",
    avec: (d) => {
      Object.assign(d.financements?.[2] ?? {}, { engage: false });
    },
    verdict: N,
    champs: ["financements-2-engage"],
  },
  {
    cas: "une ligne sans la marque d’engagement",
    avec: (d) => {
      delete d.financements?.[2]?.engage;
    },
    verdict: N,
  },
  {
    cas: "un partenaire sans lettre",
    avec: (d) => {
      delete d.partenaires?.[2]?.lettreEngagement;
    },
    verdict: N,
    champs: ["partenaires-2-lettreEngagement-signeeLe"],
  },
  {
    cas: "une lettre non signée",
    avec: (d) => {
      delete d.partenaires?.[2]?.lettreEngagement?.signeeLe;
    },
    verdict: N,
  },
  {
    cas: "une ligne engagée sans partenaire",
    avec: (d) => {
      delete d.financements?.[2]?.partenaire;
    },
    verdict: I,
    champs: ["financements-2-partenaire"],
  },
  {
    cas: "une ligne non engagée sans partenaire",
    avec: (d) => {
      d.financements?.push({ source: "region", montant: "1.00" });
    },
    verdict: N,
  },
  {
    cas: "une ligne sans source",
    avec: (d) => {
      d.financements?.push({ montant: "1.00" });
    },
    verdict: I,
    champs: ["financements-4-source"],
  },
  {
    cas: "France 2030 n’est pas un cofinancement",
    avec: (d) => {
      d.financements?.push({ source: "france2030", montant: "1.00", engage: false });
    },
    verdict: C,
  },
]);

tableDeDecision("COFI_PRIVE", [
  { cas: "FPI AURA, une branche", verdict: C },
  ...(["entreprise", "branche", "autre_prive"] as const).map((source) => ({
    cas: `un centime de ${source}`,
    avec: (d: D) => {
      d.financements = [{ source, montant: "0.01" }];
    },
    verdict: C,
  })),
  {
    cas: "aucun cofinancement",
    avec: (d) => {
      d.financements = d.financements?.slice(0, 1);
    },
    verdict: I,
  },
  {
    cas: "que du public",
    avec: (d) => {
      d.financements = [{ source: "region", montant: "1.00" }];
    },
    verdict: N,
  },
  {
    cas: "une branche à zéro",
    avec: (d) => {
      d.financements = [{ source: "branche", montant: "0.00" }];
    },
    verdict: N,
  },
  {
    cas: "une branche sans montant",
    avec: (d) => {
      d.financements = [{ source: "branche" }];
    },
    verdict: I,
    champs: ["financements-0-montant"],
  },
  {
    cas: "du public, et une ligne sans source",
    avec: (d) => {
      d.financements = [{ source: "region", montant: "1.00" }, { montant: "1.00" }];
    },
    verdict: I,
  },
]);

tableDeDecision("CUMUL_PIA", [
  { cas: "déclarés et expliqués", verdict: C },
  {
    cas: "déclaration absente",
    avec: (d) => {
      delete d.reponses?.complementarite;
    },
    verdict: I,
    champs: ["reponses-complementarite-financementsAnterieurs"],
  },
  {
    cas: "réponses absentes",
    avec: (d) => {
      delete d.reponses;
    },
    verdict: I,
  },
  {
    cas: "déclarés, texte blanc",
    avec: (d) => {
      d.reponses = { complementarite: { financementsAnterieurs: true, texte: " \u00a0\n" } };
    },
    verdict: I,
    champs: ["reponses-complementarite-texte"],
  },
  {
    cas: "déclarés, texte absent",
    avec: (d) => {
      d.reponses = { complementarite: { financementsAnterieurs: true } };
    },
    verdict: I,
  },
  {
    cas: "un texte sans déclaration",
    avec: (d) => {
      d.reponses = { complementarite: { texte: "Rien." } };
    },
    verdict: I,
  },
  {
    cas: "aucun financement antérieur, sans texte",
    avec: (d) => {
      d.reponses = { complementarite: { financementsAnterieurs: false } };
    },
    verdict: C,
  },
]);

const entreprise = (p: object, r: object) => (d: D) => {
  d.partenaires = [{ id: "e", nom: "Entreprise (exemple)", nature: "entreprise", ...p }];
  d.repartition = [{ partenaire: "e", subvention: "1.00", ...r }];
};
tableDeDecision("AIDE_ETAT", [
  { cas: "aucune répartition", verdict: C },
  { cas: "une entreprise aidée sans base", avec: entreprise({}, {}), verdict: I, champs: ["partenaires-0-aideEtat"] },
  { cas: "une base blanche", avec: entreprise({ aideEtat: " " }, {}), verdict: I },
  { cas: "une base nommée", avec: entreprise({ aideEtat: "RGEC, art. 31" }, {}), verdict: C },
  { cas: "une entreprise qui ne reçoit rien", avec: entreprise({}, { subvention: "0.00" }), verdict: C },
  { cas: "une entreprise qui reçoit un montant non connu", avec: entreprise({}, { subvention: null }), verdict: I },
  { cas: "un partenaire public", avec: entreprise({ nature: "gip" }, {}), verdict: C },
  {
    cas: "un partenaire sans nature",
    avec: entreprise({ nature: null }, {}),
    verdict: I,
    champs: ["partenaires-0-nature"],
  },
  {
    cas: "une part sans partenaire",
    avec: entreprise({}, { partenaire: null }),
    verdict: I,
    champs: ["repartition-0-partenaire"],
  },
]);
