/** What one asks about an account: one's own, or as an administrator. Forms and actions parse the same. */
import { z } from "zod";

export const MOTS_EFFACEMENT = "effacer mon compte";
export const MOTS_EFFACEMENT_AUTRUI = "effacer ce compte";

/** Typed with or without capitals and spaces around: the point is to have read, not to type well. */
const mots = (attendus: string) =>
  z
    .string()
    .transform((t) => t.trim().replace(/\s+/g, " ").toLocaleLowerCase("fr"))
    .refine((t) => t === attendus, `Écrivez « ${attendus} » pour confirmer.`);

export const demandeEffacement = z.strictObject({ confirmation: mots(MOTS_EFFACEMENT) });
export type DemandeEffacement = z.input<typeof demandeEffacement>;

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const version = z.int().min(0);

export const demandeEffacementAutrui = z.strictObject({
  utilisateurId: identifiant,
  version,
  confirmation: mots(MOTS_EFFACEMENT_AUTRUI),
});
export type DemandeEffacementAutrui = z.input<typeof demandeEffacementAutrui>;

export const demandeDesactivation = z.strictObject({
  utilisateurId: identifiant,
  version,
  motif: z
    .string()
    .trim()
    .min(5, "Dites pourquoi, en quelques mots.")
    .max(300, "Ce motif dépasse 300 caractères : raccourcissez-le."),
});
export type DemandeDesactivation = z.input<typeof demandeDesactivation>;

/** Same reading: a gesture on someone's account, and why. */
export const demandeDeliaison = demandeDesactivation;
export type DemandeDeliaison = z.input<typeof demandeDeliaison>;

export const demandeCompte = z.strictObject({ utilisateurId: identifiant, version });
export type DemandeCompte = z.input<typeof demandeCompte>;

export const demandeSessions = z.strictObject({ utilisateurId: identifiant });
export type DemandeSessions = z.input<typeof demandeSessions>;
