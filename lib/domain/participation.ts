/**
 * What a partner's contact may write in a dossier: the lines of its own budget, its own co-financing, and of its own card who
 * answers, who signs, its role and its State-aid basis. Everything else is the team's. Without I/O: the server judges by it, the
 * page shows by it.
 */
import type { Source } from "./nomenclatures";

/** What the subsidy pays is never a partner's to write. */
export const SOURCE_SUBVENTION = "france2030" satisfies Source;

export const CHAMPS_DE_PART = {
  budget: ["poste", "annee", "montant", "eligible", "libelle"],
  financements: ["montant", "nature", "engage", "baseValorisation"],
  partenaires: [
    "role",
    "contactNom",
    "contactFonction",
    "contactCourriel",
    "contactTelephone",
    "signataireNom",
    "signataireFonction",
    "aideEtat",
  ],
} as const;
/** Lists of which a partner has rows of its own. */
export type ListeLignes = "budget" | "financements";

/** Fields of the project that name it and give its years: shown to every partner, written by the team only. */
export const CHAMPS_DU_PROJET = ["titre", "acronyme", "debut", "dureeMois"] as const;

/** Lines that one partner may hold: one of them must not use up what the dossier may hold. */
export const LIGNES_DE_PART_MAX = { budget: 300, financements: 40 } as const;

type LigneNommee = Readonly<{ partenaire?: unknown; source?: unknown }>;

/** Whether a row of the budget, or of the plan, is this partner's part. */
export const estDeLaPart = (liste: ListeLignes, ligne: LigneNommee, partenaire: string): boolean =>
  ligne.partenaire === partenaire && (liste === "budget" || ligne.source !== SOURCE_SUBVENTION);
