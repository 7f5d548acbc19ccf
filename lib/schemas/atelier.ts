/** The workshop of a dossier: who is in it, what others just wrote, what is being discussed. Asked by each open page. */
import { z } from "zod";
import { ADRESSE_MAX } from "@/lib/domain/edition/adresses";
import { cibleDe } from "@/lib/domain/edition/changements";
import { CODES_SECTION } from "@/lib/domain/sections";
import type { Nouveautes } from "./edition";

const identifiant = z.uuid({ error: "Cet identifiant n’est pas valable." });

/** Sent every few seconds while the page is in sight. */
export const demandeBattement = z.strictObject({
  client: identifiant,
  /** Account that the page was opened by. */
  lecteur: identifiant,
  /** Revision up to which this page knows everything. */
  depuis: z.int().min(0),
  section: z.enum(CODES_SECTION).nullable(),
  /** Address of the field that has the focus. */
  adresse: z
    .string()
    .max(ADRESSE_MAX)
    .refine((a) => cibleDe(a) !== null, "Ce champ n’existe pas.")
    .nullable(),
  /** The page is being left: the person is no longer there. */
  depart: z.boolean().optional(),
});
export type DemandeBattement = z.input<typeof demandeBattement>;

/** Someone who has this dossier open, oneself left out. A person with two pages open is there once. */
export type Present = {
  /** Account. */
  id: string;
  nom: string;
  section: string | null;
  adresse: string | null;
  /** ISO instant of the last sign of life. */
  vueLe: string;
};

export type Battement = {
  nouveautes: Nouveautes;
  presents: Present[];
  /** Grows with every comment written, changed or resolved: the page then reads them again. Null: not for this person. */
  commentaires: { ouverts: number; marque: string } | null;
};
