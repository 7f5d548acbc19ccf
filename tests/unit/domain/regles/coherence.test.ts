import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import type { Contexte } from "@/lib/domain/verdict";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { constat, fpi } from "@/tests/outils/dossiers";
import { tableDeDecision, VERDICTS } from "./table";

const { C, N, I } = VERDICTS;
type D = DossierFichier;
type T = NonNullable<D["transformations"]>[number];
const jours = (nombre: number) => ({ type: "nombre" as const, nombre, unite: "jours" as const });
const euros = (c: bigint) => ({ type: "montant" as const, montant: centimes(c) });
const transformations =
  (...liste: T[]) =>
  (d: D) => {
    d.transformations = liste;
  };

tableDeDecision("COH_ETAB", [
  { cas: "chaque UAI est partenaire", verdict: C },
  { cas: "aucune transformation", avec: transformations(), verdict: I },
  {
    cas: "un UAI étranger",
    avec: (d) => {
      d.transformations?.push({ uai: "0951099D" });
    },
    verdict: N,
    champs: ["ajouter-partenaire", "transformations-2-uai"],
  },
  {
    cas: "un UAI étranger, un campus lié",
    avec: (d) => {
      d.transformations?.push({ uai: "0951099D" });
      d.campus = [{ nom: "CMQ (exemple)" }];
    },
    verdict: C,
  },
  {
    cas: "un UAI étranger, un campus sans nom, qui reste un campus",
    avec: (d) => {
      d.transformations?.push({ uai: "0951099D" });
      d.campus = [{ excellence: true }];
    },
    verdict: C,
    champs: ["campus-0-nom"],
  },
  {
    cas: "une transformation sans UAI",
    avec: (d) => {
      d.transformations?.push({});
    },
    verdict: I,
    champs: ["transformations-2-uai"],
  },
  {
    cas: "une sans UAI et une étrangère",
    avec: (d) => {
      d.transformations?.push({}, { uai: "0951099D" });
    },
    verdict: N,
  },
]);

const calendrier =
  (debut: string, dureeMois: number, ...rentrees: (number | null)[]) =>
  (d: D) => {
    d.debut = debut;
    d.dureeMois = dureeMois;
    d.transformations = rentrees.map((rentree) => ({ rentree }));
  };
tableDeDecision("COH_CALENDRIER", [
  { cas: "FPI AURA", verdict: C },
  { cas: "aucune transformation", avec: calendrier("2024-09-01", 36), verdict: I },
  {
    cas: "sans début",
    avec: (d) => {
      delete d.debut;
    },
    verdict: I,
    champs: ["debut"],
  },
  {
    cas: "sans durée",
    avec: (d) => {
      delete d.dureeMois;
    },
    verdict: I,
    champs: ["dureeMois"],
  },
  { cas: "la rentrée du premier jour", avec: calendrier("2025-09-01", 12, 2025), verdict: C, marge: jours(0) },
  { cas: "la rentrée de la veille du début", avec: calendrier("2025-09-02", 12, 2025), verdict: N, marge: jours(-1) },
  { cas: "la rentrée du lendemain du début", avec: calendrier("2025-08-31", 12, 2025), verdict: C, marge: jours(1) },
  { cas: "la rentrée du dernier jour", avec: calendrier("2024-09-02", 12, 2025), verdict: C, marge: jours(0) },
  {
    cas: "la rentrée du lendemain de la fin",
    avec: calendrier("2024-09-01", 12, 2025),
    verdict: N,
    marge: jours(-1),
    champs: ["transformations-0-rentree"],
  },
  {
    cas: "une rentrée inconnue",
    avec: calendrier("2024-09-01", 36, 2025, null),
    verdict: I,
    champs: ["transformations-1-rentree"],
  },
  { cas: "une rentrée inconnue et une dehors", avec: calendrier("2024-09-01", 36, 2035, null), verdict: N },
  { cas: "durée nulle : aucun jour", avec: calendrier("2024-09-01", 0, 2024), verdict: N },
  { cas: "durée démesurée", avec: calendrier("2024-09-01", Number.MAX_SAFE_INTEGER, 2025), verdict: C },
  { cas: "durée négative démesurée", avec: calendrier("2024-09-01", Number.MIN_SAFE_INTEGER, 2025), verdict: N },
]);

