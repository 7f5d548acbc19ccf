/** The engine's answer as a filing or a save point freezes it: amounts are texts there. */
import { z } from "zod";
import { centimes } from "@/lib/domain/argent";
import type { Resultat } from "@/lib/domain/verdict";

const montant = z
  .string()
  .regex(/^-?\d+$/)
  .transform((t) => centimes(BigInt(t)));

const valeur = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("montant"), montant }),
  z.looseObject({ type: z.literal("date"), date: z.string() }),
  z.looseObject({ type: z.literal("nombre"), nombre: z.number() }),
  z.looseObject({ type: z.literal("texte"), texte: z.string() }),
]);
const marge = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("montant"), montant }),
  z.looseObject({ type: z.literal("nombre"), nombre: z.number() }),
]);
const constat = z.looseObject({
  code: z.string(),
  titre: z.string(),
  groupe: z.string(),
  severite: z.string(),
  verdict: z.enum(["conforme", "non_conforme", "indetermine"]),
  message: z.string(),
  figures: z.array(z.looseObject({ libelle: z.string(), valeur })),
  marge: marge.optional(),
  champs: z.array(z.looseObject({ section: z.string(), id: z.string() })),
});
const fige = z.looseObject({
  regime: z.string(),
  regimeNumero: z.number(),
  verdict: z.enum(["eligible", "non_eligible", "indetermine"]),
  coutTotal: montant,
  coutEligible: montant,
  subvention: montant,
  taux: z.string().nullable(),
  subventionMax: montant,
  resteACofinancer: montant,
  constats: z.array(constat),
});

/** Written by this service at the time: what it does not know any more is kept as it is. */
export const lireVerdictsFiges = (json: unknown): Resultat => fige.parse(json) as unknown as Resultat;
