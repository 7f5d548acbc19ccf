/**
 * Reference data of prisma/reference, read once per process. What each file holds and where it comes from:
 * prisma/reference/README.md.
 */
import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeRegionAcademique } from "@/lib/domain/nomenclatures";
import type { CodeRole } from "@/lib/domain/roles";

export type Formation = {
  cfd: string;
  libelle: string;
  /** RNCP level, 3 to 6. */
  niveau: number;
  /** Code of `NiveauFormation`: the diploma (400: bac pro). */
  niveauFormation: string;
  groupe: string;
  /** ISO dates; null: not told by the nomenclature. */
  ouverture: string | null;
  fermeture: string | null;
  /** Specialty of production: its teaching needs a plateau technique. */
  plateau: boolean;
  /** CFD of the diplomas that it renews; they may be closed for long, and unknown here. */
  remplace: readonly string[];
};
/** Year of a course, as the constat de rentrée counts pupils: by MEFSTAT11. */
export type Mef = {
  mef: string;
  mefstat11: string;
  cfd: string;
  dispositif: string;
  duree: number;
  annee: number;
  libelle: string;
  ouverture: string | null;
  fermeture: string | null;
};
/** `niveau` is null for a diploma that exists at several levels: the formation says which. */
export type NiveauFormation = { code: string; court: string; libelle: string; niveau: number | null };
export type Region = { code: CodeRegionAcademique; insee: string; nom: string };
export type Academie = { code: string; nom: string; region: CodeRegionAcademique };
export type Departement = { code: string; nom: string; academie: string; region: CodeRegionAcademique };
/** A demo account of prisma/reference/personas.json. */
export type Persona = {
  code: string;
  role: CodeRole;
  prenom: string;
  nom: string;
  organisation: string;
  email: string;
  description: string;
  regionAcademique?: CodeRegionAcademique;
  uai?: string;
  campus?: string;
};
export type CampusConnu = { nom: string; excellence: boolean };

const lus = new Map<string, unknown>();

function lire<T>(nom: string): T {
  if (!lus.has(nom))
    lus.set(nom, JSON.parse(readFileSync(join(process.cwd(), "prisma", "reference", `${nom}.json`), "utf8")));
  return lus.get(nom) as T;
}

/**
 * What an administrator imported takes the place of the file of the same name: read from the database by
 * lib/server/referentiels/tenir-a-jour.ts, which every use case that reads these data calls first.
 */
export type Importe = {
  formations?: readonly Formation[];
  niveaux?: readonly NiveauFormation[];
  campus?: readonly CampusConnu[];
  mefs?: readonly Mef[];
};
let importe: Importe = {};
let revision = 0;

export function remplacerDonnees(donnees: Importe): void {
  importe = donnees;
  revision += 1;
}

/** Computes what is derived from the data, again when an import has replaced them. */
function unique<T>(calcul: () => T): () => T {
  let valeur: { v: T; revision: number } | undefined;
  return () => {
    if (valeur?.revision !== revision) valeur = { v: calcul(), revision };
    return valeur.v;
  };
}

export const regions = (): readonly Region[] => lire("regions");
export const academies = (): readonly Academie[] => lire("academies");
export const departements = (): readonly Departement[] => lire("departements");
export const niveauxFormation = (): readonly NiveauFormation[] => importe.niveaux ?? lire("niveaux");
export const formations = (): readonly Formation[] => importe.formations ?? lire("formations");
export const mefs = (): readonly Mef[] => importe.mefs ?? lire("mefs");
export const personas = (): readonly Persona[] => lire("personas");
export const campusConnus = (): readonly CampusConnu[] => importe.campus ?? lire("cmq");
export const filieresCmq = (): readonly string[] => lire("cmq-filieres");

const parCfd = unique(() => new Map(formations().map((f) => [f.cfd, f])));
const niveauxParCode = unique(() => new Map(niveauxFormation().map((n) => [n.code, n])));

/** As shipped with Rigel, whatever was imported since: the titles and names that we wrote with their accents. */
export const formationLivree = unique(() => new Map(lire<Formation[]>("formations").map((f) => [f.cfd, f])));
export const niveauLivre = unique(() => new Map(lire<NiveauFormation[]>("niveaux").map((n) => [n.code, n])));

/** The shipped rows of one kind, as the database would keep them. */
export function donneesLivrees(genre: "annuaire" | "formations" | "niveaux" | "campus" | "mefs" | "quadrants") {
  if (genre === "annuaire" || genre === "quadrants") return [];
  if (genre === "formations") return lire<Formation[]>("formations");
  if (genre === "mefs") return lire<Mef[]>("mefs");
  const lignes: object[] = genre === "niveaux" ? lire<NiveauFormation[]>("niveaux") : lire<CampusConnu[]>("cmq");
  return lignes.map((ligne) => ({ ...ligne, fermeLe: null }));
}

export const formation = (cfd: string): Formation | undefined => parCfd().get(cfd);
export const niveauFormation = (code: string): NiveauFormation | undefined => niveauxParCode().get(code);
const parMefstat11 = unique(() => {
  // A MEFSTAT11 that two years of the nomenclature share names the current one: the last opened.
  const tries = [...mefs()].sort((a, b) => (a.ouverture ?? "").localeCompare(b.ouverture ?? ""));
  return new Map(tries.map((m) => [m.mefstat11, m]));
});
const dispositifsParCfd = unique(() => {
  const connus = new Map<string, Set<string>>();
  for (const { cfd, dispositif } of mefs()) connus.set(cfd, (connus.get(cfd) ?? new Set()).add(dispositif));
  return connus;
});
/** Dispositifs by which a formation is taught, by its MEF; undefined: no MEF of it is known. */
export const dispositifsDe = (cfd: string): ReadonlySet<string> | undefined => dispositifsParCfd().get(cfd);
export const mefDeMefstat11 = (mefstat11: string): Mef | undefined => parMefstat11().get(mefstat11);
export const niveauDeCfd = (cfd: string): number | undefined => formation(cfd)?.niveau;

/** CFD of the formations whose places need a plateau technique (rule COH_EQUIPEMENT). */
export const cfdAvecPlateau: () => ReadonlySet<string> = unique(
  () => new Set(formations().flatMap((f) => (f.plateau ? [f.cfd] : []))),
);

const simplifier = (texte: string): string =>
  texte
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** Open formations first, then by level, then by name: what a person looks for is seldom a closed diploma. */
const index = unique(() =>
  formations()
    .map((f) => {
      const diplome = niveauFormation(f.niveauFormation);
      return { f, mots: ` ${simplifier(`${f.cfd} ${diplome?.court ?? ""} ${diplome?.libelle ?? ""} ${f.libelle}`)}` };
    })
    .sort(
      (a, b) =>
        Number(a.f.fermeture !== null) - Number(b.f.fermeture !== null) ||
        a.f.niveau - b.f.niveau ||
        a.f.libelle.localeCompare(b.f.libelle, "fr"),
    ),
);

/** Formations where every word of the text begins a word of the CFD, the diploma or the title, accents left aside. */
export function chercherFormations(texte: string, max = 20): Formation[] {
  const mots = simplifier(texte).split(" ").filter(Boolean);
  if (mots.length === 0) return [];
  const trouvees: Formation[] = [];
  for (const { f, mots: cible } of index()) {
    if (mots.every((mot) => cible.includes(` ${mot}`))) trouvees.push(f);
    if (trouvees.length === max) break;
  }
  return trouvees;
}
