/** A value sent for one field, or a row, read by the schema of that field alone: that of its section, without the rest of it. */
import { z } from "zod";
import { cibleDe } from "@/lib/domain/edition/changements";
import { FORMES, type Forme } from "@/lib/domain/edition/formes";
import type { Operation } from "@/lib/schemas/edition";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";
import { messageZod } from "@/lib/server/repondre";

export type ValeurLue = { ok: true; valeur: unknown } | { ok: false; message: string };

const INCONNUE: ValeurLue = { ok: false, message: "Ce champ n’existe pas." };

const descendre = (schema: unknown, part: string): unknown => {
  if (schema instanceof z.ZodObject) return schema.shape[part];
  // A row goes by its key, whichever it is.
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord)
    return schema.keyType instanceof z.ZodType && schema.keyType.safeParse(part).success ? schema.valueType : undefined;
  return undefined;
};

/** What the schema makes of it, or the sentence for the person. A row taken out holds no value. */
export function lireValeur(operation: Exclude<Operation, { type: "retrait" }>): ValeurLue {
  const cible = cibleDe(operation.adresse);
  if (cible === null) return INCONNUE;
  const parts = cible.genre === "ligne" ? [cible.liste, cible.cle] : cible.parts;
  const schema = parts.reduce<unknown>(descendre, SCHEMAS_SECTION[cible.section]);
  if (!(schema instanceof z.ZodType)) return INCONNUE;
  // An entry of a dictionary without a value is simply not there.
  if (cible.genre === "champ" && cible.entree && operation.valeur == null) return { ok: true, valeur: null };
  const lue = schema.safeParse(
    cible.genre === "ligne" ? { ...(operation.valeur as object), [cleDe(cible)]: cible.cle } : operation.valeur,
    { error: messageZod },
  );
  return lue.success
    ? { ok: true, valeur: lue.data }
    : { ok: false, message: lue.error.issues[0]?.message ?? "Cette valeur n’est pas lisible." };
}

function cleDe({ section, liste }: { section: keyof typeof FORMES; liste: string }): string {
  const forme = (FORMES[section] as Record<string, Forme>)[liste];
  return forme?.genre === "liste" ? forme.cle : "cle";
}
