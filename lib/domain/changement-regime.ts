/**
 * The same dossier under its own set of rules and under another: what moving it would change, said before anyone does it.
 * Pure: the screen asks it at each keystroke, the server once more when it writes.
 */
import type { Centimes } from "./argent";
import { completudes, estATraiter } from "./completude";
import type { DateIso } from "./dates";
import { refusDepot } from "./depot";
import type { Dossier } from "./dossier";
import { verifier } from "./eligibilite";
import { attenduDe, manquesDe } from "./estimation";
import { etapesDe } from "./etapes";
import { type CodeEtat, etatSousRegime, regimeAvecLettre } from "./etats";
import { CODES_SEUILS, ecrireSeuil, NOMS_SEUILS, type NomSeuil } from "./evolution-regime";
import { type Precision, plafondPrecis } from "./precision";
import type { Regime } from "./regimes";
import { CODES_REGLES, type CodeRegle } from "./regles/codes";
import { type CodeSection, SECTIONS } from "./sections";
import type { Constat, Contexte, Groupe, Resultat } from "./verdict";

/** Which limits a rule reads: a rule may stay, and ask for something else. */
export const SEUILS_DES_REGLES: Partial<Record<CodeRegle, readonly NomSeuil[]>> = {
  PLAFOND_70: ["plafond"],
  SEUIL_1M: ["subventionMin"],
  PLAFOND_DIAG: ["subventionMax"],
  DUREE: ["dureeMaxMois"],
  DELAI_GO: ["delaiGoMois"],
  PAGES_15: ["pagesMax"],
};

export type NatureChangement = "apparait" | "disparait" | "severite" | "verdict" | "seuil" | "source";

export type EcartSeuil = { nom: NomSeuil; libelle: string; de: string | null; vers: string | null };

export type RegleComparee = {
  code: CodeRegle;
  titre: string;
  groupe: Groupe;
  /** null: that set has no such rule. */
  avant: Constat | null;
  apres: Constat | null;
  /** Empty: the rule says and weighs the same. */
  changements: readonly NatureChangement[];
  /** Its limits that differ. */
  seuils: readonly EcartSeuil[];
};

export type Chiffre = {
  code: "subventionMax" | "subventionMin" | "marge" | "dureeMaxMois" | "aTraiter";
  libelle: string;
  /** null: this set has no such limit. */
  de: Centimes | number | null;
  vers: Centimes | number | null;
  /** How far each side is known; absent: to the unit. */
  precisions?: { de: Precision; vers: Precision };
};

export type ChangementRegime = {
  avant: Resultat;
  apres: Resultat;
  /** In the order of the rules. */
  regles: readonly RegleComparee[];
  chiffres: readonly Chiffre[];
  /** What would block filing under the new set; first those that do not block today. */
  blocages: readonly { regle: RegleComparee; nouveau: boolean }[];
  /** Rules `a_justifier` of the new set that wait for a justification, and did not. */
  aJustifier: readonly RegleComparee[];
  etat: { de: CodeEtat; vers: CodeEtat };
  /** Why its new state would not allow filing, one sentence; null: it does. */
  refusDepot: string | null;
  /** Sections that start, or stop, being asked for something. */
  sections: { demandees: readonly CodeSection[]; plusDemandees: readonly CodeSection[] };
  lettre: ConsequenceLettre;
  /** Justifications written for a rule that will not ask for one any more: kept, and back with the rule. */
  justificationsGardees: readonly { code: CodeRegle; titre: string }[];
};

/** `gardee`: what was typed of the letter stays, and shows no more. `a_relire`: both regimes have one, whose opinion was given for the first. */
export type ConsequenceLettre = "sans" | "apparait" | "disparait" | "gardee" | "a_relire";

const memeSource = (a: Constat, b: Constat): boolean =>
  a.source.aConfirmer === b.source.aConfirmer &&
  a.source.confirmation?.titre === b.source.confirmation?.titre &&
  a.source.confirmation?.date === b.source.confirmation?.date;

function naturesDe(avant: Constat | null, apres: Constat | null, seuils: readonly EcartSeuil[]): NatureChangement[] {
  if (avant === null) return ["apparait"];
  if (apres === null) return ["disparait"];
  return [
    ...(avant.severite === apres.severite ? [] : (["severite"] as const)),
    ...(avant.verdict === apres.verdict ? [] : (["verdict"] as const)),
    ...(seuils.length === 0 ? [] : (["seuil"] as const)),
    ...(memeSource(avant, apres) ? [] : (["source"] as const)),
  ];
}

const seuilsDifferents = (avant: Regime, apres: Regime): ReadonlyMap<NomSeuil, EcartSeuil> =>
  new Map(
    CODES_SEUILS.flatMap((nom) => {
      const [de, vers] = [ecrireSeuil(avant.seuils, nom), ecrireSeuil(apres.seuils, nom)];
      return de === vers ? [] : [[nom, { nom, libelle: NOMS_SEUILS[nom], de, vers }] as const];
    }),
  );

function reglesComparees(avant: Regime, apres: Regime, a: Resultat, b: Resultat): RegleComparee[] {
  const deAvant = new Map(a.constats.map((c) => [c.code, c]));
  const deApres = new Map(b.constats.map((c) => [c.code, c]));
  const ecarts = seuilsDifferents(avant, apres);
  return CODES_REGLES.flatMap((code): RegleComparee[] => {
    const [ca, cb] = [deAvant.get(code) ?? null, deApres.get(code) ?? null];
    const constat = cb ?? ca;
    if (constat === null) return [];
    const seuils =
      ca === null || cb === null ? [] : (SEUILS_DES_REGLES[code] ?? []).flatMap((nom) => ecarts.get(nom) ?? []);
    const { titre, groupe } = constat;
    return [{ code, titre, groupe, avant: ca, apres: cb, changements: naturesDe(ca, cb, seuils), seuils }];
  });
}

