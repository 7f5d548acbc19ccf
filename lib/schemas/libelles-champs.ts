/** Names of fields in plain words, for what speaks of them out of their form: restored edits, conflicts. */

import { lireMontant } from "@/lib/domain/argent";
import { estDate } from "@/lib/domain/dates";
import { ecrireDateCourte, ecrireEuros, ecrireNombre } from "@/lib/domain/ecriture";
import {
  CATEGORIES,
  FILIERES,
  NATURES,
  NATURES_FINANCEMENT,
  nomRegion,
  POSTES,
  PUBLICS,
  SOURCES,
  TYPES_INDICATEUR,
  TYPES_TRANSFORMATION,
} from "@/lib/domain/nomenclatures";
import { normaliserMontant } from "@/lib/schemas/normalisation";

const NOMS: Readonly<Record<string, string>> = {
  titre: "Titre",
  acronyme: "Acronyme",
  regionAcademique: "Région académique",
  filieres: "Filières",
  volets: "Volets",
  objectifsFrance2030: "Objectifs France 2030",
  debut: "Début",
  dureeMois: "Durée en mois",
  dateDepot: "Date de dépôt",
  pagesPresentation: "Pages de présentation",
  deposeeLe: "Déposée le",
  avis: "Avis",
  avisLe: "Avis du",
  texte: "Texte",
  date: "Date",
  source: "Source",
  besoins: "Besoins économiques",
  apprenants: "Identification des apprenants",
  projetEconomique: "Projet économique",
  egalite: "Égalité",
  reference: "Référence",
  objectif: "Objectif",
  justification: "Justification",
  page: "Page",
  nom: "Nom",
  nature: "Nature",
  categorie: "Catégorie",
  chefDeFile: "Chef de file",
  siret: "SIRET",
  uai: "UAI",
  montant: "Montant",
  signeeLe: "Signée le",
  aideEtat: "Base d’aide d’État",
  role: "Rôle dans le projet",
  contactNom: "Nom du contact",
  contactFonction: "Fonction du contact",
  contactCourriel: "Courriel du contact",
  contactTelephone: "Téléphone du contact",
  signataireNom: "Nom du signataire",
  signataireFonction: "Fonction du signataire",
  baseValorisation: "Base de valorisation",
  part: "Part de la subvention",
  excellence: "Excellence",
  partenaire: "Partenaire",
  poste: "Poste",
  annee: "Année",
  eligible: "Éligible",
  libelle: "Libellé",
  engage: "Engagé",
  subvention: "Subvention",
  financementsAnterieurs: "Financements antérieurs",
  cfd: "Formation (CFD)",
  dispositif: "Dispositif",
  niveau: "Niveau",
  numeroDemande: "Numéro de demande",
  libelleColoration: "Libellé de la coloration",
  rentree: "Rentrée",
  type: "Type",
  scolaire: "Places scolaires",
  scolaireColoree: "Places scolaires colorées",
  apprentissage: "Places en apprentissage",
  apprentissageColoree: "Places en apprentissage colorées",
  hote: "Hôte",
  usagers: "Usagers",
  acces: "Conditions d’accès",
  public: "Public",
  prevu: "Prévu",
  cibles: "Cible",
};

/** Lists and groups: what stands before the rank of the row. */
const GROUPES: Readonly<Record<string, string>> = {
  lettreIntention: "Lettre d’intention",
  lettreEngagement: "Lettre d’engagement",
  diagnostic: "Diagnostic",
  complementarite: "Complémentarité",
  alignement: "Alignement",
  partenaires: "Partenaire",
  campus: "Campus",
  budget: "Ligne de budget",
  financements: "Source de financement",
  repartition: "Répartition",
  transformations: "Transformation",
  plateauxTechniques: "Plateau technique",
  publics: "Public",
  indicateurs: "Indicateur",
  justifications: "Justification",
};

/** `financements.2.montant` → « Source de financement 3, montant ». */
export function nomDuChamp(chemin: string): string {
  const mots: string[] = [];
  for (const part of chemin.split(".")) {
    if (/^\d{4}$/.test(part)) mots.push(part);
    else if (/^\d+$/.test(part)) mots[mots.length - 1] = `${mots.at(-1) ?? ""} ${Number(part) + 1}`;
    else mots.push(mots.length === 0 ? (GROUPES[part] ?? NOMS[part] ?? part) : (NOMS[part] ?? GROUPES[part] ?? part));
  }
  return mots.map((m, i) => (i === 0 || /^[A-Z]{2}/.test(m) ? m : m.charAt(0).toLowerCase() + m.slice(1))).join(", ");
}

