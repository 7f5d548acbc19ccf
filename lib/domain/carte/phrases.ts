/** What the page of a territory says in words: the callout, why two methods differ, what is not known yet. */
import { accorder, ecrireNombre, enumerer, typographie } from "../ecriture";
import type { Voie } from "../places";
import { type Methode, OBJECTIF } from "./methodes";
import { OBJECTIF_ECRIT } from "./objectif";
import { type Ecart, etapesEntre, type Total } from "./pont";
import { ecrireRapport } from "./taux";

const places = (n: number): string => accorder(n, "place");

const ecrireEtape = (e: Ecart): string => `${places(e.places)} ${e.complement}`;

/** One sentence, with the places concerned. */
export function phraseEcart(etapes: readonly (Total | Ecart)[], de: Methode, vers: Methode): string {
  const total = (methode: Methode): number =>
    etapes.find((e) => e.genre === "total" && e.methode === methode)?.places ?? 0;
  const difference = total(vers) - total(de);
  const pas = etapesEntre(etapes, de, vers).filter((e) => e.places > 0);
  const ajouts = pas.filter((e) => e.genre === "ajout").map(ecrireEtape);
  const retraits = pas.filter((e) => e.genre === "retrait").map(ecrireEtape);
  const pourquoi = enumerer([
    ...(ajouts.length > 0 ? [`elle ajoute ${enumerer(ajouts)}`] : []),
    ...(retraits.length > 0 ? [`elle retire ${enumerer(retraits)}`] : []),
  ]);
  const combien =
    difference === 0
      ? `La méthode ${vers} compte autant de places que la méthode ${de}`
      : `La méthode ${vers} compte ${places(Math.abs(difference))} de ${difference > 0 ? "plus" : "moins"} que la méthode ${de}`;
  return typographie(pourquoi === "" ? `${combien} : rien ici ne les distingue.` : `${combien} : ${pourquoi}.`);
}

export function phraseConstat({ attendus, saisis }: { attendus: number; saisis: number }): string {
  if (attendus === 0) return typographie("Aucune demande validée : il n’y a rien à constater.");
  const demandes = accorder(attendus, "demande validée", "demandes validées");
  if (saisis === 0)
    return typographie(
      attendus === 1
        ? "Constat pas encore saisi : une demande validée attend les places réellement ouvertes."
        : `Constat pas encore saisi : ${demandes} attendent les places réellement ouvertes.`,
    );
  if (saisis === attendus)
    return attendus === 1 ? "Constat saisi pour la seule demande validée." : `Constat saisi pour les ${demandes}.`;
  const restent = attendus - saisis;
  return typographie(
    restent === 1
      ? `Constat saisi pour ${ecrireNombre(saisis)} des ${demandes} : il en reste une, qui ne compte pas encore.`
      : `Constat saisi pour ${ecrireNombre(saisis)} des ${demandes} : il en reste ${ecrireNombre(restent)}, qui ne comptent pas encore.`,
  );
}

/** « 30 demandes sur 42 constatées », beside every figure of the constat. */
export const phraseConstatees = ({ attendus, saisis }: { attendus: number; saisis: number }): string =>
  `${accorder(saisis, "demande")} sur ${ecrireNombre(attendus)} ${saisis >= 2 ? "constatées" : "constatée"}`;

/** What the callout knows of one base. `atteint` null: not known (yet). */
type Lu = { places: number; atteint: boolean | null; manque: number | null };
export type Annonce = { atteint: boolean | null; debut: string; suite: string };

type Faits = {
  rentree: number;
  /** Rentrée of the places occupied. */
  denominateur: number;
  voie: Voie | null;
  /** Demands retained, planned base. */
  demandes: number;
  /** Null: unknown; `couverture` says what of the constat is there, if some of it is. */
  effectif: number | null;
  couverture: string;
  /** What is announced: what was voted, or what is planned as long as nothing is. */
  base: "valide" | "previsionnel";
  lu: Lu;
  /** Null: no constat yet. */
  constate: Lu | null;
  /** Validated demands, and those with a constat. */
  constat: { attendus: number; saisis: number };
  /** Fewest and most places of that base over the methods. */
  etendue: { min: number; max: number } | null;
};

const NOM_VOIE: Record<Voie, string> = { scolaire: "En voie scolaire", apprentissage: "En apprentissage" };
const PARTICIPES = { valide: "validée", previsionnel: "prévue" } as const;
const LE_BUT = `L’objectif de ${OBJECTIF_ECRIT}`;

export function annoncer(f: Faits): Annonce {
  const { debut, suite, atteint } = corps(f);
  return { atteint, debut: typographie(debut), suite: typographie(suite.filter(Boolean).join(" ")) };
}

const partiel = ({ constat, constate }: Faits): boolean => constate !== null && constat.saisis < constat.attendus;

