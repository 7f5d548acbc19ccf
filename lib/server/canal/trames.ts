import { z } from "zod";

/** What passes on the channel: one JSON object per line, the request first, then its output, then its exit code. */

export const schemaDemande = z.strictObject({
  commande: z.string().max(40),
  args: z.array(z.string().max(4096)).max(50),
});
export type Demande = z.infer<typeof schemaDemande>;

export const schemaTrame = z.union([
  z.strictObject({ out: z.string() }),
  z.strictObject({ err: z.string() }),
  z.strictObject({ code: z.int() }),
]);
export type Trame = z.infer<typeof schemaTrame>;

/** Longest request that is read: 50 arguments at most, paths and identifiers. */
export const DEMANDE_MAX = 256 * 1024;

export const enLigne = (trame: Trame | Demande): string => `${JSON.stringify(trame)}\n`;
