/** Imports of the carte: what the screens show and what their actions are asked. */
import { z } from "zod";
import type { Colonnes } from "@/lib/domain/orion/demande";

export const GENRES_IMPORT = {
  orion: {
    nom: "Demandes d’Orion",
    fichier: "export « restitution » ou « recueil », CSV ou XLSX",
    objet: ["demande", "demandes"],
  },
  constat: {
    nom: "Constat de rentrée",
    fichier: "élèves par UAI et MEFSTAT11, CSV ou XLSX",
    objet: ["effectif", "effectifs"],
  },
  places: {
    nom: "Places ouvertes",
    fichier: "tableau « places » de Rigel, rempli, CSV ou XLSX",
    objet: ["constat", "constats"],
  },
} as const;
export type GenreImport = keyof typeof GENRES_IMPORT;
export const CODES_GENRE_IMPORT = Object.keys(GENRES_IMPORT) as [GenreImport, ...GenreImport[]];
export const estGenreImport = (texte: unknown): texte is GenreImport =>
  (CODES_GENRE_IMPORT as readonly unknown[]).includes(texte);

export const ETATS_IMPORT_CARTE = {
  lecture: "Lecture en cours",
  prepare: "À confirmer",
  applique: "Appliqué",
  abandonne: "Abandonné",
  echoue: "Refusé",
} as const;
export type EtatImport = keyof typeof ETATS_IMPORT_CARTE;
/** A report with rows refused waits for another file, not for a confirmation. */
export const nomEtatImport = ({ etat, refusees }: { etat: EtatImport; refusees: number }): string =>
  etat === "prepare" && refusees > 0 ? "À corriger" : ETATS_IMPORT_CARTE[etat];

export const demandeImportCarte = z.strictObject({ importId: z.uuid() });
export type DemandeImportCarte = z.input<typeof demandeImportCarte>;

/** What the page asks while the file is read or applied. */
export type ProgresImport = {
  etat: EtatImport;
  octets: number;
  octetsLus: number;
  lues: number;
  refusees: number;
  /** Rows written so far, while it is applied by this very process. */
  appliquees: number | null;
  /** Rows to write. */
  total: number;
};

export const SANS_COLONNE: Colonnes = { reconnues: [], inconnues: [], manquantes: [] };

/** A change that applying makes to something known already. */
export type ChangementPrevu = { champ: string; avant: unknown; apres: unknown };
export type LignePrevue = {
  cle: string;
  ligne: number;
  effet: "creer" | "modifier";
  libelle: string;
  changements: ChangementPrevu[];
};
