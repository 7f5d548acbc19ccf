/** Imports of reference data: what the screens show and what their actions are asked. */
import { z } from "zod";

export const GENRES = {
  annuaire: {
    nom: "Annuaire de l’éducation",
    fichier: "fr-en-annuaire-education.csv",
    objet: ["établissement", "établissements"],
  },
  formations: {
    nom: "Formations par diplôme",
    fichier: "vFormationDiplome_.csv",
    objet: ["formation", "formations"],
  },
  niveaux: {
    nom: "Niveaux de formation",
    fichier: "nNiveauFormationDiplome_.csv",
    objet: ["niveau", "niveaux"],
  },
  campus: {
    nom: "Campus des métiers et des qualifications",
    fichier: "colonnes nom et excellence (oui ou non)",
    objet: ["campus", "campus"],
  },
  mefs: {
    nom: "Modules élémentaires de formation (MEF)",
    fichier: "nMef.csv",
    objet: ["MEF", "MEF"],
  },
  quadrants: {
    nom: "Taux d’emploi et de poursuite d’études (quadrants)",
    fichier: "colonnes millesime, territoire, niveau, cfd, voie, emploi, poursuite, devenir, sortants et source",
    objet: ["taux", "taux"],
  },
} as const;
export type Genre = keyof typeof GENRES;
export const CODES_GENRE = Object.keys(GENRES) as [Genre, ...Genre[]];
export const estGenre = (texte: unknown): texte is Genre => (CODES_GENRE as readonly unknown[]).includes(texte);

/** The whole annuaire weighs about 50 MB. */
export const OCTETS_REFERENCE_MAX = 100_000_000;

export type RefusLigne = { ligne: number; colonne: string; motif: string; valeur: string };

export const demandeImportReference = z.strictObject({ importId: z.uuid() });
export type DemandeImportReference = z.input<typeof demandeImportReference>;

export const rechercheEtablissement = z
  .object({
    uai: z.string().trim().toUpperCase().max(8, "Un UAI compte 8 caractères.").optional(),
    recherche: z.string().trim().max(100, "Au plus 100 caractères.").optional(),
  })
  .refine((d) => (d.uai === undefined) !== (d.recherche === undefined), "Donnez un UAI, ou des mots à rechercher.");

export type EtablissementConnu = {
  uai: string;
  nom: string;
  type: string;
  commune: string | null;
  fermeLe: string | null;
};
