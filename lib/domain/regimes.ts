/**
 * Regimes: dated, numbered, immutable sets of rules (domain/1, « Regimes »). A set is never edited in place: a change is
 * published under the next number, and a dossier stays bound to the number it was given.
 */
import type { DateIso } from "./dates";
import { type CodeRegime, REGIMES } from "./nomenclatures";
import { CODES_REGLES, type CodeRegle } from "./regles/codes";
import {
  DELAI_GO_MOIS,
  DUREE_MAX_DIAGNOSTIC_MOIS,
  DUREE_MAX_MOIS,
  PAGES_MAX,
  PLAFOND_SUBVENTION,
  type Seuils,
  SUBVENTION_MAX_DIAGNOSTIC,
  SUBVENTION_MIN,
} from "./seuils";
import type { Confirmation, Severite } from "./verdict";

/** One rule in one regime. */
export type Exigence = {
  readonly code: CodeRegle;
  readonly severite: Severite;
  /** ◊ in domain/1: no primary source read yet; such a rule never blocks. */
  readonly aConfirmer: boolean;
  /** The document that made a ◊ rule certain, or a rule blocking, in a published set. */
  readonly confirmation?: Confirmation;
};

export type Regime = {
  readonly code: CodeRegime;
  readonly numero: number;
  readonly nom: string;
  /** ISO months; `au` is null while the regime is open. */
  readonly periode: { readonly du: string; readonly au: string | null; readonly texte: string };
  /** What it applies to. */
  readonly portee: string;
  /** ◊ on the regime itself. */
  readonly aConfirmer: boolean;
  readonly seuils: Readonly<Seuils>;
  readonly regles: readonly Exigence[];
  /** First day on which a new dossier receives it; absent from the sets shipped with Rigel, which start with their period. */
  readonly effetLe?: DateIso;
};

type Publication = Omit<Regime, "nom" | "aConfirmer" | "regles"> & {
  aConfirmer?: boolean;
  bloquantes: readonly CodeRegle[];
  aJustifier: readonly CodeRegle[];
  /** « à justifier » and ◊. */
  aJustifierAConfirmer: readonly CodeRegle[];
  conseils: readonly CodeRegle[];
};

const figer = <T>(valeur: T): T => {
  if (typeof valeur === "object" && valeur !== null && !Object.isFrozen(valeur)) {
    Object.freeze(valeur);
    for (const partie of Object.values(valeur)) figer(partie);
  }
  return valeur;
};

function publier(p: Publication): Regime {
  const exigences = new Map<CodeRegle, Exigence>();
  const ranger = (codes: readonly CodeRegle[], severite: Severite, aConfirmer: boolean) => {
    for (const code of codes) {
      if (exigences.has(code)) throw new Error(`${p.code} : la règle ${code} est publiée deux fois.`);
      exigences.set(code, { code, severite, aConfirmer });
    }
  };
  ranger(p.bloquantes, "bloquante", false);
  ranger(p.aJustifier, "a_justifier", false);
  ranger(p.aJustifierAConfirmer, "a_justifier", true);
  ranger(p.conseils, "conseil", false);
  return figer({
    code: p.code,
    numero: p.numero,
    nom: REGIMES.libelles[p.code],
    periode: p.periode,
    portee: p.portee,
    aConfirmer: p.aConfirmer ?? false,
    seuils: p.seuils,
    regles: CODES_REGLES.flatMap((code) => exigences.get(code) ?? []),
  });
}