const lettres = (montant: string | null, lignes: NonNullable<D["financements"]>) => (d: D) => {
  d.partenaires = [{ id: "p", nom: "Partenaire (exemple)", lettreEngagement: { montant, signeeLe: "2024-01-01" } }];
  d.financements = lignes;
};
const ligne = (montant: string | null, autre: object = {}) => ({
  source: "region" as const,
  partenaire: "p",
  montant,
  ...autre,
});
tableDeDecision("COH_LETTRES", [
  { cas: "FPI AURA", verdict: C, marge: euros(0n) },
  {
    cas: "aucune lettre",
    avec: (d) => {
      for (const p of d.partenaires ?? []) delete p.lettreEngagement;
    },
    verdict: I,
    champs: ["partenaires-0-lettreEngagement-montant"],
  },
  {
    cas: "un centime de plus que la ligne",
    avec: lettres("100.01", [ligne("100.00")]),
    verdict: N,
    marge: euros(-1n),
    champs: ["partenaires-0-lettreEngagement-montant"],
  },
  { cas: "un centime de moins que la ligne", avec: lettres("99.99", [ligne("100.00")]), verdict: N, marge: euros(-1n) },
  {
    cas: "la somme de ses lignes",
    avec: lettres("100.00", [ligne("60.00"), ligne("40.00", { source: "collectivite" })]),
    verdict: C,
  },
  { cas: "lettre de 0,00 €, aucune ligne", avec: lettres("0.00", []), verdict: C },
  { cas: "lettre signée, aucune ligne", avec: lettres("0.01", []), verdict: N },
  {
    cas: "la subvention n’est pas un cofinancement",
    avec: lettres("0.00", [ligne("5.00", { source: "france2030" })]),
    verdict: C,
  },
  {
    cas: "lettre non signée : son montant compte aussi",
    avec: (d) => {
      lettres("5.00", [ligne("4.00")])(d);
      Object.assign(d.partenaires?.[0]?.lettreEngagement ?? {}, { signeeLe: null });
    },
    verdict: N,
  },
  { cas: "lettre sans montant", avec: lettres(null, [ligne("100.00")]), verdict: I },
  { cas: "ligne sans montant", avec: lettres("100.00", [ligne(null)]), verdict: I },
  {
    cas: "ligne sans montant, mais les lignes connues dépassent déjà",
    avec: lettres("100.00", [ligne(null), ligne("100.01")]),
    verdict: N,
  },
  {
    cas: "ligne sans source, peut-être la sienne",
    avec: lettres("100.00", [ligne("100.00", { source: null })]),
    verdict: I,
  },
  {
    cas: "ligne sans source, trop petite pour la lettre",
    avec: lettres("100.00", [ligne("99.99", { source: null })]),
    verdict: N,
  },
  {
    cas: "une ligne sans partenaire n’est celle d’aucune lettre",
    avec: lettres("100.00", [ligne("100.00", { partenaire: null })]),
    verdict: N,
    champs: ["partenaires-0-lettreEngagement-montant"],
  },
  {
    cas: "lettres au montant du plan, mais une ligne sans partenaire",
    avec: lettres("100.00", [ligne("100.00"), ligne("5.00", { partenaire: null })]),
    verdict: I,
    champs: ["financements-1-partenaire"],
  },
  {
    cas: "partenaire sans identifiant",
    avec: (d) => {
      d.partenaires = [{ lettreEngagement: { montant: "0.00" } }];
      d.financements = [];
    },
    verdict: I,
  },
  {
    cas: "une lettre sans montant et une périmée",
    avec: (d) => {
      lettres(null, [ligne("1.00")])(d);
      d.partenaires?.push({ id: "q", lettreEngagement: { montant: "2.00" } });
    },
    verdict: N,
  },
]);

describe("les mots de COH_LETTRES", () => {
  const message = (signeeLe: string | null) =>
    constat(
      "COH_LETTRES",
      fpi((d) => {
        lettres("5.00", [ligne("4.00")])(d);
        Object.assign(d.partenaires?.[0]?.lettreEngagement ?? {}, { signeeLe });
      }),
    ).message;
  it("ne disent « signés » que d’une lettre signée", () => {
    expect(message("2024-02-01")).toContain("5,00\u00a0€ signés, 4,00\u00a0€ au plan");
    expect(message(null)).toContain("5,00\u00a0€ dans une lettre non signée, 4,00\u00a0€ au plan");
  });
});

const contexte = (c: Partial<Contexte> = {}): Contexte => ({
  doublons: [],
  cfdAvecPlateau: new Set(),
  ...c,
});

