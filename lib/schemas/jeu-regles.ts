/** A set of rules as the database keeps it and as the workspace receives it: `rigel-regime/1`, amounts as decimal strings. */
import { z } from "zod";
import { estDate } from "@/lib/domain/dates";
import { fautesDuJeu } from "@/lib/domain/evolution-regime";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { CODES_REGLES } from "@/lib/domain/regles/codes";
import { adressePublique } from "./adresse-publique";

export const FORMAT_REGIME = "rigel-regime/1";
export const SEVERITES = ["bloquante", "a_justifier", "conseil"] as const;

const date = z.string().refine(estDate, "Date inconnue.");
const mois = z.string().regex(/^\d{4}-\d{2}$/);
const montant = z.string().regex(/^\d{1,12}\.\d{2}$/);
const nombre = z.int().min(1).max(1000);

export const confirmationEcrite = z.strictObject({
  titre: z.string().min(1),
  date,
  lien: adressePublique.optional(),
  document: z.uuid().optional(),
  le: date,
  organisation: z.string().min(1),
  par: z.string().optional(),
});

const regleEcrite = z.strictObject({
  // A code that this engine does not know is refused: it could not be verified.
  code: z.enum(CODES_REGLES),
  severite: z.enum(SEVERITES),
  aConfirmer: z.boolean(),
  confirmation: confirmationEcrite.optional(),
});

export const jeuRegles = z
  .strictObject({
    format: z.literal(FORMAT_REGIME),
    code: z.enum(REGIMES.codes),
    numero: z.int().min(1),
    periode: z.strictObject({ du: mois, au: mois.nullable(), texte: z.string() }),
    portee: z.string(),
    aConfirmer: z.boolean(),
    effetLe: date.optional(),
    seuils: z.strictObject({
      plafond: z.strictObject({
        numerateur: z.string().regex(/^\d{1,6}$/),
        denominateur: z.string().regex(/^[1-9]\d{0,5}$/),
      }),
      subventionMin: montant.optional(),
      subventionMax: montant.optional(),
      dureeMaxMois: nombre,
      delaiGoMois: nombre.optional(),
      pagesMax: nombre.optional(),
    }),
    regles: z.array(regleEcrite).min(1),
  })
  .superRefine((jeu, ctx) => {
    for (const [chemin, message] of Object.entries(fautesDuJeu(jeu.regles as never)))
      ctx.addIssue({ code: "custom", path: chemin.split("."), message });
  });
export type JeuRegles = z.output<typeof jeuRegles>;
