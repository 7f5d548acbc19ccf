/**
 * What a person types, brought to the exchange format's writing before it is checked: « 9 500 000,5 € » → `"9500000.5"`.
 * Each normaliser leaves an already normal value as it is, so the form, the action and the API parse the same schema.
 */
import { z } from "zod";
import { ecrireMontant, lireMontant } from "@/lib/domain/argent";
import { estDate } from "@/lib/domain/dates";
import { ecrireNombre } from "@/lib/domain/ecriture";
import { defautCfd, defautSiret, defautUai } from "@/lib/domain/identifiants";
import { ESPACES, normaliserDate, normaliserMontant, normaliserNombre, videEnNull } from "./normalisation";

/** Portal limit: 12 digits of euros fit a PostgreSQL bigint even summed over the largest grid. */
const MOTIF_MONTANT_PORTAIL = /^\d{1,12}(?:\.\d{1,2})?$/;

const normaliserCode = (valeur: unknown) => {
  const texte = videEnNull(valeur);
  return typeof texte === "string" ? texte.replace(ESPACES, "").toUpperCase() : (texte ?? null);
};

/** « 7,5 » and « 07,50 » are one amount, written as the database gives it back: `7.50`. */
const deuxDecimales = (texte: string): string => {
  const montant = lireMontant(texte);
  return montant === undefined ? texte : ecrireMontant(montant);
};

export const montantSaisi = z.preprocess(
  normaliserMontant,
  z
    .string({ error: "Écrivez un montant en euros, par exemple 9 500 000,00." })
    .regex(MOTIF_MONTANT_PORTAIL, "Écrivez un montant en euros, par exemple 9 500 000,00.")
    .transform(deuxDecimales)
    .nullable(),
);

export const dateSaisie = z.preprocess(
  normaliserDate,
  z
    .string({ error: "Écrivez une date, par exemple 01/09/2024." })
    .refine(estDate, "Cette date n’existe pas. Écrivez jour/mois/année, par exemple 01/09/2024.")
    .nullable(),
);

/** Whole number between two bounds: `message` says how to write it, `unite` (plural) what the highest is of. */
export const entierSaisi = (min: number, max: number, message: string, unite?: string) =>
  z.preprocess(
    normaliserNombre,
    z
      .int({ error: message })
      .min(min, message)
      .max(max, unite === undefined ? message : `Au plus ${ecrireNombre(max)} ${unite}.`)
      .nullable(),
  );

export const nombreSaisi = z.preprocess(
  normaliserNombre,
  z.number({ error: "Écrivez un nombre, par exemple 1 500 ou 12,5." }).nullable(),
);

/** Free text; empty becomes null. `max` in characters. */
export const texteSaisi = (max: number) =>
  z.preprocess(
    videEnNull,
    z
      .string()
      .max(max, `Ce texte dépasse ${max} caractères : raccourcissez-le.`)
      .nullish()
      .transform((t) => t ?? null),
  );

/** « 33,3333 % » → `33.3333`; anything not understood comes back for the schema to refuse. */
const normaliserPart = (valeur: unknown) =>
  typeof valeur === "string" ? videEnNull(valeur.replace(ESPACES, "").replace(/%$/, "").replace(",", ".")) : valeur;

/** A share per cent, four decimals at most, as a text. */
export const partSaisie = z.preprocess(
  normaliserPart,
  z
    .string({ error: "Écrivez une part en pour cent, par exemple 33,5." })
    .regex(
      /^(?:100(?:\.0{1,4})?|\d{1,2}(?:\.\d{1,4})?)$/,
      "Écrivez une part entre 0 et 100 %, quatre décimales au plus, par exemple 33,5.",
    )
    .nullish()
    .transform((p) => p ?? null),
);

/** E-mail address, in lower case; empty becomes null. */
const normaliserCourriel = (valeur: unknown) => {
  const texte = videEnNull(valeur);
  return typeof texte === "string" ? texte.trim().toLowerCase() : (texte ?? null);
};
export const courrielSaisi = z.preprocess(
  normaliserCourriel,
  z
    .email({ error: "Écrivez une adresse électronique, par exemple prenom.nom@exemple.fr." })
    .max(254, "Cette adresse est trop longue.")
    .nullish()
    .transform((c) => c ?? null),
);

const identifiant = (defaut: (texte: string) => string | null) =>
  z.preprocess(
    normaliserCode,
    z
      .string()
      .superRefine((texte, ctx) => {
        const message = defaut(texte);
        if (message) ctx.addIssue({ code: "custom", message });
      })
      .nullable(),
  );
export const uaiSaisi = identifiant(defautUai);
export const siretSaisi = identifiant(defautSiret);
export const cfdSaisi = identifiant(defautCfd);

/** Choice in a list; empty becomes null. */
export const choixSaisi = <T extends [string, ...string[]]>(valeurs: T) =>
  z.preprocess(
    videEnNull,
    z
      .enum(valeurs, { error: "Choisissez une valeur de la liste." })
      .nullish()
      .transform((v) => v ?? null),
  );
