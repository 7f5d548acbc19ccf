/** Turns what zod found into the path and plain French sentence that a person reads; no English default may leak. */
import type { z } from "zod";

export type Faute = { chemin: string; message: string };

type Cle = PropertyKey;
type Probleme = z.core.$ZodRawIssue | z.core.$ZodIssue;

/** `budget[3].montant`; a key that is not a plain word is quoted: `reponses["a.b"]`. */
export function ecrireChemin(cles: readonly Cle[]): string {
  let chemin = "";
  for (const cle of cles) {
    if (typeof cle === "number") chemin += `[${cle}]`;
    else if (/^[\p{L}\p{N}_$-]+$/u.test(String(cle))) chemin += `${chemin === "" ? "" : "."}${String(cle)}`;
    else chemin += `[${JSON.stringify(abreger(String(cle)))}]`;
  }
  return chemin;
}

const LONGUEUR_MAX = 80;

const abreger = (texte: string): string => (texte.length > LONGUEUR_MAX ? `${texte.slice(0, LONGUEUR_MAX)}…` : texte);

/** How a wrong value is quoted back: short, whatever was sent. */
export function citerValeur(valeur: unknown): string {
  if (valeur === undefined) return "rien";
  if (Array.isArray(valeur)) return "une liste";
  if (typeof valeur === "object" && valeur !== null) return "un objet";
  return abreger(JSON.stringify(valeur));
}

const ATTENDUS: Record<string, string> = {
  string: "Écrivez un texte, entre guillemets.",
  number: "Écrivez un nombre.",
  int: "Écrivez un nombre entier.",
  boolean: "Écrivez true ou false.",
  array: "Écrivez une liste, entre crochets.",
  tuple: "Écrivez une liste, entre crochets.",
  object: "Écrivez un objet, entre accolades.",
  record: "Écrivez un objet, entre accolades.",
};

/** zod's error map: speaks only where the schema said nothing. */
export function messageParDefaut(probleme: Probleme): string {
  switch (probleme.code) {
    case "invalid_type":
      return ATTENDUS[probleme.expected] ?? "Cette valeur n’est pas du type attendu.";
    case "invalid_value":
      return `Valeur inconnue. Valeurs admises : ${probleme.values.map((v) => JSON.stringify(v)).join(", ")}.`;
    case "too_small":
      return `Valeur trop petite : au moins ${probleme.minimum}.`;
    case "too_big":
      return `Valeur trop grande : au plus ${probleme.maximum}.`;
    case "unrecognized_keys":
      return "Clé inconnue.";
    default:
      return "Cette valeur n’est pas valable.";
  }
}

const valeurA = (brut: unknown, cles: readonly Cle[]): unknown => {
  let valeur = brut;
  for (const cle of cles) {
    if (typeof valeur !== "object" || valeur === null || !Object.hasOwn(valeur, cle)) return undefined;
    valeur = (valeur as Record<Cle, unknown>)[cle];
  }
  return valeur;
};

/** One fault per wrong place: zod groups the unknown keys of an object, and says a missing field like a wrong one. */
export function ecrireFautes(brut: unknown, problemes: readonly z.core.$ZodIssue[]): Faute[] {
  return problemes.flatMap((p): Faute[] => {
    const chemin = ecrireChemin(p.path);
    if (p.code === "unrecognized_keys")
      return p.keys.map((cle) => ({
        chemin: ecrireChemin([...p.path, cle]),
        message: "Clé inconnue : ce champ n’existe pas dans le format. Corrigez son nom ou retirez-le.",
      }));
    if (p.code === "invalid_key") return [{ chemin, message: p.issues[0]?.message ?? "Cette clé n’est pas valable." }];
    const valeur = valeurA(brut, p.path);
    if (p.path.length > 0 && valeur === undefined)
      return [{ chemin, message: "Ce champ est obligatoire : ajoutez-le." }];
    // The message of a code list quotes the value as it came: never let it be pages long.
    if (p.code === "invalid_value" && p.message.startsWith("Code inconnu"))
      return [{ chemin, message: `Code inconnu : ${citerValeur(valeur)}. Valeurs admises : ${p.values.join(", ")}.` }];
    return [{ chemin, message: p.message }];
  });
}
