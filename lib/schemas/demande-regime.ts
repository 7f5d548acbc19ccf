/** What an administrator asks when preparing and publishing the next version of a regime: the form and the action parse the same. */
import { z } from "zod";
import { estDate } from "@/lib/domain/dates";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { CODES_REGLES } from "@/lib/domain/regles/codes";
import { adressePublique } from "./adresse-publique";
import { SEVERITES } from "./jeu-regles";
import { entierSaisi, montantSaisi } from "./saisie";

const texte = (max: number, vide: string) =>
  z.string({ error: vide }).trim().min(1, vide).max(max, `Ce texte dépasse ${max} caractères : raccourcissez-le.`);

const date = z
  .string({ error: "Écrivez une date, par exemple 01/09/2026." })
  .refine(estDate, "Écrivez une date, par exemple 01/09/2026.");

/** A title, a date, and the document itself: uploaded here, or at a public address. */
export const documentSource = z
  .strictObject({
    titre: texte(200, "Écrivez le titre du document."),
    date,
    lien: adressePublique.nullish(),
    documentId: z.uuid().nullish(),
  })
  .refine((d) => Boolean(d.lien) !== Boolean(d.documentId), {
    path: ["documentId"],
    message: "Joignez le document, ou donnez son adresse publique.",
  });
export type DocumentSource = z.output<typeof documentSource>;

const positif = (message: string) => entierSaisi(1, 1000, message);
/** « 70 » or « 66,67 », of the eligible cost. */
const pourcentage = z
  .string()
  .trim()
  .regex(/^\d{1,3}(?:[,.]\d{1,2})?\s*%?$/, "Écrivez un pourcentage, par exemple 70.")
  .refine((t) => {
    const n = Number(t.replace(/[\s%]/g, "").replace(",", "."));
    return n > 0 && n <= 100;
  }, "Écrivez un pourcentage entre 0 et 100.");

export const seuilsDemandes = z.strictObject({
  plafond: z.strictObject({ valeur: pourcentage, source: documentSource }).optional(),
  subventionMin: z.strictObject({ valeur: montantSaisi, source: documentSource }).optional(),
  subventionMax: z.strictObject({ valeur: montantSaisi, source: documentSource }).optional(),
  dureeMaxMois: z.strictObject({ valeur: positif("Écrivez un nombre de mois."), source: documentSource }).optional(),
  delaiGoMois: z.strictObject({ valeur: positif("Écrivez un nombre de mois."), source: documentSource }).optional(),
  pagesMax: z.strictObject({ valeur: positif("Écrivez un nombre de pages."), source: documentSource }).optional(),
});

export const demandeVersion = z.strictObject({
  code: z.enum(REGIMES.codes),
  /** Number of the version this one starts from: the latest the person saw. */
  base: z.int().min(1),
  effetLe: date,
  motif: texte(2000, "Dites ce qui change et pourquoi."),
  regles: z
    .array(
      z.strictObject({
        code: z.enum(CODES_REGLES),
        severite: z.enum(SEVERITES),
        confirmation: documentSource.nullish(),
        raison: z.string().trim().max(500, "Ce texte dépasse 500 caractères : raccourcissez-le.").nullish(),
      }),
    )
    .max(CODES_REGLES.length),
  seuils: seuilsDemandes,
});
export type DemandeVersion = z.input<typeof demandeVersion>;
export type VersionDemandee = z.output<typeof demandeVersion>;

/** Before its date and its reason are written, a version can already be tried on the dossiers. */
export const demandeApercu = demandeVersion.pick({ code: true, base: true, regles: true, seuils: true });
export type DemandeApercu = z.input<typeof demandeApercu>;

/** Final: the person said yes to the summary. */
export const demandePublication = demandeVersion.extend({
  confirme: z.literal(true, { error: "Confirmez la publication : elle est définitive." }),
});
export type DemandePublication = z.input<typeof demandePublication>;
