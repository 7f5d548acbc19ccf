/**
 * The audit trail's seal, computed again apart from the database: the recipe of `empreinte_entree` (migration
 * « confiance ») and of the daily digest, as docs/audit.md gives them to any other tool. Pure: the hash function is given.
 */
import type { DateIso } from "./dates";

/** SHA-256 of the UTF-8 text, 64 lower-case hexadecimal digits. */
export type Sha256 = (texte: string) => string;

/** What the first entry of a chain, and the first digest, follow. */
export const ORIGINE = "0".repeat(64);
/** Chain of what concerns no dossier: sign-ins, refusals, administration. The others bear their dossier's id. */
export const CHAINE_SERVICE = "service";

/** An entry with its texts as they are stored. */
export type LigneJournal = {
  id: string;
  /** `2026-11-21T08:00:00.000Z` */
  le: string;
  acteurId: string | null;
  dossierId: string | null;
  action: string;
  issue: string;
  objet: string | null;
  /** Text of the jsonb column. */
  avant: string | null;
  apres: string | null;
  requeteId: string | null;
  chaine: string;
  rang: number;
  precedente: string;
  empreinte: string;
};

/** Where a chain stands, as the database keeps it beside. */
export type TeteChaine = { rang: number; empreinte: string; le: string };

/** Heads of the chains that grew this day, with the digest of the day before. */
export type JourScelle = {
  jour: DateIso;
  /** Chain → rank and hash of its last entry of the day. */
  tetes: Record<string, readonly [rang: number, empreinte: string]>;
  entrees: number;
  precedente: string;
  empreinte: string;
};

/** PostgreSQL's json_build_array, Python's json.dumps: a comma and a space. */
const tableau = (elements: readonly string[]): string => `[${elements.join(", ")}]`;
/** A text or null; both escape what JSON demands and nothing else, on both sides. */
const texte = (valeur: string | null): string => JSON.stringify(valeur);

export const texteEntree = (l: LigneJournal): string =>
  tableau([
    texte("rigel-journal/1"),
    texte(l.chaine),
    String(l.rang),
    texte(l.id),
    texte(l.le),
    texte(l.acteurId),
    texte(l.dossierId),
    texte(l.action),
    texte(l.issue),
    texte(l.objet),
    texte(l.avant),
    texte(l.apres),
    texte(l.requeteId),
    texte(l.precedente),
  ]);

export const empreinteEntree = (l: LigneJournal, sha256: Sha256): string => sha256(texteEntree(l));

/** Chains in the order of their characters, so that the same day always gives the same text. */
export const texteJour = ({ jour, tetes, entrees, precedente }: Omit<JourScelle, "empreinte">): string =>
  tableau([
    texte("rigel-empreinte-jour/1"),
    texte(jour),
    tableau(
      Object.entries(tetes)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([chaine, [rang, empreinte]]) => tableau([texte(chaine), String(rang), texte(empreinte)])),
    ),
    String(entrees),
    texte(precedente),
  ]);

export const empreinteJour = (j: Omit<JourScelle, "empreinte">, sha256: Sha256): string => sha256(texteJour(j));

export type GenreAnomalie =
  | "alteree" // what the entry says is not what was sealed
  | "retiree" // entries that were there are gone
  | "ajoutee" // entries that the chain did not write
  | "deplacee" // entries that are not at their rank
  | "tete" // the head of the chain was moved
  | "jour" // a daily digest is broken, or does not agree with the entries
  | "ancre"; // a digest kept elsewhere does not agree

export type Anomalie = {
  genre: GenreAnomalie;
  chaine: string | null;
  /** First and last rank concerned. */
  de: number | null;
  a: number | null;
  /** Number of the entry, when there is one to show. */
  id: string | null;
  jour: DateIso | null;
  /** One French sentence. */
  phrase: string;
};

export const nomGenre = (genre: GenreAnomalie): string =>
  ({
    alteree: "Entrée modifiée",
    retiree: "Entrée retirée",
    ajoutee: "Entrée ajoutée",
    deplacee: "Entrée déplacée",
    tete: "Tête de chaîne déplacée",
    jour: "Empreinte de journée",
    ancre: "Empreinte gardée ailleurs",
  })[genre];
