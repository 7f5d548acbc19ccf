/**
 * One zod schema per section of the workspace: the form, the autosave and the server action parse the same object.
 * A section's content is a slice of `rigel-dossier/1` (answers flattened), nulls standing for « not known yet ».
 */
import { z } from "zod";
import { CLE_MAX } from "@/lib/domain/edition/cles";
import {
  CATEGORIES,
  CODES_REGION,
  FILIERES,
  NATURES,
  NATURES_FINANCEMENT,
  POSTES,
  PUBLICS,
  SOURCES,
  TYPES_INDICATEUR,
  TYPES_TRANSFORMATION,
} from "@/lib/domain/nomenclatures";
import type { CodeSection } from "@/lib/domain/sections";
import {
  cfdSaisi,
  choixSaisi,
  courrielSaisi,
  dateSaisie,
  entierSaisi,
  montantSaisi,
  nombreSaisi,
  partSaisie,
  siretSaisi,
  texteSaisi,
  uaiSaisi,
} from "./saisie";

const LONG = 20_000;
/** PostgreSQL's integer. */
const ENTIER_MAX = 2_147_483_647;
const anneeSaisie = entierSaisi(2000, 2100, "Écrivez une année à quatre chiffres, par exemple 2025.");
const placesSaisies = z.preprocess(
  (v) => v ?? null,
  z
    .tuple(
      [
        entierSaisi(0, 100_000, "Écrivez un nombre de places, par exemple 24.", "places"),
        entierSaisi(0, 100_000, "Écrivez un nombre de places, par exemple 24.", "places"),
      ],
      { error: "Écrivez les places actuelles et les places futures." },
    )
    .refine(([a, b]) => (a === null) === (b === null), "Écrivez les places actuelles et les places futures.")
    .transform(([a, b]): [number, number] | null => (a === null || b === null ? null : [a, b]))
    .nullable(),
);
const niveauSaisi = entierSaisi(1, 8, "Choisissez un niveau de 1 à 8.");
const clePartenaire = texteSaisi(60);
const lignes = <T extends z.ZodType>(ligne: T, max: number) =>
  z.array(ligne).max(max, `Au plus ${max} lignes : regroupez-en quelques-unes.`);
/** Key of the row (lib/domain/edition/cles.ts): never shown, never in the exchange file. Partners go by their own `id`. */
const cle = z.string().min(1).max(CLE_MAX);

const identite = z.strictObject({
  titre: z
    .string()
    .trim()
    .min(1, "Donnez un titre au projet.")
    .max(300, "Ce titre dépasse 300 caractères : raccourcissez-le."),
  acronyme: texteSaisi(60),
  regionAcademique: choixSaisi(CODES_REGION),
  filieres: lignes(z.enum(FILIERES.codes), 50),
  volets: lignes(z.int().max(ENTIER_MAX), 50),
  objectifsFrance2030: lignes(z.int().max(ENTIER_MAX), 50),
  debut: dateSaisie,
  dureeMois: entierSaisi(0, 600, "Écrivez une durée en mois entiers, par exemple 36.", "mois"),
  dateDepot: dateSaisie,
  pagesPresentation: entierSaisi(0, 10_000, "Écrivez un nombre de pages, par exemple 15.", "pages"),
});

const lettre = z.strictObject({
  lettreIntention: z.strictObject({ deposeeLe: dateSaisie, avis: choixSaisi(["go", "no_go"]), avisLe: dateSaisie }),
});

const diagnostic = z.strictObject({
  diagnostic: z.strictObject({ texte: texteSaisi(LONG), date: dateSaisie, source: texteSaisi(1_000) }),
  besoins: texteSaisi(LONG),
  apprenants: texteSaisi(LONG),
});

const strategie = z.strictObject({
  projetEconomique: texteSaisi(LONG),
  egalite: texteSaisi(LONG),
  alignement: lignes(
    z.strictObject({
      cle,
      reference: texteSaisi(200),
      objectif: texteSaisi(200),
      justification: texteSaisi(LONG),
      page: texteSaisi(60),
    }),
    200,
  ),
});

