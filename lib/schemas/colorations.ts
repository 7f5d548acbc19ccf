/** Labels of coloration of a région: what their gestures are asked, what their page shows. */
import { z } from "zod";
import type { Portee } from "../domain/carte/colorations";
import { reduire } from "../domain/carte/colorations";
import { CODES_REGION } from "../domain/nomenclatures";
import { INVISIBLES_DITS, sansInvisible } from "./texte-visible";

export const LIBELLE_MAX = 200;
export const SECTEUR_MAX = 120;
export const ATTESTATION_MAX = 500;

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const regionAcademique = z.enum(CODES_REGION, { error: "Choisissez une région académique." });
const versionVue = z.int().min(0);
const libelleLu = z.string().min(1).max(1_000).transform(reduire);
const facultatif = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Au plus ${max} caractères : raccourcissez.`)
    .refine(sansInvisible, INVISIBLES_DITS)
    .nullish()
    .transform((t) => (t ? t : null));

/** A coloration of the list, as it was seen; or a label as rows write it, which is not in the list yet. */
const designation = z.union([z.strictObject({ id: identifiant, versionVue }), z.strictObject({ libelle: libelleLu })]);
export type Designation = z.output<typeof designation>;

export const demandeColoration = z.strictObject({
  regionAcademique,
  /** null: a new one. */
  cible: designation.nullable(),
  libelle: z
    .string()
    .transform(reduire)
    .pipe(
      z
        .string()
        .min(1, "Donnez le libellé, par exemple « Hydrogène ».")
        .max(LIBELLE_MAX, `Ce libellé dépasse ${LIBELLE_MAX} caractères : raccourcissez-le.`)
        .refine(sansInvisible, INVISIBLES_DITS),
    ),
  secteur: facultatif(SECTEUR_MAX),
  demandeCma: z.boolean(),
  attestation: facultatif(ATTESTATION_MAX),
});
export type DemandeColoration = z.input<typeof demandeColoration>;

/** The wording that a région uses for a national coloration. */
export const demandeAttestation = z.strictObject({
  regionAcademique,
  colorationId: identifiant,
  attestation: facultatif(ATTESTATION_MAX),
  /** Version of the région's note that was seen; null: there was none. */
  vue: versionVue.nullable(),
});
export type DemandeAttestation = z.input<typeof demandeAttestation>;

/** `premiere` becomes `seconde`, whose label stays. */
export const demandePaire = z.strictObject({ regionAcademique, premiere: designation, seconde: designation });
export type DemandePaire = z.input<typeof demandePaire>;

export const demandeSeparation = z.strictObject({ regionAcademique, colorationId: identifiant, versionVue });
export type DemandeSeparation = z.input<typeof demandeSeparation>;

export const demandeReproposer = z.strictObject({ regionAcademique, premiereId: identifiant, secondeId: identifiant });
export type DemandeReproposer = z.input<typeof demandeReproposer>;

export type ColorationVue = {
  /** Its identifier, or the label as written while it is not in the list. */
  cle: string;
  designation: Designation;
  libelle: string;
  portee: Portee;
  secteur: string | null;
  demandeCma: boolean;
  /** Of a national one: what this région notes. */
  attestation: string | null;
  /** Of a national one: version of the région's note; null: none yet. */
  versionNote: number | null;
  /** Of a national one: the partnership that it is deployed in. */
  partenaire: string | null;
  /** Retained demands of the carte, places coloured once they are done, demands that name a CMA. */
  demandes: number;
  places: number;
  avecCma: number;
  /** As rows write it, with how many demands. */
  ecritures: { libelle: string; demandes: number }[];
  /** Merged into this one, that can be taken apart again. */
  reunies: { id: string; libelle: string; version: number }[];
  /** Someone completed it, or added it by hand. */
  dansLaListe: boolean;
};
export type PaireVue = { premiere: ColorationVue; seconde: ColorationVue };
export type PaireRefusee = { premiereId: string; secondeId: string; premiere: string; seconde: string };

export type VueColorations = {
  region: (typeof CODES_REGION)[number];
  /** May write the list of this région. */
  gere: boolean;
  colorations: ColorationVue[];
  propositions: PaireVue[];
  refusees: PaireRefusee[];
};

export const choixColorations = z.object({ region: z.enum(CODES_REGION).optional().catch(undefined) });