const CODES: Readonly<Record<string, string>> = {
  ...CATEGORIES.libelles,
  ...FILIERES.libelles,
  ...TYPES_INDICATEUR.libelles,
  ...TYPES_TRANSFORMATION.libelles,
  ...NATURES_FINANCEMENT.libelles,
  ...PUBLICS.libelles,
  ...POSTES.libelles,
  ...SOURCES.libelles,
  ...NATURES.libelles,
  go: "GO",
  no_go: "NO GO",
};

/** Fields that hold the key of a partner. */
const PARTENAIRES: ReadonlySet<string> = new Set(["partenaire", "hote", "usagers"]);
/** Fields that a person writes in their own words: « gip » is no code there. */
const LIBRES: ReadonlySet<string> = new Set(
  "titre acronyme texte besoins apprenants projetEconomique egalite objectif justification nom libelle libelleColoration acces role contactNom contactFonction signataireNom signataireFonction baseValorisation".split(
    " ",
  ),
);
/** Keys of a row: they name it for the portal, not for a person. */
const TECHNIQUES: ReadonlySet<string> = new Set(["cle", "id"]);

/** Name of the partner of that key; undefined: nobody knows it. */
export type NomPartenaire = (cle: string) => string | undefined;

/** The field a path ends in, whatever the rank of a value in it. */
const champDe = (chemin: string): string => chemin.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "";

/** A typed value as one reads it; partners by their name when `nomPartenaire` knows it. */
export function valeurLisible(chemin: string, valeur: unknown, nomPartenaire?: NomPartenaire): string {
  if (valeur === null || valeur === undefined || valeur === "") return "Non renseigné";
  if (valeur === true) return "Oui";
  if (valeur === false) return "Non";
  const dernier = chemin.split(".").at(-1) ?? "";
  if (Array.isArray(valeur)) return valeur.map((v) => valeurLisible(chemin, v, nomPartenaire)).join(", ") || "Aucun";
  if (typeof valeur === "number")
    return dernier === "annee" || dernier === "rentree" ? String(valeur) : ecrireNombre(valeur);
  if (typeof valeur === "object") {
    const parts = Object.entries(valeur).filter(
      ([c, v]) => !TECHNIQUES.has(c) && v !== null && v !== "" && v !== undefined,
    );
    return parts.map(([c, v]) => `${nomDuChamp(c)} : ${valeurLisible(c, v, nomPartenaire)}`).join(" ; ") || "Vide";
  }
  const texte = String(valeur);
  if (PARTENAIRES.has(champDe(chemin))) return nomPartenaire?.(texte) ?? texte;
  if (dernier === "regionAcademique") return nomRegion(texte);
  if (dernier === "montant" || dernier === "subvention") {
    const normal = normaliserMontant(texte);
    const montant = typeof normal === "string" ? lireMontant(normal) : undefined;
    return montant === undefined ? texte : ecrireEuros(montant);
  }
  if (LIBRES.has(champDe(chemin))) return texte;
  if (estDate(texte)) return ecrireDateCourte(texte);
  // A typed text may well be « constructor ».
  return Object.hasOwn(CODES, texte) ? (CODES[texte] as string) : texte;
}

/** Fields whose values differ between two contents of one section, by path; a row added or removed counts once. */
export function champsDifferents(a: unknown, b: unknown, prefixe = ""): string[] {
  if (a === b || JSON.stringify(a) === JSON.stringify(b)) return [];
  const objets = [a, b].every((v) => v !== null && typeof v === "object");
  if (!objets || Array.isArray(a) !== Array.isArray(b)) return [prefixe];
  // Lists of plain values (ticked boxes) and pairs of places are one field.
  if (Array.isArray(a) && [...a, ...(b as unknown[])].every((v) => typeof v !== "object" || v === null))
    return [prefixe];
  const cles = new Set([...Object.keys(a as object), ...Object.keys(b as object)]);
  return [...cles].flatMap((cle) =>
    champsDifferents(
      (a as Record<string, unknown>)[cle],
      (b as Record<string, unknown>)[cle],
      prefixe ? `${prefixe}.${cle}` : cle,
    ),
  );
}

/** The value at a path. */
export const valeurA = (contenu: unknown, chemin: string): unknown =>
  chemin
    .split(".")
    .reduce<unknown>(
      (v, cle) => (v !== null && typeof v === "object" ? (v as Record<string, unknown>)[cle] : undefined),
      contenu,
    );
