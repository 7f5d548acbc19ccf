/** Edits of a dossier on their way to the server, and what comes back. The browser, the action and the tests parse the same. */
import { z } from "zod";
import { ADRESSE_MAX } from "@/lib/domain/edition/adresses";
import { cibleDe } from "@/lib/domain/edition/changements";
import { CLE_MAX } from "@/lib/domain/edition/cles";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { CodeSection } from "@/lib/domain/sections";
import type { EtatSection } from "./espace";
import type { Reponse } from "./reponse";

/** In one save; what is more goes in the next. A block of 500 cells pasted is one save. */
export const OPERATIONS_MAX = 1_000;

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });
const adresse = z
  .string()
  .max(ADRESSE_MAX)
  .refine((a) => cibleDe(a) !== null, "Ce champ n’existe pas.");

/**
 * Key of a row put in: drawn by a page (a UUID, `c_` and a print), or one that the server made (lib/server/participation/alias.ts) and
 * that comes back with its row. Partners go by an identifier that files bring, of any characters.
 */
const CLE_DE_LIGNE = /^[A-Za-z0-9_-]+(~.+)?$/u;
/** The longest name of a field, with its year: whoever may add a row must leave room to write in it. */
export const PLACE_DU_CHAMP = 32;
function estAjoutable(a: string): boolean {
  const cible = cibleDe(a);
  if (cible === null) return true;
  if (cible.genre !== "ligne" || a.length + PLACE_DU_CHAMP > ADRESSE_MAX) return false;
  if (cible.section === "partenaires" && cible.liste === "partenaires") return true;
  return cible.cle.length <= CLE_MAX && CLE_DE_LIGNE.test(cible.cle);
}

/** A value of a section is five levels deep at most: whatever is deeper, or no JSON, comes from no page of ours. */
const PROFONDEUR_MAX = 8;
function estJson(v: unknown, profondeur = 0): boolean {
  if (v === null || v === undefined || typeof v === "string" || typeof v === "boolean") return true;
  if (typeof v === "number") return Number.isFinite(v);
  if (typeof v !== "object" || profondeur >= PROFONDEUR_MAX) return false;
  const enfants = (valeurs: unknown[]) => valeurs.every((e) => estJson(e, profondeur + 1));
  if (Array.isArray(v)) return enfants(v);
  const prototype: unknown = Object.getPrototypeOf(v);
  return (prototype === Object.prototype || prototype === null) && enfants(Object.values(v));
}
const json = (v: unknown): boolean => estJson(v);
const PAS_JSON = "Cette valeur n’est pas lisible.";

const commune = {
  /** Drawn by the browser, kept when the same edit is sent again: it is written once. */
  id: identifiant,
  /** Dossier.revision that the person was looking at when they made this edit. */
  vue: z.int().min(0),
  adresse,
};
/** An older value put back, from the history of the field or from a save point: told apart in its history. */
const nature = z.enum(["saisie", "restauration"]).default("saisie");

export const operation = z.discriminatedUnion("type", [
  z.strictObject({ ...commune, nature, type: z.literal("champ"), valeur: z.unknown().refine(json, PAS_JSON) }),
  z.strictObject({
    ...commune,
    nature,
    adresse: adresse.refine(estAjoutable, "Cette ligne ne peut pas porter ce nom."),
    type: z.literal("ajout"),
    rang: z.int().min(0).max(10_000),
    valeur: z.record(z.string(), z.unknown()).refine(json, PAS_JSON),
  }),
  z.strictObject({ ...commune, nature, type: z.literal("retrait") }),
]);
export type Operation = z.output<typeof operation>;
export type OperationEnvoyee = z.input<typeof operation>;

export const demandeModifications = z.strictObject({
  dossierId: identifiant,
  /** The open page, drawn at its opening and kept with what it could not send. */
  client: identifiant,
  /** Account that the page was opened by: should someone else have signed in since, nothing is written under their name. */
  lecteur: identifiant,
  /** Revision up to which this page knows everything. */
  depuis: z.int().min(0),
  operations: z
    .array(operation)
    .min(1)
    .max(OPERATIONS_MAX)
    .refine((ops) => new Set(ops.map((o) => o.adresse)).size === ops.length, "Deux modifications visent le même champ.")
    .refine((ops) => new Set(ops.map((o) => o.id)).size === ops.length, "Deux modifications portent le même nom."),
});
export type DemandeModifications = z.input<typeof demandeModifications>;

export const demandeHistorique = z.strictObject({ dossierId: identifiant, adresse });

export type Auteur = { id: string; nom: string };
/** Whoever of the team, for a partner's contact: no name, no account. */
export const AUTEUR_EQUIPE: Auteur = { id: "equipe", nom: "L’équipe du dossier" };

/** A write made by someone else (or by another page of the same person). */
export type ChangementRecu = {
  revision: number;
  adresse: string;
  /** ISO instant. */
  le: string;
  /** null: the service itself. */
  par: Auteur | null;
} & (
  | { type: "champ"; valeur: unknown }
  | { type: "ajout"; rang: number; valeur: Record<string, unknown> }
  | { type: "retrait" }
);

/** This field, or this row, was changed by someone since the edit's `vue`: nothing was written, the value sent is in its history. */
export type ConflitChamp = {
  operation: string;
  adresse: string;
  /** What the server holds: the field's value, the row, or null when the row is gone. */
  leur: unknown;
  /** The row is gone. */
  retiree: boolean;
  revision: number;
  le: string;
  par: Auteur | null;
};

/** This edit cannot be stored: one sentence for the person. */
export type RefusChamp = { operation: string; adresse: string; message: string };

export type Nouveautes = {
  /** Up to which the page now knows everything. */
  revision: number;
  /** Others' writes since `depuis`, oldest first. */
  changements: ChangementRecu[];
  /** Too much happened since, or a backup was restored behind this page: read the whole dossier again. */
  recharger: boolean;
  sections: Record<CodeSection, EtatSection>;
  /** The set of rules that binds the dossier now: a page that judges with another reads everything again. Absent: not told. */
  regime?: { code: CodeRegime; numero: number };
};

/** An operation that is accepted, in conflict or refused nowhere was not tried, for want of time: it is sent again. */
export type Synchronisation = Nouveautes & {
  /** ISO instant of this save. */
  enregistreLe: string;
  /** Operations now written, those of an earlier sending included. */
  acceptees: string[];
  /** Those of `acceptees` that an earlier sending had written: others may have changed them since. */
  anterieures?: string[];
  conflits: ConflitChamp[];
  refus: RefusChamp[];
};

export type EnregistrerModifications = (demande: DemandeModifications) => Promise<Reponse<Synchronisation>>;

/** One line of a field's history, newest first. */
export type LigneHistorique = {
  revision: number;
  le: string;
  par: Auteur | null;
  type: "champ" | "ajout" | "retrait";
  /** conflit: typed at the same time as another value, which was kept instead. */
  nature: "saisie" | "restauration" | "conflit" | "systeme";
  avant: unknown;
  apres: unknown;
};
