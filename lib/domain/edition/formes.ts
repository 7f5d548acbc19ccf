/**
 * What the content of each section is made of: its fields, and its lists with the name that tells their rows apart. A field
 * is the smallest thing that two people can change at the same time without meeting. Held against the sections' schemas by
 * tests/unit/domain/edition/formes.test.ts.
 */

/**
 * `valeur`: one field, whatever it holds (a pair of places, ticked boxes, a letter: one answer to one question).
 * `objet`: several fields. `dictionnaire`: one field per key, absent and null being the same. `liste`: rows.
 */
export type Forme =
  | { genre: "valeur" }
  | { genre: "objet"; champs: Readonly<Record<string, Forme>> }
  | { genre: "dictionnaire" }
  | { genre: "liste"; cle: string; champs: Readonly<Record<string, Forme>> };

const VALEUR: Forme = { genre: "valeur" };
const DICTIONNAIRE: Forme = { genre: "dictionnaire" };
const champs = (noms: string): Record<string, Forme> => Object.fromEntries(noms.split(" ").map((nom) => [nom, VALEUR]));
const objet = (noms: string): Forme => ({ genre: "objet", champs: champs(noms) });
const liste = (noms: string, autres: Record<string, Forme> = {}, cle = "cle"): Forme => ({
  genre: "liste",
  cle,
  champs: { ...champs(noms), ...autres },
});

export const FORMES = {
  identite: champs(
    "titre acronyme regionAcademique filieres volets objectifsFrance2030 debut dureeMois dateDepot pagesPresentation",
  ),
  lettre: { lettreIntention: objet("deposeeLe avis avisLe") },
  diagnostic: { diagnostic: objet("texte date source"), ...champs("besoins apprenants") },
  strategie: { ...champs("projetEconomique egalite"), alignement: liste("reference objectif justification page") },
  partenaires: {
    partenaires: liste(
      "nom nature categorie chefDeFile siret uai lettreEngagement aideEtat role contactNom contactFonction contactCourriel contactTelephone signataireNom signataireFonction",
      {},
      "id",
    ),
    campus: liste("nom excellence"),
  },
  budget: { budget: liste("partenaire poste annee montant eligible libelle") },
  financement: {
    financements: liste("source partenaire montant nature engage baseValorisation"),
    repartition: liste("partenaire subvention part"),
    complementarite: objet("financementsAnterieurs texte"),
  },
  transformations: {
    transformations: liste(
      "uai cfd dispositif niveau numeroDemande libelleColoration rentree type scolaire scolaireColoree apprentissage apprentissageColoree",
    ),
    plateauxTechniques: liste("hote libelle usagers acces"),
  },
  publics: {
    publics: liste("public niveau annee prevu"),
    indicateurs: liste("nom type reference source", { cibles: DICTIONNAIRE }),
  },
  verification: { justifications: DICTIONNAIRE },
} as const satisfies Record<string, Readonly<Record<string, Forme>>>;

export type SectionEditable = keyof typeof FORMES;
export const SECTIONS_EDITABLES = Object.keys(FORMES) as SectionEditable[];
export const estEditable = (section: string): section is SectionEditable => Object.hasOwn(FORMES, section);

/** A section's content seen as an object. */
export const formeDe = (section: SectionEditable): Forme => ({ genre: "objet", champs: FORMES[section] });

/** Lists of a section, by the name of their field. */
export const listesDe = (section: SectionEditable): string[] =>
  Object.entries(FORMES[section] as Record<string, Forme>).flatMap(([nom, f]) => (f.genre === "liste" ? [nom] : []));
