/** Words of the filters and of the figures. */
import { COMPTES } from "@/lib/domain/carte/comptes";
import { ECARTS, estEcart } from "@/lib/domain/carte/manquantes";
import { BASES, METHODES, TYPES_DEMANDE } from "@/lib/domain/carte/methodes";
import { accorder, ecrireNombre, typographie } from "@/lib/domain/ecriture";
import { NIVEAUX, nomRegion } from "@/lib/domain/nomenclatures";
import type { CleFiltreCarte, FiltresCarte } from "@/lib/schemas/carte-filtres";

/** Levels of the demands: the carte has none above. */
export const NIVEAUX_CARTE = (["3", "4", "5", "6"] as const).map((code) => ({ code, nom: NIVEAUX.libelles[code] }));
export const VOIES = [
  { code: "scolaire", nom: "Scolaire" },
  { code: "apprentissage", nom: "Apprentissage" },
] as const;

export const enTete = (texte: string): string => texte.charAt(0).toLocaleUpperCase("fr") + texte.slice(1);

const nomVoie = (voie: string): string => VOIES.find((v) => v.code === voie)?.nom.toLocaleLowerCase("fr") ?? voie;

/** « Places transformées, base validé, par orion-2025 » */
export function nomFigure({ methode, base, compte }: Pick<FiltresCarte, "methode" | "base" | "compte">): string {
  if (methode === "" || base === "" || compte === "") return "";
  if (estEcart(compte)) return `${ECARTS[compte]}, d’après le constat de leur rentrée`;
  return `${COMPTES[compte]}, ${BASES[base].nom.toLocaleLowerCase("fr")}, par ${METHODES[methode].nom}`;
}

const COMPTEES: Record<Exclude<FiltresCarte["compte"], "">, readonly [string, string]> = {
  transformees: ["transformée", "transformées"],
  ouvertes: ["ouverte", "ouvertes"],
  fermees: ["fermée", "fermées"],
  colorees: ["colorée", "colorées"],
  ecart: ["promise et non ouverte", "promises et non ouvertes"],
  ecart_colorees: ["colorée promise et non ouverte", "colorées promises et non ouvertes"],
  ajoutees: ["que la méthode ajoute à la précédente", "que la méthode ajoute à la précédente"],
  retirees: ["que la méthode retire à la précédente", "que la méthode retire à la précédente"],
};

/** « 84 places » and « transformées dans 4 demandes, base « validé », par la méthode orion-2025. » */
export function direFigure(
  { methode, base, compte }: Pick<FiltresCarte, "methode" | "base" | "compte">,
  total: number,
  demandes: number,
): { places: string; suite: string } | null {
  if (methode === "" || base === "" || compte === "") return null;
  const [une, plusieurs] = COMPTEES[compte];
  const dans = `${total > 1 ? plusieurs : une} dans ${accorder(demandes, "demande")}`;
  const comment = estEcart(compte)
    ? "d’après le constat de leur rentrée"
    : `base « ${BASES[base].nom.toLocaleLowerCase("fr")} », par la méthode ${METHODES[methode].nom}`;
  return { places: accorder(total, "place"), suite: typographie(`${dans}, ${comment}.`) };
}

/** Header of the column of places that the figure counts. */
export const COLONNES_FIGURE: Record<Exclude<FiltresCarte["compte"], "">, string> = {
  transformees: "Transformées",
  ouvertes: "Ouvertes",
  fermees: "Fermées",
  colorees: "Colorées",
  ecart: "Manquantes",
  ecart_colorees: "Colorées manquantes",
  ajoutees: "Ajoutées",
  retirees: "Retirées",
};

/** What a removable tag says. */
export function nomFiltre(cle: CleFiltreCarte, f: FiltresCarte, noms: Noms): string {
  const valeur = f[cle];
  const textes: Partial<Record<CleFiltreCarte, string>> = {
    q: `Recherche : « ${valeur} »`,
    region: nomRegion(valeur),
    academie: `Académie : ${noms.academies.find((a) => a.code === valeur)?.nom ?? valeur}`,
    uai: `Établissement ${valeur}`,
    cfd: `Formation ${valeur}`,
    rentree: `Rentrée ${valeur}`,
    type: f.type === "" ? "" : TYPES_DEMANDE[f.type],
    statut: enTete(valeur),
    niveau: NIVEAUX_CARTE.find((n) => n.code === valeur)?.nom ?? valeur,
    voie: `Voie : ${nomVoie(valeur)}`,
    filiere: `Filière : ${valeur}`,
    quadrant: valeur === "HQ" ? "Hors quadrant" : `Quadrant ${valeur}`,
    cma: valeur === "oui" ? "AMI CMA" : "Hors AMI CMA",
    cmq: valeur === "oui" ? "Avec un campus" : valeur === "non" ? "Sans campus" : `Campus : « ${valeur} »`,
    coloration: `Coloration : « ${valeur} »`,
    methode: nomFigure(f),
    dossier: noms.dossier === null ? "Rattachées à un dossier" : `Rattachées à ${noms.dossier}`,
  };
  return typographie(textes[cle] ?? valeur);
}

export type Noms = { academies: readonly { code: string; nom: string }[]; dossier: string | null };

/** « +15 », « −5 », « 0 » */
export const ecrireEvolution = (n: number): string =>
  n === 0 ? "0" : `${n > 0 ? "+" : "−"}${ecrireNombre(Math.abs(n))}`;
