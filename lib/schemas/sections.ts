/**
 * One zod schema per section of the workspace: the form, the autosave and the server action parse the same object.
 * A section's content is a slice of `rigel-dossier/1` (answers flattened), nulls standing for « not known yet ».
 */
import { z } from "zod";
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
import type { DossierFichier } from "./rigel-dossier";
import {
  cfdSaisi,
  choixSaisi,
  dateSaisie,
  entierSaisi,
  montantSaisi,
  nombreSaisi,
  siretSaisi,
  texteSaisi,
  uaiSaisi,
} from "./saisie";

const LONG = 20_000;
const anneeSaisie = entierSaisi(2000, 2100, "Écrivez une année à quatre chiffres, par exemple 2025.");
const placesSaisies = z.preprocess(
  (v) => v ?? null,
  z
    .tuple(
      [
        entierSaisi(0, 100_000, "Écrivez un nombre de places, par exemple 24."),
        entierSaisi(0, 100_000, "Écrivez un nombre de places, par exemple 24."),
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

const identite = z.strictObject({
  titre: z
    .string()
    .trim()
    .min(1, "Donnez un titre au projet.")
    .max(300, "Ce titre dépasse 300 caractères : raccourcissez-le."),
  acronyme: texteSaisi(60),
  regionAcademique: choixSaisi(CODES_REGION),
  filieres: z.array(z.enum(FILIERES.codes)),
  volets: z.array(z.int()),
  objectifsFrance2030: z.array(z.int()),
  debut: dateSaisie,
  dureeMois: entierSaisi(0, 600, "Écrivez une durée en mois entiers, par exemple 36."),
  dateDepot: dateSaisie,
  pagesPresentation: entierSaisi(0, 10_000, "Écrivez un nombre de pages, par exemple 15."),
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
    }),
    60,
  ),
  campus: lignes(z.strictObject({ nom: texteSaisi(300), excellence: z.boolean() }), 50),
});

const budget = z.strictObject({
  budget: lignes(
    z.strictObject({
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
      source: choixSaisi(SOURCES.codes),
      partenaire: clePartenaire,
      montant: montantSaisi,
      nature: choixSaisi(NATURES_FINANCEMENT.codes),
      engage: z.boolean(),
    }),
    500,
  ),
  repartition: lignes(z.strictObject({ partenaire: clePartenaire, subvention: montantSaisi }), 60),
  complementarite: z.strictObject({ financementsAnterieurs: z.boolean().nullable(), texte: texteSaisi(LONG) }),
});

const transformations = z.strictObject({
  transformations: lignes(
    z.strictObject({
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
      hote: clePartenaire,
      libelle: texteSaisi(300),
      usagers: z.array(z.string().min(1).max(60)),
      acces: texteSaisi(2_000),
    }),
    200,
  ),
});

