/** Comments on a dossier: what is asked, what is shown. None of it is part of the dossier's content. */
import { z } from "zod";
import { ADRESSE_MAX, sectionDe } from "@/lib/domain/edition/adresses";
import { cibleDe } from "@/lib/domain/edition/changements";
import type { Mentionnable } from "@/lib/domain/mentions";
import { CODES_SECTION, type CodeSection } from "@/lib/domain/sections";
import { INVISIBLES_DITS, sansInvisible } from "./texte-visible";

export const COMMENTAIRE_MAX = 4_000;

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const version = z.int().min(0);

export const texteCommentaire = z
  .string()
  .transform((t) => t.replace(/\r\n?/g, "\n").trim())
  .pipe(
    z
      .string()
      .min(1, "Écrivez votre commentaire.")
      .max(COMMENTAIRE_MAX, "Ce commentaire dépasse 4 000 caractères : raccourcissez-le ou écrivez-en deux.")
      .refine(sansInvisible, INVISIBLES_DITS),
  );

export const demandeCommentaire = z
  .strictObject({
    dossierId: identifiant,
    section: z.enum(CODES_SECTION),
    /** null: on the whole section. */
    adresse: z
      .string()
      .max(ADRESSE_MAX)
      .refine((a) => cibleDe(a) !== null, "Ce champ n’existe pas.")
      .nullable(),
    texte: texteCommentaire,
  })
  .refine(({ section, adresse }) => adresse === null || sectionDe(adresse) === section, {
    path: ["adresse"],
    message: "Ce champ n’est pas dans cette section.",
  });
export type DemandeCommentaire = z.input<typeof demandeCommentaire>;

export const demandeReponse = z.strictObject({ dossierId: identifiant, filId: identifiant, texte: texteCommentaire });
export type DemandeReponse = z.input<typeof demandeReponse>;

const surCommentaire = { dossierId: identifiant, commentaireId: identifiant, versionVue: version };
export const demandeModificationCommentaire = z.strictObject({ ...surCommentaire, texte: texteCommentaire });
export type DemandeModificationCommentaire = z.input<typeof demandeModificationCommentaire>;
export const demandeRetraitCommentaire = z.strictObject(surCommentaire);
export type DemandeRetraitCommentaire = z.input<typeof demandeRetraitCommentaire>;

export const demandeResolution = z.strictObject({
  dossierId: identifiant,
  filId: identifiant,
  versionVue: version,
  resolu: z.boolean(),
});
export type DemandeResolution = z.input<typeof demandeResolution>;

/** The threads just shown: their mentions of the person asking are read. */
export const demandeMentionsLues = z.strictObject({
  dossierId: identifiant,
  fils: z.array(identifiant).min(1).max(500),
});
export type DemandeMentionsLues = z.input<typeof demandeMentionsLues>;

export type CommentaireVu = {
  id: string;
  auteur: { id: string; nom: string };
  /** As stored (lib/domain/mentions.ts); empty once taken back. */
  texte: string;
  creeLe: string;
  modifieLe: string | null;
  retire: boolean;
  version: number;
  /** The person reading wrote it. */
  deMoi: boolean;
};

export type FilVu = {
  id: string;
  section: CodeSection;
  adresse: string | null;
  /** The first one opens the thread. */
  commentaires: CommentaireVu[];
  resolu: { par: string; le: string } | null;
  /** Version of the thread itself: that of its first comment. */
  version: number;
  /** Mentions the person reading, somewhere in it. */
  meMentionne: boolean;
  /** So many of these mentions not read yet. */
  mentionsNonLues: number;
};

export type CommentairesVus = {
  fils: FilVu[];
  /** The team as it is now. */
  mentionnables: Mentionnable[];
  /** Names of the accounts mentioned, those who left included. */
  noms: Record<string, string>;
  ecrire: boolean;
};

/** Still asks for something: not resolved, and not made of what was taken back only. */
export const estOuvert = (fil: Pick<FilVu, "resolu" | "commentaires">): boolean =>
  fil.resolu === null && fil.commentaires.some((c) => !c.retire);
