/** How far each section of a dossier is: started or not, and how many findings wait there. Shown in the side menu. */
import type { DateIso } from "./dates";
import type { Dossier } from "./dossier";
import { type CodeSection, SECTIONS } from "./sections";
import type { Constat, Resultat } from "./verdict";

export type Completude = {
  etat: "complet" | "a_traiter" | "non_commence";
  /** Findings to treat whose first field is here; for « vérification » and « dépôt », of the whole dossier. */
  aTraiter: number;
};

const rempli = (texte: string | undefined): boolean => texte !== undefined && texte.trim() !== "";

/** A rule `a_justifier` that is not `conforme` is settled by a written justification; advice never waits for anything. */
export const estJustifie = (constat: Constat, justifications: Readonly<Record<string, string>>): boolean =>
  constat.severite === "a_justifier" && rempli(justifications[constat.code]);

/** « À traiter »: not `conforme`, neither a piece of advice nor already justified. */
export const estATraiter = (
  constat: Constat,
  justifications: Readonly<Record<string, string | null | undefined>>,
): boolean =>
  constat.verdict !== "conforme" &&
  constat.severite !== "conseil" &&
  !estJustifie(constat, justifications as Readonly<Record<string, string>>);

/**
 * The day at which a dossier is judged: the planned one, or today once that day is past and the dossier may still be filed,
 * since it cannot be filed at a past day. The stored date does not change.
 */
export const jourEvaluation = (
  dateDepot: DateIso | undefined,
  aujourdhui: DateIso,
  modifiable: boolean,
): DateIso | undefined => (modifiable && dateDepot !== undefined && dateDepot < aujourdhui ? aujourdhui : dateDepot);

/** What the section already holds; the title alone, asked at creation, does not start « identité ». */
const COMMENCEE: Record<CodeSection, (d: Dossier) => boolean> = {
  identite: (d) =>
    rempli(d.acronyme) ||
    d.volets.length > 0 ||
    d.objectifsFrance2030.length > 0 ||
    d.debut !== undefined ||
    d.dureeMois !== undefined ||
    d.dateDepot !== undefined ||
    d.pagesPresentation !== undefined,
  lettre: (d) =>
    d.lettreIntention?.deposeeLe !== undefined ||
    d.lettreIntention?.avis !== undefined ||
    d.lettreIntention?.avisLe !== undefined,
  diagnostic: (d) =>
    rempli(d.diagnostic?.texte) ||
    d.diagnostic?.date !== undefined ||
    rempli(d.diagnostic?.source) ||
    rempli(d.besoins) ||
    rempli(d.apprenants),
  strategie: (d) => rempli(d.projetEconomique) || rempli(d.egalite) || d.alignement.length > 0,
  partenaires: (d) => d.partenaires.length > 0 || d.campus.length > 0,
  budget: (d) => d.budget.length > 0,
  financement: (d) =>
    d.financements.length > 0 ||
    d.repartition.length > 0 ||
    d.complementarite?.financementsAnterieurs !== undefined ||
    rempli(d.complementarite?.texte),
  transformations: (d) => d.transformations.length > 0 || d.plateauxTechniques.length > 0,
  publics: (d) => d.publics.length > 0 || d.indicateurs.length > 0,
  pieces: (d) => d.pieces.length > 0,
  verification: () => true,
  depot: () => true,
};

/** The whole dossier's findings show in these two. */
const D_ENSEMBLE: readonly CodeSection[] = ["verification", "depot"];

export function completudes(dossier: Dossier, resultat: Resultat): Record<CodeSection, Completude> {
  const attentes = resultat.constats.filter((c) => estATraiter(c, dossier.justifications));
  const parSection = new Map<CodeSection, number>();
  for (const constat of attentes) {
    const section = constat.champs[0]?.section;
    if (section) parSection.set(section, (parSection.get(section) ?? 0) + 1);
  }
  const une = (code: CodeSection): Completude => {
    const aTraiter = D_ENSEMBLE.includes(code) ? attentes.length : (parSection.get(code) ?? 0);
    if (!COMMENCEE[code](dossier)) return { etat: "non_commence", aTraiter };
    return { etat: aTraiter > 0 ? "a_traiter" : "complet", aTraiter };
  };
  return Object.fromEntries(SECTIONS.map(({ code }) => [code, une(code)])) as Record<CodeSection, Completude>;
}

/** Sections that a person fills in, without those of a letter when the regime has none. */
export const sectionsDuDossier = (avecLettre: boolean): readonly (typeof SECTIONS)[number][] =>
  SECTIONS.filter((s) => avecLettre || s.code !== "lettre");

/** Where to open a dossier: the first section that is not complete, else its first one. */
export function premiereAReprendre(etats: Record<CodeSection, Completude>, avecLettre: boolean): CodeSection {
  const suite = sectionsDuDossier(avecLettre).filter((s) => !D_ENSEMBLE.includes(s.code));
  return suite.find((s) => etats[s.code].etat !== "complet")?.code ?? "verification";
}
