/** What the annexe holds: the money of a dossier, row by row with its key, as the sections hold it. */
import { type Centimes, lireMontant, ZERO } from "../argent";
import { anneesGrille, type LigneGrille } from "../budget";
import type { DateIso } from "../dates";
import { estEligible } from "../faits";
import { type Categorie, type Nature, type NatureFinancement, POSTES, type Source } from "../nomenclatures";

export type LigneDepense = LigneGrille & { cle: string };
export type LigneSource = {
  cle: string;
  source: Source | null;
  partenaire: string | null;
  montant: string | null;
  nature: NatureFinancement | null;
  engage: boolean;
  baseValorisation: string | null;
};
export type LignePart = { cle: string; partenaire: string | null; subvention: string | null; part: string | null };

export type PartenaireAnnexe = {
  id: string;
  nom: string | null;
  nature: Nature | null;
  categorie: Categorie | null;
  chefDeFile: boolean;
  siret: string | null;
  uai: string | null;
};

export type ContenuAnnexe = {
  debut: DateIso | null;
  dureeMois: number | null;
  partenaires: readonly PartenaireAnnexe[];
  budget: readonly LigneDepense[];
  financements: readonly LigneSource[];
  repartition: readonly LignePart[];
};

/** An amount as the sections hold it; what is not known adds nothing. */
export const centimesDe = (montant: string | null): Centimes =>
  montant === null ? ZERO : (lireMontant(montant) ?? ZERO);

/** Columns of the annexe: one at least, so that a dossier without dates can be filled in. */
export function anneesAnnexe({ budget, debut, dureeMois }: ContenuAnnexe): (number | null)[] {
  const annees = anneesGrille(budget, debut, dureeMois);
  return annees.length === 0 ? [null] : annees;
}

/** One row of a partner's sheet: the lines of one post, label and mark, at most one for each year. */
export type RangeeAnnexe = Pick<LigneDepense, "poste" | "libelle" | "eligible"> & {
  /** null: the line whose year is not given, with or without an amount. */
  parAnnee: ReadonlyMap<number | null, LigneDepense>;
};

export const assietteDe = ({ poste, eligible }: Pick<LigneDepense, "poste" | "eligible">) =>
  estEligible({ poste: poste ?? undefined, eligible: eligible ?? undefined });

/** Each line in exactly one row; lines that claim the same cell stand in rows of their own. */
export function rangeesDe(lignes: readonly LigneDepense[], partenaire: string | null): RangeeAnnexe[] {
  const parIdentite = new Map<string, { rangee: RangeeAnnexe; parAnnee: Map<number | null, LigneDepense> }[]>();
  const toutes: RangeeAnnexe[] = [];
  for (const ligne of lignes) {
    if (ligne.partenaire !== partenaire) continue;
    const identite = JSON.stringify([ligne.poste, ligne.libelle, ligne.eligible]);
    const semblables = parIdentite.get(identite) ?? [];
    parIdentite.set(identite, semblables);
    let entree = semblables.find(({ parAnnee }) => !parAnnee.has(ligne.annee));
    if (entree === undefined) {
      const parAnnee = new Map<number | null, LigneDepense>();
      entree = { rangee: { poste: ligne.poste, libelle: ligne.libelle, eligible: ligne.eligible, parAnnee }, parAnnee };
      semblables.push(entree);
      toutes.push(entree.rangee);
    }
    entree.parAnnee.set(ligne.annee, ligne);
  }
  const rang = (r: RangeeAnnexe) => (r.poste === null ? POSTES.codes.length : POSTES.codes.indexOf(r.poste));
  return toutes.sort((a, b) => rang(a) - rang(b));
}
