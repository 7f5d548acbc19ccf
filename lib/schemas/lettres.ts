/** The register of commitment letters: what its forms send, what its screens show. */
import { z } from "zod";
import type { Acheminement } from "@/lib/domain/courrier";
import { defautAdresse } from "@/lib/domain/invitations";
import { LETTRES_MAX, MOTIF_LETTRE_MAX } from "@/lib/domain/registre-lettres";
import { dateSaisie } from "./saisie";
import { INVISIBLES_DITS, sansInvisible } from "./texte-visible";

const motif = (vide: string) =>
  z
    .string({ error: vide })
    .transform((t) => t.trim())
    .pipe(
      z
        .string()
        .min(1, vide)
        .max(MOTIF_LETTRE_MAX, `Ce motif dépasse ${MOTIF_LETTRE_MAX} caractères : raccourcissez-le.`)
        .refine(sansInvisible, INVISIBLES_DITS),
    );

const adresse = z
  .string({ error: "Écrivez une adresse électronique." })
  .transform((a) => a.trim().toLowerCase())
  .superRefine((a, ctx) => {
    const defaut = a === "" ? "elle est vide." : defautAdresse(a);
    if (defaut !== null) ctx.addIssue({ code: "custom", message: `Cette adresse ne convient pas : ${defaut}` });
  });

/** As the exchange format writes it. */
const MONTANT = /^\d{1,15}\.\d{2}$/;

const sansDoublon = <T>(liste: readonly T[], cle: (t: T) => string): boolean =>
  new Set(liste.map(cle)).size === liste.length;

export const demandePreparation = z.strictObject({
  dossierId: z.uuid(),
  lettres: z
    .array(
      z.strictObject({
        partenaire: z.string().min(1).max(120),
        /** The current letter that the page showed; null: none. Someone else's since is met, not replaced. */
        vue: z.uuid().nullable(),
        /** What the page showed in the plan: the letter is made for that amount, or not at all. */
        montant: z.string().regex(MONTANT),
        /** Why one that says the right amount is made again; absent: only what the amount asks for. */
        motif: motif("Dites pourquoi la lettre est refaite.").nullish(),
      }),
    )
    .min(1, "Choisissez au moins un partenaire.")
    .max(LETTRES_MAX)
    .refine((l) => sansDoublon(l, (x) => x.partenaire), "Un partenaire est demandé deux fois."),
});
export type DemandePreparation = z.input<typeof demandePreparation>;

export const demandeEnvoi = z.strictObject({
  dossierId: z.uuid(),
  envois: z
    .array(z.strictObject({ lettreId: z.uuid(), version: z.int().min(0), adresse }))
    .min(1, "Choisissez au moins une lettre.")
    .max(LETTRES_MAX)
    .refine((l) => sansDoublon(l, (x) => x.lettreId), "Une lettre est demandée deux fois."),
});
export type DemandeEnvoi = z.input<typeof demandeEnvoi>;

export const demandePrevenir = z.strictObject({ dossierId: z.uuid(), lettreId: z.uuid(), adresse });
export type DemandePrevenir = z.input<typeof demandePrevenir>;

export const demandeRetraitLettre = z.strictObject({
  dossierId: z.uuid(),
  lettreId: z.uuid(),
  version: z.int().min(0),
  motif: motif("Dites pourquoi cette lettre est retirée."),
  /** A signed one empties the partner's commitment: said, then confirmed. */
  confirmee: z.boolean().default(false),
});
export type DemandeRetraitLettre = z.input<typeof demandeRetraitLettre>;

/** Fields of the multipart form, the file beside. */
export const champsSignee = z.strictObject({
  date: dateSaisie.refine((d): d is NonNullable<typeof d> => d !== null, "Écrivez la date de signature."),
});

export type LettreVue = {
  id: string;
  /** Key of the partner in the dossier: it may have been taken out since. */
  partenaire: string;
  nomPartenaire: string;
  numero: number;
  /** Decimal, as the exchange format writes it. */
  montant: string;
  prepareeLe: string;
  prepareePar: string;
  pdfOctets: number;
  envoi: {
    le: string;
    par: string | null;
    /** null: kept from who does not manage the letters. */
    a: string | null;
    /** Where its mail stands. */
    courriel: Acheminement;
  } | null;
  signature: {
    /** ISO day written on it. */
    le: string;
    fichier: { nom: string; octets: number };
    deposeeLe: string;
    deposeePar: string | null;
  } | null;
  retrait: { le: string; par: string | null; motif: string } | null;
  version: number;
};

/** What a partner's contact is shown of its own letter; whether it says today's amount is told from the lines it is typing. */
export type MaLettreVue = {
  /** Current, sent or signed; null: none yet. */
  lettre: {
    id: string;
    numero: number;
    montant: string;
    prepareeLe: string;
    /** null: signed without having been sent by mail. */
    envoyeeLe: string | null;
    pdfOctets: number;
    signature: { le: string; fichier: { nom: string; octets: number } } | null;
  } | null;
  /** A signed file may be sent now. */
  peutDeposer: boolean;
  aujourdhui: string;
};
