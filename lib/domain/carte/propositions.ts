/**
 * Which demands of the carte a dossier may have brought about: matched on établissement, formation, rentrée and on the AMI CMA and
 * campus fields of Orion. A match proposes, with its reasons; a person confirms (domain/2: campus names are free text there).
 */
import { plier } from "../plier";
import type { Statut, TypeDemande } from "./methodes";

export const RAISONS = {
  numero: { points: 100, mots: "Le dossier cite ce numéro de demande" },
  transformation: { points: 45, mots: "Même établissement et même formation qu’une transformation du dossier" },
  etablissement: { points: 25, mots: "Établissement du projet" },
  formation: { points: 20, mots: "Formation que le projet transforme" },
  rentree: { points: 25, mots: "Même rentrée" },
  rentree_voisine: { points: 10, mots: "Rentrée voisine" },
  periode: { points: 5, mots: "Rentrée pendant le projet" },
  ami_cma_valide: { points: 20, mots: "Financement AMI CMA validé, selon Orion" },
  ami_cma_en_cours: { points: 15, mots: "Financement AMI CMA demandé, selon Orion" },
  ami_cma: { points: 10, mots: "Marquée AMI CMA dans Orion" },
  annee_ami_cma: { points: 5, mots: "Validée dans Orion pendant le projet" },
  campus: { points: 25, mots: "Campus du projet" },
  filiere: { points: 10, mots: "Filière du campus" },
  coloration: { points: 15, mots: "Même coloration" },
} as const;
export type Raison = keyof typeof RAISONS;
export const nomRaison = (code: string): string | null =>
  Object.hasOwn(RAISONS, code) ? RAISONS[code as Raison].mots : null;

/** What a dossier says of the places that it changes. */
export type ProjetCarte = {
  /** Established in the dossier: UAI of its partners. */
  uais: readonly string[];
  campus: readonly string[];
  /** Labels of its filières. */
  filieres: readonly string[];
  /** Years of its first and last day; null: not told. */
  periode: { de: number; a: number } | null;
  transformations: readonly {
    uai?: string | null | undefined;
    cfd?: string | null | undefined;
    rentree?: number | null | undefined;
    numeroDemande?: string | null | undefined;
    libelleColoration?: string | null | undefined;
  }[];
};

export type DemandeProposable = {
  numero: string;
  uai: string;
  cfd: string;
  rentree: number;
  type: TypeDemande;
  statut: Statut;
  coloration: string | null;
  filiereCmq: string | null;
  nomCmq: string | null;
  amiCma: boolean | null;
  amiCmaValide: boolean | null;
  amiCmaEnCours: boolean | null;
  amiCmaAnnee: string | null;
};

export type Force = "forte" | "probable" | "possible";
export const FORCES: Record<Force, string> = {
  forte: "Correspondance forte",
  probable: "Correspondance probable",
  possible: "À vérifier",
};
export type Correspondance = { raisons: Raison[]; score: number; force: Force };

/** Below, a demand shares too little with the dossier to be worth a person's time. */
export const SEUIL = 40;
/** One of them at least must tie it to the project itself, not only to its theme or its years. */
const ANCRES: readonly Raison[] = ["numero", "transformation", "etablissement", "campus"];

/** Words without accents, case, nor what every campus is called. */
const COMMUNS = /\b(campus|des|de|du|la|le|les|et|d|l|metiers|qualifications|excellence|cmq|cmqe|en|aux|au)\b/g;
export const motsDe = (texte: string): string[] => [
  ...new Set(
    plier(texte)
      .replace(COMMUNS, " ")
      .split(" ")
      .filter((m) => m.length > 2),
  ),
];

/** Two free texts name one thing when all the words of the shorter are in the longer: one word alone must be the whole of both. */
export function memeNom(a: string, b: string): boolean {
  const [x, y] = [motsDe(a), motsDe(b)];
  const [court, long] = x.length <= y.length ? [x, y] : [y, x];
  if (court.length === 0) return false;
  return court.every((m) => long.includes(m)) && (court.length > 1 || long.length === 1);
}

