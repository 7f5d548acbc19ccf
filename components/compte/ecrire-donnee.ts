import { ecrireDateCourte, ecrireNombre } from "@/lib/domain/ecriture";
import { DROITS_MEMBRE } from "@/lib/domain/equipe";
import { motsAction } from "@/lib/domain/journal-actions";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { estEtatDemande, nomEtatDemande } from "../habilitations/badge-etat";
import { dateHeureAParis } from "./date-heure";
import { FINS_SESSION, METHODES_SESSION } from "./mots-session";

export type ValeurDonnee = string | number | boolean | null;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const JOUR = /^\d{4}-\d{2}-\d{2}$/;
const majuscule = (texte: string): string => texte.charAt(0).toLocaleUpperCase("fr") + texte.slice(1);

const droits: Readonly<Record<string, { nom: string }>> = DROITS_MEMBRE;

/** What the database keeps as a code, by the name of the value; anything else is shown as it is. */
const MOTS: Readonly<Record<string, (code: string) => string>> = {
  action: (code) => majuscule(motsAction(code).geste),
  issue: (code) => (code === "refus" ? "Refusée" : "Faite"),
  etat: (code) => (estEtatDemande(code) ? nomEtatDemande(code) : code),
  droit: (code) => droits[code]?.nom ?? code,
  methode: (code) => METHODES_SESSION[code] ?? code,
  motifFermeture: (code) => FINS_SESSION[code] ?? code,
  region: nomRegion,
};

/** One value held on a person, in French. The JSON file keeps the codes, for programs. */
export function ecrireDonnee(cle: string, valeur: ValeurDonnee): string {
  if (valeur === null || valeur === "") return "—";
  if (typeof valeur === "number") return ecrireNombre(valeur);
  if (typeof valeur === "boolean") return valeur ? "Oui" : "Non";
  if (INSTANT.test(valeur)) return dateHeureAParis(valeur);
  if (JOUR.test(valeur)) return ecrireDateCourte(valeur);
  return MOTS[cle]?.(valeur) ?? valeur;
}
