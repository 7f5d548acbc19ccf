/** What the workspace of one dossier receives from the server, and what its actions answer. Plain serialisable data. */
import type { CodeEtat } from "@/lib/domain/etats";
import type { CodeSection } from "@/lib/domain/sections";
import type { ClesLignes } from "./contenus";
import type { JeuRegles } from "./jeu-regles";
import type { LettreVue } from "./lettres";
import type { RecepisseVue } from "./recepisses";
import type { DossierFichier } from "./rigel-dossier";

export type EtatSection = {
  version: number;
  /** ISO instant; null: never saved. */
  modifieeLe: string | null;
  modifieePar: string | null;
};

export type PieceVue = {
  id: string;
  type: string | null;
  /** ISO date written on the document; null: not told. */
  date: string | null;
  /** null: declared without a file. */
  fichier: { nom: string; typeMime: string; octets: number; sha256: string } | null;
  deposeeLe: string;
  deposeePar: string | null;
};

export type VersionVue = {
  numero: number;
  deposeeLe: string;
  deposeePar: string;
  pdfOctets: number;
  pdfSha256: string;
  /** The operator's, newest first; those taken back included. */
  recepisses: RecepisseVue[];
};

/** Serialisable form of lib/domain/verdict.ts `Contexte`: cents as decimal strings. */
export type ContexteVue = {
  doublons: { transformation: number; dossier: string }[];
  coutMedianParPlace: { montant: string; nombre: number } | null;
  cfdAvecPlateau: string[];
};

export type EspaceDossier = {
  id: string;
  etat: CodeEtat;
  regimeNumero: number;
  /** The set of rules that binds this dossier. */
  jeu: JeuRegles;
  /** Canonical: no nulls, keys in the schema's order. Its `pieces` mirror `pieces` below. */
  fichier: DossierFichier;
  /** Dossier.revision of `fichier`. */
  revision: number;
  /** Keys of the rows of `fichier`, list by list. */
  cles: ClesLignes;
  sections: Record<CodeSection, EtatSection>;
  pieces: PieceVue[];
  versions: VersionVue[];
  contexte: ContexteVue;
  /** The person looking: their id names the unsaved edits kept in the browser. */
  lecteur: { id: string; nom: string };
  droits: {
    modifier: boolean;
    deposer: boolean;
    exporter: boolean;
    /** Make a new dossier from the parts of this one. */
    dupliquer: boolean;
    /** Open a new version of the filed dossier. */
    rouvrir: boolean;
    abandonner: boolean;
    /** See who is in the team, and change it. */
    equipe: boolean;
    gererEquipe: boolean;
    historique: boolean;
    /** Read the team's talk. */
    commentaires: boolean;
    /** See the team's save points; give one its name, and return to one. */
    points: boolean;
    /** Download the deposit pack; record the operator's receipt. */
    paquet: boolean;
    inscrireRecepisse: boolean;
    creerPoint: boolean;
    /** See the team's what-ifs; make and change one. */
    scenarios: boolean;
    ecrireScenario: boolean;
    /** See the register of commitment letters; make them out, send them, record the signed ones. */
    lettres: boolean;
    gererLettres: boolean;
    changerRegime: boolean;
    /** See the demands of the carte tied to the dossier; tie them, set them aside. */
    liens: boolean;
    deciderLiens: boolean;
  };
  /** The current letter of each partner; empty for who may not read the register. */
  lettres: LettreVue[];
  /** Today in Europe/Paris, ISO date: the browser's clock is never trusted. */
  aujourdhui: string;
};