function corps(f: Faits): { atteint: boolean | null; debut: string; suite: string[] } {
  const { effectif, lu, constate } = f;
  if (f.demandes === 0)
    return { atteint: null, debut: `Aucune demande retenue pour la rentrée ${f.rentree}.`, suite: [] };
  const comptees = phrasePlaces(lu.places, PARTICIPES[f.base]);
  if (effectif === null)
    return {
      atteint: null,
      debut: "Effectif inconnu : aucun taux ne peut être calculé.",
      suite: [
        `Il manque les places occupées à la rentrée ${f.denominateur}${f.couverture && ` : ${f.couverture}`}.`,
        `${comptees}${constate ? `, ${phrasePlaces(constate.places, "constatée")} (${phraseConstatees(f.constat)})` : ""}.`,
      ],
    };
  const t = (places: number): string => ecrireRapport(places, effectif) ?? "";
  const selon = etendue(f, t);
  if (f.voie !== null) {
    const vues = constate
      ? `, ${phrasePlaces(constate.places, "constatée")} (${t(constate.places)}, ${phraseConstatees(f.constat)})`
      : f.base === "valide"
        ? " ; constat pas encore saisi"
        : "";
    return {
      atteint: null,
      debut: `${NOM_VOIE[f.voie]}, ${comptees} (${t(lu.places)} de l’effectif de référence)${vues}.`,
      suite: [`${LE_BUT} se lit sur les deux voies ensemble.`, selon],
    };
  }
  // A constat that has not reached it yet may still: what it lacks is not known.
  const attend = partiel(f) && constate?.atteint !== true;
  const juge = constate === null || attend ? lu : constate;
  return {
    atteint: attend ? null : juge.atteint,
    debut: verdict(f, t, attend),
    suite: [
      manquent(juge.manque ?? 0, baseDite(f, attend)),
      partiel(f) && !attend ? `${phraseConstatees(f.constat)}.` : "",
      selon,
    ],
  };
}

function verdict({ base, lu, constate, constat }: Faits, ecrit: (places: number) => string, attend: boolean): string {
  // Rounded, a rate just under the objective reads as the objective: what it lacks says why it is not.
  const but = ecrireRapport(OBJECTIF.centiemes, 10_000);
  const dire = ({ places: n, atteint, manque }: Lu): string =>
    atteint === false && manque !== null && ecrit(n) === but ? `${ecrit(n)}, à ${places(manque)} près` : ecrit(n);
  const est = (atteint: boolean | null): string => (atteint ? "est atteint" : "n’est pas atteint");
  if (base === "previsionnel")
    return `Avant le vote, l’objectif de ${OBJECTIF_ECRIT} ${est(lu.atteint)} sur les places prévues (${dire(lu)}) : aucune demande n’est encore validée.`;
  const validees = `sur les places validées (${dire(lu)})`;
  if (constate === null) return `${LE_BUT} ${est(lu.atteint)} ${validees} ; constat pas encore saisi.`;
  if (attend)
    return `${LE_BUT} ${est(lu.atteint)} ${validees} ; le constat, partiel (${phraseConstatees(constat)}), en montre ${dire(constate)}.`;
  const constatees = `sur les places constatées${constat.saisis < constat.attendus ? " à ce jour" : ""} (${dire(constate)})`;
  if (lu.atteint && constate.atteint) return `${LE_BUT} est atteint ${validees} et ${constatees}.`;
  if (lu.atteint) return `${LE_BUT} est atteint ${validees}, pas ${constatees}.`;
  if (constate.atteint) return `${LE_BUT} est atteint ${constatees}, pas ${validees}.`;
  return `${LE_BUT} n’est atteint ni ${validees}, ni ${constatees}.`;
}

/** Which base lacks them: said where the sentence before names two that are short. */
function baseDite({ base, lu, constate }: Faits, attend: boolean): string {
  if (attend) return "Sur les places validées, il";
  return base === "valide" && constate !== null && !lu.atteint && !constate.atteint
    ? "Sur les places constatées, il"
    : "Il";
}

const manquent = (n: number, sujet: string): string =>
  n === 0
    ? ""
    : `${sujet} manque ${places(n)} ${n >= 2 ? "ouvertes, fermées ou colorées" : "ouverte, fermée ou colorée"}.`;

function etendue({ base, etendue: e }: Faits, t: (places: number) => string): string {
  if (e === null || t(e.min) === t(e.max)) return "";
  const quoi = base === "valide" ? "le même vote donne" : "les mêmes demandes donnent";
  return `Selon la méthode, ${quoi} de ${t(e.min)} à ${t(e.max)}.`;
}

const phrasePlaces = (n: number, participe: string): string => `${places(n)} ${participe}${n >= 2 ? "s" : ""}`;

/** What the constat counts, which is not all of what the rates transform. */
export const ELEVES_DU_CONSTAT = "élèves de 1re année, voie scolaire";

/**
 * Beside the rate, always: which rentrée it divides by, that the report says two things of it, and what the constat leaves out.
 */
export function noteDenominateur(rentree: number, denominateur: number, depuis: "constat" | "saisie" | null): string {
  const base = `Rapporté aux places occupées à la rentrée ${denominateur}`;
  const choix =
    denominateur === rentree - 1
      ? `${base}, celle d’avant (IGÉSR, chap. 1 § 2.4).`
      : `${base} : un choix de lecture, la formule du rapport prenant la rentrée ${rentree - 1} (chap. 1 § 2.4) et ses notes 6 et 92 la rentrée suivante.`;
  return typographie(
    depuis === "constat" ? `${choix} Le constat compte les ${ELEVES_DU_CONSTAT} : l’apprentissage n’y est pas.` : choix,
  );
}
