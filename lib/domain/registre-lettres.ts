/**
 * The register of commitment letters: where each partner stands, from its current letter and today's plan, and what to do next.
 * What the rules judge stays `lettres.ts` (the exchange file's amount and day); this is the portal's own work in between.
 */
import type { Centimes } from "./argent";
import { type Acheminement, motEnvoi } from "./courrier";
import { type DateIso, jourAParis } from "./dates";
import type { Partenaire } from "./dossier";
import { certain, type Total } from "./faits";
import { comparerAuPlan, type EtatLettre, etatLettre, montantAuPlan } from "./lettres";

export const ETATS_REGISTRE = {
  codes: ["perimee", "a_preparer", "a_envoyer", "envoyee", "signee", "montant_inconnu", "sans_objet"],
  libelles: {
    perimee: "Périmée",
    a_preparer: "À préparer",
    a_envoyer: "À envoyer",
    envoyee: "Envoyée",
    signee: "Signée",
    montant_inconnu: "Montant à préciser",
    sans_objet: "Sans objet",
  },
} as const;
export type CodeRegistre = (typeof ETATS_REGISTRE)["codes"][number];

/** A letter that was asked to be sent is « Envoyée » once its mail has left. */
export const nomEtatRegistre = (code: CodeRegistre, courriel: Acheminement | undefined): string =>
  code === "envoyee" && courriel !== undefined ? motEnvoi(courriel) : ETATS_REGISTRE.libelles[code];

/** What the team does next; null: nothing. */
export type GesteLettre = "preparer" | "refaire" | "envoyer" | "deposer" | "completer" | "retirer" | "reprendre" | null;
export const GESTES_LETTRE: Record<NonNullable<GesteLettre>, string> = {
  preparer: "Préparer la lettre",
  refaire: "Préparer une nouvelle lettre",
  envoyer: "Envoyer la lettre",
  deposer: "Déposer la lettre signée",
  completer: "Compléter le plan de financement",
  retirer: "Retirer la lettre",
  reprendre: "Reprendre le fichier signé",
};

export type LettreCourante = {
  montant: Centimes;
  envoyeeLe: string | null;
  /** Day written on the signed file. */
  signeeLe: DateIso | null;
};

/** Words beside a state, on the screen and in the export. */
export const SAISIE_SANS_FICHIER = "saisie sans fichier";
export const SAISIE_DIFFERENTE = "saisie différente du fichier signé";
export const precisions = (e: Pick<EtatRegistre, "sansFichier" | "saisieDifferente">): string | null =>
  e.sansFichier ? SAISIE_SANS_FICHIER : e.saisieDifferente ? SAISIE_DIFFERENTE : null;

export type EtatRegistre = {
  code: CodeRegistre;
  geste: GesteLettre;
  /** How far the current letter went. */
  etape: "aucune" | "preparee" | "envoyee" | "signee";
  /** Signed according to the partner's form, without a letter of the register. */
  sansFichier: boolean;
  /** The partner's form does not say what the signed file of the register does; what it says is what the rules read, and the state. */
  saisieDifferente: boolean;
  /** On the letter; null: there is none, or no amount was typed. */
  montant: Centimes | null;
  signeeLe: DateIso | null;
  /** In today's plan, as far as it is known. */
  auPlan: Centimes;
  /** Nothing still to come can change `auPlan`. */
  certain: boolean;
};

const etapeDe = (l: LettreCourante): "preparee" | "envoyee" | "signee" =>
  l.signeeLe !== null ? "signee" : l.envoyeeLe !== null ? "envoyee" : "preparee";

/** Once the letter no longer says today's amount. */
const gestePerimee = (plan: Total): GesteLettre =>
  !certain(plan) ? "completer" : plan.min > 0n ? "refaire" : "retirer";

const CODES_ETAPE = { preparee: "a_envoyer", envoyee: "envoyee", signee: "signee" } as const;
const GESTES_ETAPE = { preparee: "envoyer", envoyee: "deposer", signee: null } as const;