const publics = z.strictObject({
  publics: lignes(
    z.strictObject({
      public: choixSaisi(PUBLICS.codes),
      niveau: niveauSaisi,
      annee: anneeSaisie,
      prevu: entierSaisi(0, 10_000_000, "Écrivez un nombre de personnes, par exemple 240."),
    }),
    500,
  ),
  indicateurs: lignes(
    z.strictObject({
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

const LECTEURS: { [S in SectionSaisie]: (d: DossierFichier) => ContenuSection<S> } = {
  identite: (d) => ({
    titre: d.titre,
    acronyme: d.acronyme ?? null,
    regionAcademique: d.regionAcademique ?? null,
    filieres: d.filieres ?? [],
    volets: d.volets ?? [],
    objectifsFrance2030: d.objectifsFrance2030 ?? [],
    debut: d.debut ?? null,
    dureeMois: d.dureeMois ?? null,
    dateDepot: d.dateDepot ?? null,
    pagesPresentation: d.pagesPresentation ?? null,
  }),
  lettre: (d) => ({
    lettreIntention: {
      deposeeLe: d.lettreIntention?.deposeeLe ?? null,
      avis: d.lettreIntention?.avis ?? null,
      avisLe: d.lettreIntention?.avisLe ?? null,
    },
  }),
  diagnostic: (d) => ({
    diagnostic: {
      texte: d.reponses?.diagnostic?.texte ?? null,
      date: d.reponses?.diagnostic?.date ?? null,
      source: d.reponses?.diagnostic?.source ?? null,
    },
    besoins: d.reponses?.besoins ?? null,
    apprenants: d.reponses?.apprenants ?? null,
  }),
  strategie: (d) => ({
    projetEconomique: d.reponses?.projetEconomique ?? null,
    egalite: d.reponses?.egalite ?? null,
    alignement: (d.alignement ?? []).map((a) => ({
      reference: a.reference ?? null,
      objectif: a.objectif ?? null,
      justification: a.justification ?? null,
      page: a.page ?? null,
    })),
  }),
  partenaires: (d) => ({
    partenaires: (d.partenaires ?? []).map((p, i) => ({
      id: p.id ?? `partenaire-${i + 1}`,
      nom: p.nom ?? null,
      nature: p.nature ?? null,
      categorie: p.categorie ?? null,
      chefDeFile: p.chefDeFile ?? false,
      siret: p.siret ?? null,
      uai: p.uai ?? null,
      lettreEngagement: p.lettreEngagement
        ? { montant: p.lettreEngagement.montant ?? null, signeeLe: p.lettreEngagement.signeeLe ?? null }
        : null,
      aideEtat: p.aideEtat ?? null,
    })),
    campus: (d.campus ?? []).map((c) => ({ nom: c.nom ?? null, excellence: c.excellence ?? false })),
  }),
  budget: (d) => ({
    budget: (d.budget ?? []).map((l) => ({
      partenaire: l.partenaire ?? null,
      poste: l.poste ?? null,
      annee: l.annee ?? null,
      montant: l.montant ?? null,
      eligible: l.eligible ?? null,
      libelle: l.libelle ?? null,
    })),
  }),
  financement: (d) => ({
    financements: (d.financements ?? []).map((f) => ({
      source: f.source ?? null,
      partenaire: f.partenaire ?? null,
      montant: f.montant ?? null,
      nature: f.nature ?? null,
      engage: f.engage ?? false,
    })),
    repartition: (d.repartition ?? []).map((r) => ({
      partenaire: r.partenaire ?? null,
      subvention: r.subvention ?? null,
    })),
    complementarite: {
      financementsAnterieurs: d.reponses?.complementarite?.financementsAnterieurs ?? null,
      texte: d.reponses?.complementarite?.texte ?? null,
    },
  }),
  transformations: (d) => ({
    transformations: (d.transformations ?? []).map((t) => ({
      uai: t.uai ?? null,
      cfd: t.cfd ?? null,
      dispositif: t.dispositif ?? null,
      niveau: t.niveau ?? null,
      numeroDemande: t.numeroDemande ?? null,
      libelleColoration: t.libelleColoration ?? null,
      rentree: t.rentree ?? null,
      type: t.type ?? null,
      scolaire: t.scolaire ?? null,
      scolaireColoree: t.scolaireColoree ?? null,
      apprentissage: t.apprentissage ?? null,
      apprentissageColoree: t.apprentissageColoree ?? null,
    })),
    plateauxTechniques: (d.plateauxTechniques ?? []).map((p) => ({
      hote: p.hote ?? null,
      libelle: p.libelle ?? null,
      usagers: p.usagers ?? [],
      acces: p.acces ?? null,
    })),
  }),
  publics: (d) => ({
    publics: (d.publics ?? []).map((p) => ({
      public: p.public ?? null,
      niveau: p.niveau ?? null,
      annee: p.annee ?? null,
      prevu: p.prevu ?? null,
    })),
    indicateurs: (d.indicateurs ?? []).map((i) => ({
      nom: i.nom ?? null,
      type: i.type ?? null,
      reference: i.reference ?? null,
      cibles: { ...(i.cibles ?? {}) },
      source: i.source ?? null,
    })),
  }),
  verification: (d) => ({ justifications: { ...(d.justifications ?? {}) } }),
};

/** The slice of a dossier that a section shows. */
export const contenuDeSection = <S extends SectionSaisie>(dossier: DossierFichier, section: S): ContenuSection<S> =>
  LECTEURS[section](dossier);

/** The dossier with one section's content replaced; used by the live panel and by the server, so they agree. */
export function avecSection<S extends SectionSaisie>(
  dossier: DossierFichier,
  section: S,
  contenu: ContenuSection<S>,
): DossierFichier {
  switch (section) {
    case "diagnostic": {
      const c = contenu as ContenuSection<"diagnostic">;
      return { ...dossier, reponses: { ...dossier.reponses, ...c } };
    }
    case "strategie": {
      const { alignement, ...reponses } = contenu as ContenuSection<"strategie">;
      return { ...dossier, alignement, reponses: { ...dossier.reponses, ...reponses } };
    }
    case "financement": {
      const { complementarite, ...reste } = contenu as ContenuSection<"financement">;
      return { ...dossier, ...reste, reponses: { ...dossier.reponses, complementarite } };
    }
    case "publics": {
      const c = contenu as ContenuSection<"publics">;
      const indicateurs = c.indicateurs.map(({ cibles, ...i }) => ({
        ...i,
        cibles: Object.fromEntries(Object.entries(cibles).flatMap(([an, v]) => (v === null ? [] : [[an, v] as const]))),
      }));
      return { ...dossier, publics: c.publics, indicateurs };
    }
    default:
      // The switch above took the sections whose content is not spread as it is.
      return { ...dossier, ...(contenu as Partial<DossierFichier>) };
  }
}
