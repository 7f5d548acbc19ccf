/** What is asked to make a dossier from another, and what the screen receives of the one chosen. */
import { z } from "zod";
import type { Partie } from "@/lib/domain/duplication";
import { CODES_PARTIE, CODES_VALEURS, DECALAGE_MAX } from "@/lib/domain/duplication";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";

export const demandeDuplication = z.strictObject({
  dossierId: z.uuid({ error: "Ce dossier n’existe pas." }),
  titre: z
    .string()
    .trim()
    .min(1, "Donnez un titre au nouveau dossier.")
    .max(300, "Ce titre dépasse 300 caractères : raccourcissez-le."),
  regime: z.enum(REGIMES.codes, { error: "Choisissez un régime." }),
  parties: z.array(z.enum(CODES_PARTIE)).max(CODES_PARTIE.length),
  valeurs: z.array(z.enum(CODES_VALEURS)).max(CODES_VALEURS.length),
  decalage: z
    .int("Écrivez un nombre d’années entier.")
    .min(-DECALAGE_MAX, `Au plus ${DECALAGE_MAX} ans.`)
    .max(DECALAGE_MAX, `Au plus ${DECALAGE_MAX} ans.`),
});
export type DemandeDuplication = z.input<typeof demandeDuplication>;

/** The new dossier, and what was left behind, in plain sentences. */
export type Duplication = { id: string; titre: string; laisses: string[] };

/** A dossier one may copy from. */
export type SourceCopie = {
  id: string;
  nom: string;
  titre: string;
  regime: CodeRegime;
  contenu: Record<Partie, number>;
  /** What stays behind with the choice proposed first, in the same regime; the screen says the rest in general words. */
  pieces: number;
  avecLettre: boolean;
};

export type ResultatRecherche = {
  id: string;
  nom: string;
  titre: string;
  chefDeFile: string | null;
  regime: CodeRegime;
};

/** Which dossiers one may read already bear this name. */
export const demandeHomonymes = z.strictObject({
  titre: z.string().max(20_000),
  acronyme: z.string().max(20_000).nullable(),
});
export type DemandeHomonymes = z.input<typeof demandeHomonymes>;
export type Homonyme = { id: string; nom: string };
