/** Life of a dossier (domain/3), as data: which state follows which, through which gesture, in which regimes. */
import type { CodeRegime } from "./nomenclatures";
import { regime } from "./regimes";

/** In the order of a dossier's life: the database's enum and the list's sort follow it. */
export const ETATS = {
  brouillon: "Brouillon",
  lettre_deposee: "Lettre d’intention déposée",
  lettre_go: "Lettre d’intention acceptée (GO)",
  lettre_no_go: "Lettre d’intention refusée (NO GO)",
  en_montage: "En montage",
  depose: "Déposé",
  en_instruction: "En instruction",
  complements_demandes: "Compléments demandés",
  laureat: "Lauréat",
  refuse: "Refusé",
  conventionne: "Conventionné",
  en_suivi: "En suivi",
  clos: "Clos",
  abandonne: "Abandonné",
} as const;
export type CodeEtat = keyof typeof ETATS;
export const CODES_ETAT = Object.keys(ETATS) as [CodeEtat, ...CodeEtat[]];
export const nomEtat = (etat: CodeEtat): string => ETATS[etat];

export type Geste =
  | "lettre" // the team records the letter, its GO or NO GO, or takes them back
  | "deposer"
  | "rouvrir"
  | "instruire"
  | "demander_complements"
  | "decider"
  | "conventionner"
  | "suivre"
  | "clore"
  | "abandonner";
/** `avec_lettre`, `sans_lettre`: only in regimes with, or without, a letter of intention. */
type Portee = "avec_lettre" | "sans_lettre" | "tous";
export type Transition = { de: CodeEtat; vers: CodeEtat; geste: Geste; portee: Portee };

/** Before filing, the dates of the letter decide the state. */
/** Not filed once yet. */
export const ETATS_AVANT_DEPOT: readonly CodeEtat[] = [
  "brouillon",
  "lettre_deposee",
  "lettre_go",
  "lettre_no_go",
  "en_montage",
];

/** « abandonne from any state before conventionne »; a refused dossier is already over. */
export const ETATS_ABANDONNABLES: readonly CodeEtat[] = [
  ...ETATS_AVANT_DEPOT,
  "depose",
  "en_instruction",
  "complements_demandes",
  "laureat",
];

/** A demand of the carte may be tied to it, or untied: up to five years after the end, so « clos » is among them. */
export const ETATS_RATTACHABLES: readonly CodeEtat[] = [
  ...ETATS_AVANT_DEPOT,
  "depose",
  "en_instruction",
  "complements_demandes",
  "laureat",
  "conventionne",
  "en_suivi",
  "clos",
];

const t = (de: CodeEtat, vers: CodeEtat, geste: Geste, portee: Portee = "tous"): Transition => ({
  de,
  vers,
  geste,
  portee,
});

export const TRANSITIONS: readonly Transition[] = [
  t("brouillon", "lettre_deposee", "lettre", "avec_lettre"),
  t("lettre_deposee", "lettre_go", "lettre", "avec_lettre"),
  t("lettre_deposee", "lettre_no_go", "lettre", "avec_lettre"),
  t("lettre_go", "en_montage", "lettre", "avec_lettre"),
  // A refused letter may be filed again; a date or an opinion entered by mistake may be taken back.
  t("lettre_no_go", "lettre_deposee", "lettre", "avec_lettre"),
  t("en_montage", "lettre_deposee", "lettre", "avec_lettre"),
  t("lettre_deposee", "brouillon", "lettre", "avec_lettre"),
  t("en_montage", "depose", "deposer", "avec_lettre"),
  t("brouillon", "depose", "deposer", "sans_lettre"),
  t("complements_demandes", "depose", "deposer"),
  t("depose", "en_montage", "rouvrir", "avec_lettre"),
  t("depose", "brouillon", "rouvrir", "sans_lettre"),
  t("depose", "en_instruction", "instruire"),
  t("en_instruction", "complements_demandes", "demander_complements"),
  t("en_instruction", "laureat", "decider"),
  t("en_instruction", "refuse", "decider"),
  t("laureat", "conventionne", "conventionner"),
  t("conventionne", "en_suivi", "suivre"),
  t("en_suivi", "clos", "clore"),
  ...ETATS_ABANDONNABLES.map((de) => t(de, "abandonne", "abandonner")),
];

/** A regime has a letter of intention when its rules ask for its GO. */
export const regimeAvecLettre = (code: CodeRegime, numero?: number): boolean =>
  regime(code, numero).regles.some((r) => r.code === "LETTRE_GO");