/** Said of nearly every filière. */
const BANALS = new Set(["demain", "services", "service", "entreprises", "entreprise", "durable", "transition"]);
const singulier = (mot: string): string => (mot.length > 4 ? mot.replace(/[sx]$/, "") : mot);

/** Lists of filières differ from one source to the other (France 2030, campus): one word that means something is enough, for little. */
export function filieresProches(a: string, b: string): boolean {
  const mots = (texte: string) => motsDe(texte).flatMap((m) => (m.length < 5 || BANALS.has(m) ? [] : [singulier(m)]));
  const x = mots(a);
  return mots(b).some((m) => x.includes(m));
}

const dansLaPeriode = (annee: number, periode: ProjetCarte["periode"]): boolean =>
  periode !== null && annee >= periode.de && annee <= periode.a;

/** Null: not to be proposed. Reasons from the strongest. */
export function correspondance(projet: ProjetCarte, d: DemandeProposable): Correspondance | null {
  const raisons = raisonsDe(projet, d);
  if (!raisons.some((r) => ANCRES.includes(r))) return null;
  const score = raisons.reduce((total, r) => total + RAISONS[r].points, 0);
  if (score < SEUIL) return null;
  raisons.sort((a, b) => RAISONS[b].points - RAISONS[a].points);
  return { raisons, score, force: score >= 70 ? "forte" : score >= 50 ? "probable" : "possible" };
}

/** Refused, taken back, or out of every rate: no dossier brought it about. Found by hand all the same. */
export const proposable = (d: Pick<DemandeProposable, "type" | "statut">): boolean =>
  d.type !== "ajustement" && d.statut !== "refusée" && d.statut !== "supprimée";

function raisonsDe(projet: ProjetCarte, d: DemandeProposable): Raison[] {
  if (!proposable(d)) return [];
  const raisons: Raison[] = [];
  const lignes = projet.transformations;
  if (lignes.some((t) => t.numeroDemande?.trim().toUpperCase() === d.numero.toUpperCase())) raisons.push("numero");

  const memes = lignes.filter((t) => t.uai === d.uai && t.cfd === d.cfd);
  const chezNous = memes.length > 0 || projet.uais.includes(d.uai) || lignes.some((t) => t.uai === d.uai);
  if (memes.length > 0) raisons.push("transformation");
  else {
    if (chezNous) raisons.push("etablissement");
    if (lignes.some((t) => t.cfd === d.cfd)) raisons.push("formation");
  }
  // Against the same row of the dossier: a rentrée shared with another formation says nothing of this one.
  const proches = memes.length > 0 ? memes : lignes.filter((t) => t.cfd === d.cfd);
  if (proches.some((t) => t.rentree === d.rentree)) raisons.push("rentree");
  else if (proches.some((t) => t.rentree != null && Math.abs(t.rentree - d.rentree) === 1))
    raisons.push("rentree_voisine");
  else if (dansLaPeriode(d.rentree, projet.periode)) raisons.push("periode");

  if (d.amiCmaValide) raisons.push("ami_cma_valide");
  else if (d.amiCmaEnCours) raisons.push("ami_cma_en_cours");
  else if (d.amiCma) raisons.push("ami_cma");
  if (/^\d{4}$/.test(d.amiCmaAnnee ?? "") && dansLaPeriode(Number(d.amiCmaAnnee), projet.periode))
    raisons.push("annee_ami_cma");

  const { nomCmq, filiereCmq, coloration } = d;
  if (nomCmq !== null && projet.campus.some((c) => memeNom(c, nomCmq))) raisons.push("campus");
  if (filiereCmq !== null && [...projet.filieres, ...projet.campus].some((f) => filieresProches(f, filiereCmq)))
    raisons.push("filiere");
  if (coloration !== null && lignes.some((t) => t.libelleColoration && memeNom(t.libelleColoration, coloration)))
    raisons.push("coloration");
  return raisons;
}
