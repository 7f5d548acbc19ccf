/** What the workspace's actions are asked, one schema each: forms, actions and the API parse the same. */

import { z } from "zod";
import { CODES_REGION, FILIERES, REGIMES, TYPES_PIECE } from "@/lib/domain/nomenclatures";
import { PIECES_MAX } from "@/lib/domain/pieces";
import { type CodeSection, SECTIONS } from "@/lib/domain/sections";
import { choixSaisi, dateSaisie } from "./saisie";

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const codesSection = SECTIONS.map((s) => s.code) as [CodeSection, ...CodeSection[]];

/** Three answers; the title may wait. */
export const demandeCreation = z.strictObject({
  regionAcademique: z.enum(CODES_REGION, { error: "Choisissez une région académique." }),
  regime: z.enum(REGIMES.codes, { error: "Choisissez un régime." }),
  filiere: z.enum(FILIERES.codes, { error: "Choisissez une filière." }),
  titre: z.string().trim().max(300, "Ce titre dépasse 300 caractères : raccourcissez-le.").nullish(),
});
export type DemandeCreation = z.input<typeof demandeCreation>;

export const OCTETS_IMPORT_MAX = 5 * 1024 * 1024;
/** Text of a `rigel-dossier/1` file. */
export const demandeImport = z.strictObject({ texte: z.string() });
export type DemandeImport = z.input<typeof demandeImport>;

const version = z.int().min(0);

/** A presentation whose true length was shown, and accepted. */
const pagesConfirmees = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), pages: z.int().min(1) });
export type PagesConfirmees = z.output<typeof pagesConfirmees>;

/** `versionsVues`: version of every section the person was looking at when they confirmed the summary. */
export const demandeDepot = z.strictObject({
  dossierId: identifiant,
  versionsVues: z.record(z.enum(codesSection), version),
  pagesConfirmees: z.array(pagesConfirmees).max(PIECES_MAX).optional(),
});
export type DemandeDepot = {
  dossierId: string;
  versionsVues: Record<CodeSection, number>;
  pagesConfirmees?: PagesConfirmees[];
};

export const demandeDossier = z.strictObject({ dossierId: identifiant });
export type DemandeDossier = z.input<typeof demandeDossier>;

/** Final: the person said yes to a question that told so. */
export const demandeAbandon = z.strictObject({
  dossierId: identifiant,
  confirme: z.literal(true, { error: "Confirmez l’abandon : il est définitif." }),
});
export type DemandeAbandon = z.input<typeof demandeAbandon>;

const jeuNomme = z.strictObject({
  regime: z.enum(REGIMES.codes, { error: "Choisissez un régime." }),
  numero: z.int().min(1),
});
/** `de` and `revisionVue`: the set and the content that the person read the comparison of. */
export const demandeChangementRegime = z.strictObject({
  dossierId: identifiant,
  de: jeuNomme,
  vers: jeuNomme,
  revisionVue: z.int().min(0),
  lecteur: identifiant,
});
export type DemandeChangementRegime = z.input<typeof demandeChangementRegime>;

export const demandePiece = z.strictObject({ dossierId: identifiant, pieceId: identifiant });
export type DemandePiece = z.input<typeof demandePiece>;

export const descriptionPiece = z.strictObject({ type: choixSaisi(TYPES_PIECE.codes), date: dateSaisie });
export const demandeModificationPiece = z.strictObject({
  dossierId: identifiant,
  pieceId: identifiant,
  ...descriptionPiece.shape,
});
export type DemandeModificationPiece = {
  dossierId: string;
  pieceId: string;
  type: string | null;
  date: string | null;
};

export const estIdentifiant = (texte: unknown): texte is string => identifiant.safeParse(texte).success;
