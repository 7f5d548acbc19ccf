/** What the page of a territory says in words: the callout, why two methods differ, what is not known yet. */
import { accorder, ecrireNombre, ecrireTaux, enumerer, typographie } from "../ecriture";
import type { Voie } from "../places";
import type { Methode } from "./methodes";
import { type Ecart, etapesEntre, type Total } from "./pont";

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

/** What the callout knows of one base. `taux` null: the effectif is unknown. */
type Lu = { places: number; taux: string | null; atteint: boolean | null; manque: number | null };
export type Annonce = { atteint: boolean | null; debut: string; suite: string };

type Faits = {
  rentree: number;
  /** Rentrée of the places occupied. */
  denominateur: number;
  voie: Voie | null;
  /** Demands retained, planned base. */
  demandes: number;
  effectifConnu: boolean;
  valide: Lu;
  /** Null: no constat yet. */
  constate: Lu | null;
  sansConstat: number;
  /** Lowest and highest rate of the validated demands over the methods. */
  etendue: { min: string; max: string } | null;
};

const NOM_VOIE: Record<Voie, string> = { scolaire: "En voie scolaire", apprentissage: "En apprentissage" };

export function annoncer(f: Faits): Annonce {
  const { debut, suite, atteint } = corps(f);
  return { atteint, debut: typographie(debut), suite: typographie(suite.filter(Boolean).join(" ")) };
}

function corps(f: Faits): { atteint: boolean | null; debut: string; suite: string[] } {
  if (f.demandes === 0)
    return { atteint: null, debut: `Aucune demande retenue pour la rentrée ${f.rentree}.`, suite: [] };
  if (!f.effectifConnu)
    return {
      atteint: null,
      debut: "Effectif inconnu : aucun taux ne peut être calculé.",
      suite: [
        `Il manque les places occupées à la rentrée ${f.denominateur}.`,
        `${phrasePlaces(f.valide.places, "validée")}${f.constate ? `, ${phrasePlaces(f.constate.places, "constatée")}` : ""}.`,
      ],
    };
  const v = f.valide.taux === null ? "" : ecrireTaux(f.valide.taux);
  const c = f.constate?.taux ? ecrireTaux(f.constate.taux) : "";
  const selon = etendue(f);
  const reste =
    f.constate !== null && f.sansConstat > 0
      ? f.sansConstat === 1
        ? "Une demande validée n’a pas encore de constat."
        : `${ecrireNombre(f.sansConstat)} demandes validées n’ont pas encore de constat.`
      : "";
  if (f.voie !== null)
    return {
      atteint: null,
      debut: `${NOM_VOIE[f.voie]}, ${phrasePlaces(f.valide.places, "validée")} (${v} de l’effectif des deux voies)${f.constate ? `, ${phrasePlaces(f.constate.places, "constatée")} (${c})` : " ; constat pas encore saisi"}.`,
      suite: ["L’objectif de 6 % se lit sur les deux voies ensemble.", reste, selon],
    };
  const lu = f.constate ?? f.valide;
  const n = lu.manque ?? 0;
  const manque =
    n === 0 ? "" : `Il manque ${places(n)} ${n >= 2 ? "ouvertes, fermées ou colorées" : "ouverte, fermée ou colorée"}.`;
  return { atteint: lu.atteint, debut: verdict(f, v, c), suite: [manque, reste, selon] };
}

function verdict({ valide, constate, sansConstat }: Faits, v: string, c: string): string {
  if (constate === null)
    return `L’objectif de 6 % ${valide.atteint ? "est" : "n’est pas"} atteint sur les places validées (${v}) ; constat pas encore saisi.`;
  const validees = `sur les places validées (${v})`;
  // What is not observed yet may still reach it.
  const constatees = `sur les places constatées${sansConstat > 0 ? " à ce jour" : ""} (${c})`;
  if (valide.atteint && constate.atteint) return `L’objectif de 6 % est atteint ${validees} et ${constatees}.`;
  if (valide.atteint) return `L’objectif de 6 % est atteint ${validees}, pas ${constatees}.`;
  if (constate.atteint) return `L’objectif de 6 % est atteint ${constatees}, pas ${validees}.`;
  return `L’objectif de 6 % n’est atteint ni ${validees}, ni ${constatees}.`;
}

const etendue = ({ etendue: e }: Faits): string =>
  e === null || ecrireTaux(e.min) === ecrireTaux(e.max)
    ? ""
    : `Selon la méthode, le même vote donne de ${ecrireTaux(e.min)} à ${ecrireTaux(e.max)}.`;

const phrasePlaces = (n: number, participe: string): string => `${places(n)} ${participe}${n >= 2 ? "s" : ""}`;

/** Beside the rate, always: which rentrée it divides by, and that the report says two things of it. */
export function noteDenominateur(rentree: number, denominateur: number): string {
  const base = `Rapporté aux places occupées à la rentrée ${denominateur}`;
  if (denominateur === rentree - 1) return `${base}, celle d’avant (IGÉSR, chap. 1 § 2.4).`;
  return typographie(
    `${base} : un choix de lecture, la formule du rapport prenant la rentrée ${rentree - 1} (chap. 1 § 2.4) et ses notes 6 et 92 la rentrée suivante.`,
  );
}