/** `fiche`: what the partner's form holds; `plan`: what its lines add up to today. */
export function etatRegistre(
  fiche: Pick<Partenaire, "lettre">,
  courante: LettreCourante | null,
  plan: Total,
): EtatRegistre {
  if (courante === null) return sansLettre(fiche, plan);
  const { montant, signeeLe } = courante;
  const etape = etapeDe(courante);
  const saisieDifferente = signeeLe !== null && differeDuFichier(fiche.lettre, { montant, signeeLe });
  const commun = {
    etape,
    sansFichier: false,
    saisieDifferente,
    montant,
    signeeLe,
    auPlan: montantAuPlan(montant, plan),
    certain: certain(plan),
  };
  if (saisieDifferente) return { ...commun, ...selonLaFiche(etatLettre(fiche, plan), plan) };
  switch (comparerAuPlan(montant, plan)) {
    case "egal":
      return { ...commun, code: CODES_ETAPE[etape], geste: GESTES_ETAPE[etape] };
    case "inconnu":
      return { ...commun, code: "montant_inconnu", geste: "completer" };
    case "different":
      // Nobody has it yet: it is only to be made again.
      if (etape === "preparee" && certain(plan) && plan.min > 0n)
        return { ...commun, code: "a_preparer", geste: "refaire" };
      return { ...commun, code: "perimee", geste: gestePerimee(plan) };
  }
}

/** Whether what the form holds is another commitment than the signed file's. */
export const differeDuFichier = (
  saisie: Partenaire["lettre"],
  fichier: { montant: Centimes; signeeLe: DateIso },
): boolean => saisie?.montant !== fichier.montant || saisie.signeeLe !== fichier.signeeLe;

/** The form against the file: the rules read the form, so the register says what they say. */
function selonLaFiche(saisie: EtatLettre, plan: Total): Pick<EtatRegistre, "code" | "geste"> {
  switch (saisie.type) {
    case "signee":
      return { code: "signee", geste: "reprendre" };
    case "perimee":
      return { code: "perimee", geste: gestePerimee(plan) };
    default:
      return { code: "montant_inconnu", geste: "reprendre" };
  }
}

function sansLettre(fiche: Pick<Partenaire, "lettre">, plan: Total): EtatRegistre {
  const saisie = etatLettre(fiche, plan);
  const commun = { etape: "aucune", montant: null, signeeLe: null, auPlan: plan.min, certain: certain(plan) } as const;
  if (saisie.type === "absente" || saisie.type === "a_signer") {
    const rien = { ...commun, sansFichier: false, saisieDifferente: false };
    if (!certain(plan)) return { ...rien, code: "montant_inconnu", geste: "completer" };
    return plan.min > 0n
      ? { ...rien, code: "a_preparer", geste: "preparer" }
      : { ...rien, code: "sans_objet", geste: null };
  }
  const signee = {
    ...commun,
    sansFichier: true,
    saisieDifferente: false,
    montant: saisie.montant ?? null,
    signeeLe: saisie.le,
    auPlan: saisie.auPlan,
  };
  if (saisie.type === "perimee") {
    const geste = gestePerimee(plan);
    // Nothing of the register to take back: the form holds it.
    return { ...signee, code: "perimee", geste: geste === "retirer" ? null : geste };
  }
  return { ...signee, code: saisie.type, geste: saisie.type === "montant_inconnu" ? "completer" : null };
}

/** What is wrong with the day written on a signed letter; null: nothing. */
export function refusJourSignature(jour: DateIso, prepareeLe: Date, aujourdhui: DateIso): string | null {
  if (jour > aujourdhui) return "Cette date est à venir : indiquez celle qui est écrite sur la lettre signée.";
  if (jour < jourAParis(prepareeLe))
    return "Cette date précède la préparation de la lettre : vérifiez-la, ou déposez le fichier de la bonne lettre.";
  return null;
}

export const MOTIF_LETTRE_MAX = 500;
/** Letters made, sent or shown in one go: as many as a dossier has partners. */
export const LETTRES_MAX = 60;
/** Of one partner, those set aside included: each keeps its files for ever. */
export const LETTRES_PAR_PARTENAIRE_MAX = 50;
export const FORMATS_SIGNEE = ["application/pdf", "image/png", "image/jpeg"] as const;