const bloque = (c: Constat | null): boolean => c !== null && c.severite === "bloquante" && c.verdict !== "conforme";
const attend = (c: Constat | null, d: Dossier): boolean =>
  c !== null && c.severite === "a_justifier" && estATraiter(c, d.justifications);
const justifiable = (r: Regime, code: string): boolean =>
  r.regles.some((e) => e.code === code && e.severite === "a_justifier");

/** Sections that hold something to fill in under this set, in whole or in part. */
function demandees(dossier: Dossier, resultat: Resultat, regime: Regime): ReadonlySet<CodeSection> {
  const attendu = attenduDe(regime);
  const stades = etapesDe(dossier, resultat, completudes(dossier, resultat), manquesDe(dossier, attendu), attendu);
  return new Set(stades.flatMap((s) => s.etapes.filter((e) => e.etat !== "facultatif").map((e) => e.section)));
}

function lettreDe(dossier: Dossier, avant: Regime, apres: Regime): ConsequenceLettre {
  const l = dossier.lettreIntention;
  const remplie = l?.deposeeLe !== undefined || l?.avis !== undefined || l?.avisLe !== undefined;
  const [de, vers] = [regimeAvecLettre(avant.code), regimeAvecLettre(apres.code)];
  if (de !== vers) return vers ? "apparait" : remplie ? "gardee" : "disparait";
  return vers && avant.code !== apres.code && remplie ? "a_relire" : "sans";
}

export type EntreeChangement = {
  /** At the day it is judged (jourEvaluation). */
  dossier: Dossier;
  contexte?: Contexte;
  etat: CodeEtat;
  avant: Regime;
  apres: Regime;
};

export function comparerRegimes({ dossier, contexte, etat, avant, apres }: EntreeChangement): ChangementRegime {
  const deplace: Dossier = { ...dossier, regime: apres.code };
  const a = verifier({ ...dossier, regime: avant.code }, contexte, avant);
  const b = verifier(deplace, contexte, apres);
  const regles = reglesComparees(avant, apres, a, b);
  const [avantDemandees, apresDemandees] = [demandees(dossier, a, avant), demandees(deplace, b, apres)];
  const sections = SECTIONS.map((s) => s.code);
  const vers = etatSousRegime(etat, apres.code, dossier.lettreIntention);
  const compter = (r: Resultat) => r.constats.filter((c) => estATraiter(c, dossier.justifications)).length;
  const [plafondAvant, plafondApres] = [plafondPrecis(dossier, a), plafondPrecis(deplace, b)];
  const montants = (champ: "subventionMax" | "marge") => {
    const [de, vers] = [plafondAvant[champ], plafondApres[champ]];
    return { de: de.montant, vers: vers.montant, precisions: { de: de.precision, vers: vers.precision } };
  };
  const blocages = regles.filter((r) => bloque(r.apres)).map((regle) => ({ regle, nouveau: !bloque(regle.avant) }));
  return {
    avant: a,
    apres: b,
    regles,
    chiffres: [
      { code: "subventionMax", libelle: "Plafond de la subvention", ...montants("subventionMax") },
      { code: "marge", libelle: "Marge sous le plafond", ...montants("marge") },
      {
        code: "subventionMin",
        libelle: "Subvention minimale",
        de: avant.seuils.subventionMin ?? null,
        vers: apres.seuils.subventionMin ?? null,
      },
      {
        code: "dureeMaxMois",
        libelle: "Durée maximale",
        de: avant.seuils.dureeMaxMois,
        vers: apres.seuils.dureeMaxMois,
      },
      { code: "aTraiter", libelle: "Points à traiter", de: compter(a), vers: compter(b) },
    ],
    blocages: [...blocages.filter((x) => x.nouveau), ...blocages.filter((x) => !x.nouveau)],
    aJustifier: regles.filter((r) => attend(r.apres, dossier) && !attend(r.avant, dossier)),
    etat: { de: etat, vers },
    refusDepot: refusDepot(vers, apres.code),
    sections: {
      demandees: sections.filter((s) => apresDemandees.has(s) && !avantDemandees.has(s)),
      plusDemandees: sections.filter((s) => avantDemandees.has(s) && !apresDemandees.has(s)),
    },
    lettre: lettreDe(dossier, avant, apres),
    justificationsGardees: regles
      .filter(
        ({ code }) =>
          (dossier.justifications[code] ?? "").trim() !== "" && justifiable(avant, code) && !justifiable(apres, code),
      )
      .map(({ code, titre }) => ({ code, titre })),
  };
}

/** What the list shows first: the rules that change something. */
export const reglesChangees = (c: ChangementRegime): RegleComparee[] =>
  c.regles.filter((r) => r.changements.length > 0);

/** A dossier may enter a regime during its period: « 2023-05 » to « 2024-12 », or open. */
export const estOuvert = ({ periode: { du, au } }: Pick<Regime, "periode">, jour: DateIso): boolean => {
  const mois = jour.slice(0, 7);
  return du <= mois && (au === null || mois <= au);
};

/** Where this dossier may go on that day, out of the latest set of each regime: another open regime, or a newer set of its own. */
export const destinations = (
  present: Pick<Regime, "code" | "numero">,
  courants: readonly Regime[],
  jour: DateIso,
): Regime[] => courants.filter((r) => (r.code === present.code ? r.numero > present.numero : estOuvert(r, jour)));
