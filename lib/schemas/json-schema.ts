/**
 * The JSON Schema published under public/schemas, made from the zod schema. Checks that JSON Schema cannot say (partner
 * references, check letters, days that exist) are made by `lireFichier` alone; the schema says so.
 */
import { z } from "zod";
import { CODES_REGLES } from "@/lib/domain/regles/codes";
import { champsDossier, FORMAT_DOSSIER } from "./rigel-dossier";

export const ADRESSE_SCHEMA = "/schemas/rigel-dossier-1.json";

export function schemaJsonDossier(): Record<string, unknown> {
  const { $schema, properties, ...reste } = z.toJSONSchema(champsDossier, { io: "input" }) as Record<
    string,
    unknown
  > & {
    properties: Record<string, unknown>;
  };
  return {
    $schema,
    $id: ADRESSE_SCHEMA,
    title: FORMAT_DOSSIER,
    description:
      "Dossier AMI CMA ou ATCF, format d’échange de Rigel. À la lecture, Rigel vérifie en plus : les partenaires nommés, les clés de contrôle des UAI et SIRET, les dates qui existent.",
    ...reste,
    properties: { ...properties, justifications: justifications(properties.justifications) },
  };
}

/** The keys of `justifications` are the codes of the rules, which only the reading knows. */
const justifications = (schema: unknown): unknown => ({
  anyOf: (schema as { anyOf: Record<string, unknown>[] }).anyOf.map((s) =>
    s.type === "object" ? { ...s, propertyNames: { enum: [...CODES_REGLES] } } : s,
  ),
});

/** The published file, byte for byte. */
export const texteSchemaDossier = (): string => `${JSON.stringify(schemaJsonDossier(), null, 2)}\n`;