const vaut = (portee: Portee, code: CodeRegime): boolean =>
  portee === "tous" || (portee === "avec_lettre") === regimeAvecLettre(code);

/** Where these gestures lead from a state; null: not possible from there. */
export const apres = (de: CodeEtat, geste: "deposer" | "rouvrir" | "abandonner", code: CodeRegime): CodeEtat | null =>
  TRANSITIONS.find((x) => x.de === de && x.geste === geste && vaut(x.portee, code))?.vers ?? null;

const departs = (geste: Geste): readonly CodeEtat[] =>
  CODES_ETAT.filter((etat) => TRANSITIONS.some((x) => x.geste === geste && x.de === etat));

/** The team may change the content: not filed yet, or asked to complete it. */
export const ETATS_MODIFIABLES: readonly CodeEtat[] = [...ETATS_AVANT_DEPOT, "complements_demandes"];
export const modifiable = (etat: CodeEtat): boolean => ETATS_MODIFIABLES.includes(etat);

export const ETATS_DEPOSABLES = departs("deposer");
export const peutDeposer = (etat: CodeEtat, code: CodeRegime): boolean => apres(etat, "deposer", code) !== null;

/** Until the review starts. */
export const ETATS_ROUVRABLES = departs("rouvrir");
export const peutRouvrir = (etat: CodeEtat): boolean => ETATS_ROUVRABLES.includes(etat);

export const peutAbandonner = (etat: CodeEtat): boolean => ETATS_ABANDONNABLES.includes(etat);

/** Filed and after: what reviewers see. */
export const ETATS_DEPOSES: readonly CodeEtat[] = [
  "depose",
  "en_instruction",
  "complements_demandes",
  "laureat",
  "refuse",
  "conventionne",
  "en_suivi",
  "clos",
];
/** Funded: what the operator manages. */
export const ETATS_FINANCES: readonly CodeEtat[] = ["conventionne", "en_suivi", "clos"];
/** Known outside of the team and its région académique. */
export const ETATS_PARTAGES: readonly CodeEtat[] = CODES_ETAT.filter((e) => e !== "brouillon" && e !== "abandonne");
/** Neither given up nor refused: its places count (COH_DOUBLON, COH_COUT_PLACE). */
export const ETATS_VIVANTS: readonly CodeEtat[] = CODES_ETAT.filter((e) => e !== "abandonne" && e !== "refuse");

type LettreIntention = { deposeeLe?: string | null | undefined; avis?: string | null | undefined };

/** The state told by the letter alone: a GO opens the assembling at once. */
function etatDeLaLettre(lettre: LettreIntention | null | undefined): CodeEtat {
  if (lettre?.avis === "go") return "en_montage";
  if (lettre?.avis === "no_go") return "lettre_no_go";
  return lettre?.deposeeLe ? "lettre_deposee" : "brouillon";
}

/**
 * The state of a dossier moved to another regime before it is filed. Without a letter it is a draft again: no other state of
 * such a regime leads to filing. With one, the facts of the letter tell, as at each save.
 */
export const etatSousRegime = (
  etat: CodeEtat,
  code: CodeRegime,
  lettre: LettreIntention | null | undefined,
): CodeEtat => {
  if (!ETATS_AVANT_DEPOT.includes(etat)) return etat;
  return regimeAvecLettre(code) ? etatDeLaLettre(lettre) : "brouillon";
};

/**
 * States gone through when the letter's facts are recorded, the last one being the new state; empty when nothing changes.
 * They drive the state until filing, and never after.
 */
export function etapesLettre(
  etat: CodeEtat,
  code: CodeRegime,
  lettre: LettreIntention | null | undefined,
): readonly CodeEtat[] {
  if (!regimeAvecLettre(code) || !ETATS_AVANT_DEPOT.includes(etat)) return [];
  return plusCourt(etat, etatDeLaLettre(lettre));
}

/** Shortest way between two states of the letter: breadth first over a graph of five states. */
function plusCourt(de: CodeEtat, vers: CodeEtat): readonly CodeEtat[] {
  const venuDe = new Map<CodeEtat, CodeEtat>();
  const file = [de];
  for (let etat = file.shift(); etat !== undefined && etat !== vers; etat = file.shift())
    for (const x of TRANSITIONS)
      if (x.geste === "lettre" && x.de === etat && x.vers !== de && !venuDe.has(x.vers)) {
        venuDe.set(x.vers, etat);
        file.push(x.vers);
      }
  const chemin: CodeEtat[] = [];
  for (let etat: CodeEtat | undefined = vers; etat !== undefined && etat !== de; etat = venuDe.get(etat))
    chemin.unshift(etat);
  return chemin;
}