export const REGIMES_PUBLIES: readonly Regime[] = figer([
  publier({
    code: "CMA-DIAG",
    numero: 1,
    periode: { du: "2021-12", au: null, texte: "depuis décembre 2021" },
    portee: "Diagnostics",
    seuils: {
      plafond: PLAFOND_SUBVENTION,
      subventionMax: SUBVENTION_MAX_DIAGNOSTIC,
      dureeMaxMois: DUREE_MAX_DIAGNOSTIC_MOIS,
    },
    bloquantes: ["PLAFOND_DIAG", "EQUILIBRE", "DUREE", "FILIERE", "VOLET"],
    aJustifier: ["COFI_ENGAGE", "COH_LETTRES"],
    aJustifierAConfirmer: ["PLAFOND_70", "AIDE_ETAT"],
    conseils: ["COFI_PRIVE"],
  }),
  publier({
    code: "CMA-DISPO-S1",
    numero: 1,
    periode: { du: "2021-12", au: "2023-03", texte: "de décembre 2021 à mars 2023" },
    portee: "Projets de formation",
    seuils: { plafond: PLAFOND_SUBVENTION, subventionMin: SUBVENTION_MIN, dureeMaxMois: DUREE_MAX_MOIS },
    bloquantes: [
      "PLAFOND_70",
      "SEUIL_1M",
      "EQUILIBRE",
      "DUREE",
      "DIAGNOSTIC",
      "BESOINS",
      "AUTOEVALUATION",
      "FILIERE",
      "VOLET",
    ],
    aJustifier: ["COFI_ENGAGE", "APPRENANTS", "COH_LETTRES"],
    aJustifierAConfirmer: ["AIDE_ETAT"],
    conseils: ["COFI_PRIVE"],
  }),
  publier({
    code: "CMA-DISPO-S2",
    numero: 1,
    periode: { du: "2023-05", au: null, texte: "depuis mai ou juin 2023" },
    portee: "Projets de formation",
    aConfirmer: true,
    seuils: {
      plafond: PLAFOND_SUBVENTION,
      subventionMin: SUBVENTION_MIN,
      dureeMaxMois: DUREE_MAX_MOIS,
      delaiGoMois: DELAI_GO_MOIS,
      pagesMax: PAGES_MAX,
    },
    bloquantes: [
      "PLAFOND_70",
      "SEUIL_1M",
      "EQUILIBRE",
      "DUREE",
      "DIAGNOSTIC",
      "BESOINS",
      "AUTOEVALUATION",
      "LETTRE_GO",
      "FILIERE",
      "VOLET",
    ],
    aJustifier: ["COFI_ENGAGE", "APPRENANTS", "COH_LETTRES"],
    aJustifierAConfirmer: ["AIDE_ETAT", "TROIS_CATEGORIES", "DELAI_GO", "PAGES_15"],
    conseils: ["COFI_PRIVE"],
  }),
  publier({
    code: "ATCF-AMORCAGE",
    numero: 1,
    periode: { du: "2023-01", au: null, texte: "depuis janvier 2023" },
    portee: "Rentrée 2023",
    seuils: { plafond: PLAFOND_SUBVENTION, dureeMaxMois: DUREE_MAX_MOIS },
    bloquantes: [
      "PLAFOND_70",
      "EQUILIBRE",
      "DUREE",
      "DIAGNOSTIC",
      "BESOINS",
      "AUTOEVALUATION",
      "IMPACT_CARTE",
      "FILIERE",
      "VOLET",
      "COH_CALENDRIER",
    ],
    aJustifier: ["COFI_ENGAGE", "APPRENANTS", "COH_ETAB", "COH_DOUBLON", "COH_LETTRES"],
    // Note 156's criteria bind the full file, after this accelerated phase: asked, never blocking (domain/1).
    aJustifierAConfirmer: [
      "AIDE_ETAT",
      "DEPENSES_BATI",
      "POSTES_PERENNES",
      "CUMUL_PIA",
      "STRATEGIE_RA",
      "VALIDATION_REGION",
      "BENEFICIAIRE",
      "EQUIPEMENTS",
      "PARCOURS",
      "PORTAGE",
      "ECONOMIE",
    ],
    conseils: ["COFI_PRIVE", "EGALITE_FH", "COH_EQUIPEMENT", "COH_COUT_PLACE"],
  }),
  publier({
    code: "ATCF",
    numero: 1,
    periode: { du: "2023-01", au: null, texte: "depuis 2023" },
    portee: "Rentrées 2024 et suivantes",
    seuils: {
      plafond: PLAFOND_SUBVENTION,
      subventionMin: SUBVENTION_MIN,
      dureeMaxMois: DUREE_MAX_MOIS,
      delaiGoMois: DELAI_GO_MOIS,
    },
    bloquantes: [
      "PLAFOND_70",
      "SEUIL_1M",
      "EQUILIBRE",
      "DEPENSES_BATI",
      "POSTES_PERENNES",
      "CUMUL_PIA",
      "DUREE",
      "STRATEGIE_RA",
      "VALIDATION_REGION",
      "BENEFICIAIRE",
      "PARCOURS",
      "PORTAGE",
      "ECONOMIE",
      "DIAGNOSTIC",
      "BESOINS",
      "AUTOEVALUATION",
      "IMPACT_CARTE",
      "LETTRE_GO",
      "FILIERE",
      "VOLET",
      "COH_CALENDRIER",
    ],
    aJustifier: ["COFI_ENGAGE", "EQUIPEMENTS", "APPRENANTS", "COH_ETAB", "COH_DOUBLON", "COH_LETTRES"],
    aJustifierAConfirmer: ["AIDE_ETAT", "DELAI_GO"],
    conseils: ["COFI_PRIVE", "EGALITE_FH", "COH_EQUIPEMENT", "COH_COUT_PLACE"],
  }),
]);

/** A set shipped with Rigel; without a number, the latest of that code. Those published since are in the database. */
export function regime(code: CodeRegime, numero?: number): Regime {
  const trouve = REGIMES_PUBLIES.filter((r) => r.code === code && (numero === undefined || r.numero === numero)).at(-1);
  if (!trouve) throw new RangeError(`Régime inconnu : ${code}${numero === undefined ? "" : ` numéro ${numero}`}.`);
  return trouve;
}
