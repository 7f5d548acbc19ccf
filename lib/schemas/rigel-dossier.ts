/**
 * `rigel-dossier/1`, the exchange file (contracts/formats.md). The portal's forms, actions, export, PDF attachment and the
 * command line all parse this object. It never transforms: what goes in comes out, keys in this order.
 */
import { z } from "zod";
import { MOTIF_MONTANT } from "@/lib/domain/argent";
import { estDate } from "@/lib/domain/dates";
import { defautCfd, defautSiret, defautUai } from "@/lib/domain/identifiants";
import {
  CATEGORIES,
  CODES_REGION,
  FILIERES,
  NATURES,
  NATURES_FINANCEMENT,
  POSTES,
  PUBLICS,
  REGIMES,
  SOURCES,
  TYPES_INDICATEUR,
  TYPES_PIECE,
  TYPES_TRANSFORMATION,
} from "@/lib/domain/nomenclatures";

export const FORMAT_DOSSIER = "rigel-dossier/1";

/** `null` and an absent key mean the same: not known yet. */
export const option = <T extends z.ZodType>(schema: T) => schema.nullish();

export const code = <const T extends readonly [string, ...string[]]>(valeurs: T) =>
  z.enum(valeurs, {
    error: (i) => `Code inconnu : ${JSON.stringify(i.input)}. Valeurs admises : ${valeurs.join(", ")}.`,
  });

export const controle = (defaut: (texte: string) => string | null) =>
  z.string({ error: "Écrivez un texte." }).superRefine((texte, ctx) => {
    const message = defaut(texte);
    if (message) ctx.addIssue({ code: "custom", message });
  });

export const texte = z.string({ error: "Écrivez un texte, entre guillemets." });
export const drapeau = z.boolean({ error: "Écrivez true ou false." });
export const nombre = z.number({ error: "Écrivez un nombre." });
export const entier = z.int({ error: "Écrivez un nombre entier." });
export const annee = entier
  .min(1900, "Écrivez une année à quatre chiffres.")
  .max(2200, "Écrivez une année à quatre chiffres.");
export const montant = z
  .string({ error: 'Écrivez le montant comme un texte décimal en euros, par exemple "9500000.00".' })
  .regex(
    MOTIF_MONTANT,
    'Montant mal formé : écrivez des euros positifs avec deux décimales au plus, par exemple "9500000.00".',
  );
export const date = z
  .string({ error: 'Écrivez une date, par exemple "2024-09-01".' })
  .refine(estDate, 'Cette date n’existe pas : écrivez année-mois-jour, par exemple "2024-09-01".');
export const niveau = entier.min(1, "Le niveau va de 1 à 8.").max(8, "Le niveau va de 1 à 8.");
export const places = entier.min(0, "Un nombre de places ne peut pas être négatif.");
const capacite = z.tuple([places, places], { error: "Écrivez deux nombres de places : [actuelles, futures]." });

export const lettreEngagement = z.strictObject({ montant: option(montant), signeeLe: option(date) });

export const partenaire = z.strictObject({
  id: option(texte.min(1, "L’identifiant du partenaire ne peut pas être vide.")),
  nom: option(texte),
  nature: option(code(NATURES.codes)),
  categorie: option(code(CATEGORIES.codes)),
  chefDeFile: option(drapeau),
  siret: option(controle(defautSiret)),
  uai: option(controle(defautUai)),
  lettreEngagement: option(lettreEngagement),
  aideEtat: option(texte),
});

export const ligneBudget = z.strictObject({
  partenaire: option(texte),
  poste: option(code(POSTES.codes)),
  annee: option(annee),
  montant: option(montant),
  eligible: option(drapeau),
  libelle: option(texte),
});

export const financement = z.strictObject({
  source: option(code(SOURCES.codes)),
  partenaire: option(texte),
  montant: option(montant),
  nature: option(code(NATURES_FINANCEMENT.codes)),
  engage: option(drapeau),
});

export const repartition = z.strictObject({ partenaire: option(texte), subvention: option(montant) });

export const transformation = z.strictObject({
  uai: option(controle(defautUai)),
  cfd: option(controle(defautCfd)),
  dispositif: option(texte),
  niveau: option(niveau),
  numeroDemande: option(texte),
  libelleColoration: option(texte),
  rentree: option(annee),
  type: option(code(TYPES_TRANSFORMATION.codes)),
  scolaire: option(capacite),
  scolaireColoree: option(capacite),
  apprentissage: option(capacite),
  apprentissageColoree: option(capacite),
});

export const campus = z.strictObject({ nom: option(texte), excellence: option(drapeau) });

export const indicateur = z.strictObject({
  nom: option(texte),
  type: option(code(TYPES_INDICATEUR.codes)),
  reference: option(nombre),
  cibles: option(z.record(z.string().regex(/^\d{4}$/, "L’année d’une cible s’écrit avec quatre chiffres."), nombre)),
  source: option(texte),
});

export const plateauTechnique = z.strictObject({
  hote: option(texte),
  libelle: option(texte),
  usagers: option(z.array(texte)),
  acces: option(texte),
});

export const piece = z.strictObject({ type: option(code(TYPES_PIECE.codes)), date: option(date) });

export const publicPrevu = z.strictObject({
  public: option(code(PUBLICS.codes)),
  niveau: option(niveau),
  annee: option(annee),
  prevu: option(entier.min(0, "Un nombre de personnes ne peut pas être négatif.")),
});

export const alignement = z.strictObject({
  reference: option(texte),
  objectif: option(texte),
  justification: option(texte),
  page: option(texte),
});

export const diagnostic = z.strictObject({ texte: option(texte), date: option(date), source: option(texte) });
export const complementarite = z.strictObject({ financementsAnterieurs: option(drapeau), texte: option(texte) });
export const lettreIntention = z.strictObject({
  deposeeLe: option(date),
  avis: option(code(["go", "no_go"])),
  avisLe: option(date),
});

export const reponses = z.strictObject({
  diagnostic: option(diagnostic),
  besoins: option(texte),
  apprenants: option(texte),
  projetEconomique: option(texte),
  complementarite: option(complementarite),
  egalite: option(texte),
});

/** Every field of the file; `lireFichier` (lecture.ts) adds the checks between fields. */
export const champsDossier = z.strictObject({
  format: z.literal(FORMAT_DOSSIER, { error: `Le format attendu est "${FORMAT_DOSSIER}".` }),
  titre: texte,
  acronyme: option(texte),
  regime: code(REGIMES.codes),
  regionAcademique: option(code(CODES_REGION)),
  filieres: option(z.array(code(FILIERES.codes))),
  volets: option(z.array(entier)),
  objectifsFrance2030: option(z.array(entier)),
  debut: option(date),
  dureeMois: option(entier),
  lettreIntention: option(lettreIntention),
  dateDepot: option(date),
  partenaires: option(z.array(partenaire)),
  budget: option(z.array(ligneBudget)),
  financements: option(z.array(financement)),
  repartition: option(z.array(repartition)),
  transformations: option(z.array(transformation)),
  campus: option(z.array(campus)),
  indicateurs: option(z.array(indicateur)),
  plateauxTechniques: option(z.array(plateauTechnique)),
  pieces: option(z.array(piece)),
  reponses: option(reponses),
  publics: option(z.array(publicPrevu)),
  alignement: option(z.array(alignement)),
  justifications: option(z.record(z.string(), texte)),
  pagesPresentation: option(entier.min(0, "Un nombre de pages ne peut pas être négatif.")),
});

export type DossierFichier = z.infer<typeof champsDossier>;
