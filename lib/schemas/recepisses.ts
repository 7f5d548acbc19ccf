/** Receipts of an operator: what the form sends, what the workspace shows. */
import { z } from "zod";
import { MOTIF_RETRAIT_MAX, NUMERO_MAX, OPERATEURS, type Operateur } from "@/lib/domain/recepisses";
import { dateSaisie } from "./saisie";
import { INVISIBLES_DITS, sansInvisible } from "./texte-visible";

const uneLigne = (texte: string): string => texte.replace(/\s+/g, " ").trim();

/** Fields of the multipart form, the file beside. */
export const champsRecepisse = z.strictObject({
  version: z.coerce.number({ error: "Choisissez la version déposée." }).int().min(1).max(100_000),
  operateur: z.enum(OPERATEURS.codes, { error: "Choisissez l’opérateur." }),
  numero: z
    .string({ error: "Écrivez le numéro du récépissé." })
    .transform(uneLigne)
    .pipe(
      z
        .string()
        .min(1, "Écrivez le numéro du récépissé.")
        .max(NUMERO_MAX, `Ce numéro dépasse ${NUMERO_MAX} caractères : vérifiez-le.`)
        .refine(sansInvisible, INVISIBLES_DITS),
    ),
  date: dateSaisie.refine((d): d is NonNullable<typeof d> => d !== null, "Écrivez la date du récépissé."),
});

export const demandeRetraitRecepisse = z.strictObject({
  dossierId: z.uuid(),
  recepisseId: z.uuid(),
  motif: z
    .string()
    .transform((t) => t.trim())
    .pipe(
      z
        .string()
        .min(1, "Dites pourquoi ce récépissé est retiré.")
        .max(MOTIF_RETRAIT_MAX, `Ce motif dépasse ${MOTIF_RETRAIT_MAX} caractères : raccourcissez-le.`)
        .refine(sansInvisible, INVISIBLES_DITS),
    ),
});
export type DemandeRetraitRecepisse = z.input<typeof demandeRetraitRecepisse>;

export type RecepisseVue = {
  id: string;
  operateur: Operateur;
  numero: string;
  /** ISO day written on it. */
  deposeLe: string;
  fichier: { nom: string; octets: number } | null;
  inscritLe: string;
  inscritPar: string;
  /** Taken back: kept, with its reason. */
  retrait: { le: string; motif: string } | null;
};