const partenaires = z.strictObject({
  partenaires: lignes(
    z.strictObject({
      id: z.string().min(1).max(60),
      nom: texteSaisi(200),
      nature: choixSaisi(NATURES.codes),
      categorie: choixSaisi(CATEGORIES.codes),
      chefDeFile: z.boolean(),
      siret: siretSaisi,
      uai: uaiSaisi,
      lettreEngagement: z.strictObject({ montant: montantSaisi, signeeLe: dateSaisie }).nullable(),
      aideEtat: texteSaisi(1_000),
      // Beside the exchange file: lib/schemas/complements.ts.
      role: texteSaisi(1_000),
      contactNom: texteSaisi(200),
      contactFonction: texteSaisi(200),
      contactCourriel: courrielSaisi,
      contactTelephone: texteSaisi(40),
      signataireNom: texteSaisi(200),
      signataireFonction: texteSaisi(200),
    }),
    60,
  ),
  campus: lignes(z.strictObject({ cle, nom: texteSaisi(300), excellence: z.boolean() }), 50),
});

const budget = z.strictObject({
  budget: lignes(
    z.strictObject({
      cle,
      partenaire: clePartenaire,
      poste: choixSaisi(POSTES.codes),
      annee: anneeSaisie,
      montant: montantSaisi,
      eligible: z.boolean().nullable(),
      libelle: texteSaisi(300),
    }),
    6_000,
  ),
});

const financement = z.strictObject({
  financements: lignes(
    z.strictObject({
      cle,
      source: choixSaisi(SOURCES.codes),
      partenaire: clePartenaire,
      montant: montantSaisi,
      nature: choixSaisi(NATURES_FINANCEMENT.codes),
      engage: z.boolean(),
      /** In kind: what it is and how its worth was reckoned. */
      baseValorisation: texteSaisi(1_000),
    }),
    500,
  ),
  repartition: lignes(
    z.strictObject({ cle, partenaire: clePartenaire, subvention: montantSaisi, part: partSaisie }),
    60,
  ),
  complementarite: z.strictObject({ financementsAnterieurs: z.boolean().nullable(), texte: texteSaisi(LONG) }),
});

const transformations = z.strictObject({
  transformations: lignes(
    z.strictObject({
      cle,
      uai: uaiSaisi,
      cfd: cfdSaisi,
      dispositif: texteSaisi(10),
      niveau: niveauSaisi,
      numeroDemande: texteSaisi(60),
      libelleColoration: texteSaisi(300),
      rentree: anneeSaisie,
      type: choixSaisi(TYPES_TRANSFORMATION.codes),
      scolaire: placesSaisies,
      scolaireColoree: placesSaisies,
      apprentissage: placesSaisies,
      apprentissageColoree: placesSaisies,
    }),
    2_000,
  ),
  plateauxTechniques: lignes(
    z.strictObject({
      cle,
      hote: clePartenaire,
      libelle: texteSaisi(300),
      usagers: lignes(z.string().min(1).max(60), 60),
      acces: texteSaisi(2_000),
    }),
    200,
  ),
});

const publics = z.strictObject({
  publics: lignes(
    z.strictObject({
      cle,
      public: choixSaisi(PUBLICS.codes),
      niveau: niveauSaisi,
      annee: anneeSaisie,
      prevu: entierSaisi(0, 10_000_000, "Écrivez un nombre de personnes, par exemple 240.", "personnes"),
    }),
    500,
  ),
  indicateurs: lignes(
    z.strictObject({
      cle,
      nom: texteSaisi(300),
      type: choixSaisi(TYPES_INDICATEUR.codes),
      reference: nombreSaisi,
      /** Target per civil year. */
      cibles: z.record(z.string().regex(/^\d{4}$/), nombreSaisi),
      source: texteSaisi(300),
    }),
    200,
  ),
});

const verification = z.strictObject({
  justifications: z.record(z.string(), z.string().max(LONG, `Ce texte dépasse ${LONG} caractères : raccourcissez-le.`)),
});

/** Sections saved as content; `pieces` and `depot` have actions of their own. */
export const SCHEMAS_SECTION = {
  identite,
  lettre,
  diagnostic,
  strategie,
  partenaires,
  budget,
  financement,
  transformations,
  publics,
  verification,
} as const;

export type SectionSaisie = keyof typeof SCHEMAS_SECTION & CodeSection;
/** Content of a section once parsed. */
export type ContenuSection<S extends SectionSaisie> = z.output<(typeof SCHEMAS_SECTION)[S]>;
/** What a form holds while a person types. */
export type SaisieSection<S extends SectionSaisie> = z.input<(typeof SCHEMAS_SECTION)[S]>;
