/** The constat entered by the établissement: what its form sends, what its screen receives. */
import { z } from "zod";
import { CHAMPS_CONSTAT, fautesConstat, PLACES_CONSTAT_MAX, PRECISION_MAX } from "@/lib/domain/carte/constat";
import { CODES_MOTIF_ECART } from "@/lib/domain/carte/motifs-ecart";
import type { Occupees } from "@/lib/domain/carte/occupees";
import type { PlacesDemande, PlacesObservees } from "@/lib/domain/carte/places-demande";
import { pageDemandee, texteDemande } from "@/lib/schemas/filtres";
import { texteSaisi } from "@/lib/schemas/saisie";
import { INVISIBLES_DITS, sansInvisible } from "@/lib/schemas/texte-visible";

export const LIGNES_CONSTAT_MAX = 500;
export const CHEMIN_CONSTAT = "/carte/constat";
export const CHEMIN_PLACES_CSV = "/api/v1/carte/places.csv";

const nombre = z.int("Écrivez un nombre entier de places.").min(0).max(PLACES_CONSTAT_MAX);
const places = z.strictObject(
  Object.fromEntries(CHAMPS_CONSTAT.map((champ) => [champ, nombre])) as Record<
    (typeof CHAMPS_CONSTAT)[number],
    typeof nombre
  >,
);

const ligneConstat = z
  .strictObject({
    numero: z.string().min(1).max(100),
    /** The constat that the page showed; null: there was none. */
    vue: z.strictObject({ version: z.int().min(0), saisiLe: z.iso.datetime() }).nullable(),
    /** Null: the constat is taken back. */
    places: places.nullable(),
    motif: z.enum(CODES_MOTIF_ECART).nullable(),
    precision: texteSaisi(PRECISION_MAX).refine((t) => t === null || sansInvisible(t), INVISIBLES_DITS),
  })
  .superRefine((l, ctx) => {
    if (l.places === null) return;
    for (const { champ, message } of fautesConstat(l.places, l.motif, l.precision))
      ctx.addIssue({
        code: "custom",
        path: champ === "motif" || champ === "precision" ? [champ] : ["places", champ],
        message,
      });
  });

export const demandeConstat = z.strictObject({
  rentree: z.int().min(2000).max(2100),
  lignes: z
    .array(ligneConstat)
    .min(1, "Rien n’est à enregistrer.")
    .max(LIGNES_CONSTAT_MAX)
    .refine((l) => new Set(l.map((x) => x.numero)).size === l.length, "Une demande est dite deux fois."),
});
export type DemandeConstat = z.input<typeof demandeConstat>;

/** A constat as it is stored. */
export type ConstatStocke = {
  places: PlacesObservees;
  motif: string | null;
  precision: string | null;
  version: number;
  source: "saisie" | "import";
  /** ISO instant. */
  saisiLe: string;
  /** Null: an import, an account since erased, or a reader who does not enter this constat. */
  saisiPar: string | null;
};

export type LigneConstatVue = {
  numero: string;
  uai: string;
  cfd: string;
  formation: string | null;
  diplome: string | null;
  type: string;
  statut: string;
  rentree: number;
  demande: PlacesDemande;
  constat: ConstatStocke | null;
  /** First-year pupils at the rentrée shown, imported: never mixed with the places. */
  occupees: Occupees;
  /** ISO instant: someone asked why places are missing. */
  motifDemandeLe: string | null;
};

export type EspaceConstat = {
  uai: string;
  etablissement: string;
  rentree: number;
  /** Those that this établissement tells, the latest first. */
  rentrees: number[];
  modifiable: boolean;
  lignes: LigneConstatVue[];
};

export type BilanConstat = {
  enregistrees: { numero: string; constat: ConstatStocke | null }[];
  /** Someone wrote them since: what is stored now, null when it was taken back. */
  conflits: { numero: string; constat: ConstatStocke | null }[];
};

const forme = (motif: RegExp) => texteDemande.transform((v) => (motif.test(v.toUpperCase()) ? v.toUpperCase() : ""));
export const filtresConstat = z.object({
  uai: forme(/^\d{7}[A-Z]$/),
  rentree: forme(/^20\d{2}$/),
  region: forme(/^\d{2}$/),
  etat: forme(/^RESTE$/),
  page: pageDemandee,
});
export type FiltresConstat = z.output<typeof filtresConstat>;
export const lireFiltresConstat = (parametres: Readonly<Record<string, unknown>>): FiltresConstat =>
  filtresConstat.parse({
    ...{ uai: undefined, rentree: undefined, region: undefined, etat: undefined, page: undefined },
    ...parametres,
  });

export const adresseConstat = (
  f: { uai?: string; rentree?: number | string; region?: string; etat?: string },
  chemin: string = CHEMIN_CONSTAT,
): string => {
  const p = new URLSearchParams();
  for (const cle of ["region", "uai", "rentree", "etat"] as const) if (f[cle]) p.set(cle, String(f[cle]));
  const texte = p.toString();
  return texte ? `${chemin}?${texte}` : chemin;
};

/** « Demander le motif » */
export const demandeMotifEcart = z.strictObject({
  numero: z.string().min(1).max(100),
  rentree: z.int().min(2000).max(2100),
});
export type DemandeMotifEcart = z.input<typeof demandeMotifEcart>;

const ANNEE = "Écrivez une année à quatre chiffres.";
const NOMBRE_EFFECTIF = "Écrivez un nombre entier de places occupées.";
/** The denominator typed by hand; null takes back the one that was typed. */
export const demandeEffectif = z
  .strictObject({
    regionAcademique: z.string().regex(/^\d{2}$/),
    academie: z
      .string()
      .regex(/^\d{2}$/)
      .nullable(),
    rentree: z.int({ error: ANNEE }).min(2000, ANNEE).max(2100, ANNEE),
    effectif: z
      .int(NOMBRE_EFFECTIF)
      .min(1, "L’effectif est d’au moins 1.")
      .max(9_999_999, "Cet effectif dépasse 9 999 999.")
      .nullable(),
    source: z.string().trim().max(200, "Au plus 200 caractères.").refine(sansInvisible, INVISIBLES_DITS),
    /** Version that the dialog showed; null: there was none. */
    vue: z.int().min(0).nullable(),
  })
  .superRefine(({ effectif, source, vue }, ctx) => {
    if (effectif === null && vue === null)
      ctx.addIssue({ code: "custom", path: ["effectif"], message: NOMBRE_EFFECTIF });
    if (effectif !== null && source === "")
      ctx.addIssue({ code: "custom", path: ["source"], message: "Dites d’où vient ce chiffre." });
  });
export type DemandeEffectif = z.input<typeof demandeEffectif>;