tableDeDecision("COH_DOUBLON", [
  { cas: "hors du portail", verdict: I },
  { cas: "aucun doublon", contexte: contexte(), verdict: C },
  {
    cas: "un doublon",
    contexte: contexte({ doublons: [{ transformation: 1, dossier: "Autre (exemple)" }] }),
    verdict: N,
    champs: ["transformations-1-uai"],
  },
  {
    cas: "une transformation sans UAI",
    avec: (d) => {
      delete d.transformations?.[0]?.uai;
    },
    contexte: contexte(),
    verdict: I,
    champs: ["transformations-0-uai"],
  },
  {
    cas: "aucune transformation : rien à comparer",
    avec: transformations(),
    contexte: contexte(),
    verdict: I,
    champs: ["ajouter-transformation"],
  },
]);

const plateau = contexte({ cfdAvecPlateau: new Set(["40025519"]) });
const sansEquipement = (d: D) => {
  d.budget = [{ poste: "missions", montant: "1.00" }];
};
tableDeDecision("COH_EQUIPEMENT", [
  { cas: "hors du portail", verdict: I },
  { cas: "aucune transformation", avec: transformations(), contexte: plateau, verdict: I },
  { cas: "une ouverture équipée", contexte: plateau, verdict: C, champs: ["budget-0-montant"] },
  {
    cas: "une ouverture sans équipement",
    avec: sansEquipement,
    contexte: plateau,
    verdict: N,
    champs: ["ajouter-ligne-budget"],
  },
  { cas: "une ouverture qui n’en a pas besoin", avec: sansEquipement, contexte: contexte(), verdict: C },
  {
    cas: "une augmentation n’est pas une ouverture",
    avec: (d) => {
      sansEquipement(d);
      d.transformations = [{ type: "augmentation_nette", cfd: "40025519" }];
    },
    contexte: plateau,
    verdict: C,
  },
  {
    cas: "une ouverture de formation inconnue",
    avec: (d) => {
      sansEquipement(d);
      d.transformations = [{ type: "ouverture_nette" }];
    },
    contexte: plateau,
    verdict: I,
  },
  {
    cas: "un type inconnu",
    avec: (d) => {
      sansEquipement(d);
      d.transformations = [{ cfd: "40025519" }];
    },
    contexte: plateau,
    verdict: I,
  },
  {
    cas: "une dépense sans poste",
    avec: (d) => {
      d.budget = [{ montant: "1.00" }];
    },
    contexte: plateau,
    verdict: I,
    champs: ["budget-0-poste"],
  },
]);

// FPI AURA: 22 M€ for 24 + 12 created places, 611 111,11 € each.
const median = (montant: bigint) => contexte({ coutMedianParPlace: { montant: centimes(montant), nombre: 3 } });
tableDeDecision("COH_COUT_PLACE", [
  { cas: "hors du portail", verdict: I },
  { cas: "trop peu de dossiers comparables", contexte: contexte(), verdict: I },
  {
    cas: "sous le double de la médiane",
    contexte: median(30_555_556n),
    verdict: C,
    marge: euros(1n),
  },
  {
    cas: "exactement le double de la médiane",
    avec: (d) => {
      d.budget = [{ poste: "equipement", montant: "720.00" }];
    },
    contexte: median(1_000n),
    verdict: C,
    marge: euros(0n),
  },
  {
    cas: "un centime au-dessus du double",
    avec: (d) => {
      d.budget = [{ poste: "equipement", montant: "720.36" }];
    },
    contexte: median(1_000n),
    verdict: N,
    marge: euros(-1n),
  },
  { cas: "au-dessus du double de la médiane", contexte: median(20_000_000n), verdict: N },
  {
    cas: "aucune place créée",
    avec: transformations({ scolaire: [24, 0], apprentissage: [0, 0] }),
    contexte: median(1n),
    verdict: I,
  },
  {
    cas: "places non connues",
    avec: transformations({ scolaire: [0, 24] }),
    contexte: median(1n),
    verdict: I,
    champs: ["transformations-0-apprentissage"],
  },
  { cas: "aucune transformation", avec: transformations(), contexte: median(1n), verdict: I },
  {
    cas: "budget vide",
    avec: (d) => {
      d.budget = [];
    },
    contexte: median(1n),
    verdict: I,
    champs: ["ajouter-ligne-budget"],
  },
  {
    cas: "une dépense sans poste",
    avec: (d) => {
      d.budget?.push({ montant: "1.00" });
    },
    contexte: median(1n),
    verdict: I,
    champs: ["budget-5-poste"],
  },
]);
