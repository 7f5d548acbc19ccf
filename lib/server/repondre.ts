import "server-only";
import type { z } from "zod";
import { typographie } from "@/lib/domain/ecriture";
import type { ErreurReponse } from "@/lib/schemas/reponse";
import { ErreurMetier } from "@/lib/server/erreur";
import { REESSAYER_S } from "@/lib/server/indisponible/repondre";
import { journal, journaliserImprevu } from "@/lib/server/journaux";
import { estPanne } from "@/lib/server/panne";

/** The French spaces, once for every sentence that goes out. */
const composer = ({ message, fields, ...reste }: ErreurReponse): ErreurReponse => ({
  ...reste,
  message: typographie(message),
  ...(fields && { fields: Object.fromEntries(Object.entries(fields).map(([c, m]) => [c, typographie(m)])) }),
});

/** What a person is told of an error: their own sentence, « indisponible », or the reference of a defect in the log. */
export const enReponse = (erreur: unknown, nom: string): ErreurReponse => composer(traduire(erreur, nom));

function traduire(erreur: unknown, nom: string): ErreurReponse {
  if (erreur instanceof ErreurMetier) return erreur.reponse;
  if (estPanne(erreur)) {
    journal.error({ err: erreur, action: nom }, "La base de données ne répond pas");
    return {
      code: "indisponible",
      message:
        "Le service ne répond pas pour le moment. Réessayez dans une minute : rien de ce qui est enregistré n’est perdu.",
      attendre: REESSAYER_S,
    };
  }
  const reference = journaliserImprevu(erreur, { action: nom });
  return {
    code: "imprevu",
    message: `Une erreur s’est produite de notre côté. Réessayez ; si elle persiste, donnez la référence ${reference}.`,
    reference,
  };
}

const ATTENDUS: Partial<Record<z.core.$ZodIssue["code"], string>> = {
  invalid_type: "Cette valeur manque ou n’est pas du bon type.",
  invalid_value: "Choisissez une valeur de la liste.",
  unrecognized_keys: "Ce champ n’est pas attendu.",
  too_small: "Cette valeur est trop petite ou trop courte.",
  too_big: "Cette valeur est trop grande ou trop longue.",
};

/** Speaks where a schema said nothing: no English sentence of zod may reach a person. */
export const messageZod: z.core.$ZodErrorMap = (probleme) =>
  ATTENDUS[probleme.code] ?? "Cette valeur n’est pas valable.";

/** Path with dots → sentence, the first one per field. */
export function champsDe(problemes: readonly z.core.$ZodIssue[]): Record<string, string> {
  const champs: Record<string, string> = {};
  for (const p of problemes) {
    const chemins = p.code === "unrecognized_keys" ? p.keys.map((cle) => [...p.path, cle]) : [p.path];
    for (const chemin of chemins) champs[chemin.map(String).join(".")] ??= p.message;
  }
  return champs;
}

export const erreurSaisie = (fields: Record<string, string>) =>
  new ErreurMetier(
    "saisie",
    Object.keys(fields).length > 1 ? "Des champs sont à corriger." : "Un champ est à corriger.",
    { fields },
  );

export function analyser<S extends z.ZodType>(schema: S, brut: unknown): z.output<S> {
  const lu = schema.safeParse(brut, { error: messageZod });
  if (!lu.success) throw erreurSaisie(champsDe(lu.error.issues));
  return lu.data;
}
