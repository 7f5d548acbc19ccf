/** What one cell says, or the sentence that tells how to write it. A spreadsheet saves numbers in binary: cents are found again. */
import { type Centimes, centimes, ecrireMontant } from "../argent";
import { typographie } from "../ecriture";
import { lireMontantEcrit, type MotifMontant } from "../montant-ecrit";
import type { ValeurLue } from "./classeur";

export type Lu<T> = { ok: true; valeur: T } | { ok: false; message: string };
const lu = <T>(valeur: T): Lu<T> => ({ ok: true, valeur });
const refus = (message: string): Lu<never> => ({ ok: false, message: typographie(message) });

const montrer = (texte: string): string => `« ${texte.length > 60 ? `${texte.slice(0, 59)}…` : texte} »`;
const ERREUR = (texte: string) =>
  refus(`cette formule donne l’erreur ${texte || "d’un calcul"} : corrigez-la ou écrivez sa valeur.`);

const MAX: Centimes = centimes(99_999_999_999_999n);
const EXEMPLE = "écrivez un montant en euros, par exemple 9 500 000,00";

/** Cents of a number as a spreadsheet saved it (« 1234.5599999999999 »); undefined: it has more than two decimals. */
export function centimesDuNombre(nombre: number): bigint | undefined {
  const cents = nombre * 100;
  const entier = Math.round(cents);
  // Two errors of half a unit in the last place, from the saving and from the product.
  const tolerance = Math.max(1e-6, Math.abs(cents) * 4 * Number.EPSILON);
  return Math.abs(cents - entier) <= tolerance ? BigInt(entier) : undefined;
}

/** An amount as the sections hold it; null: the cell is empty. */
export function lireMontantCase(v: ValeurLue | undefined): Lu<string | null> {
  if (v === undefined) return lu(null);
  switch (v.type) {
    case "erreur":
      return ERREUR(v.texte);
    case "booleen":
      return refus(`montant illisible : ${EXEMPLE}.`);
    case "nombre": {
      const nombre = Number(v.texte);
      if (!Number.isFinite(nombre)) return refus(`montant illisible ${montrer(v.texte)} : ${EXEMPLE}.`);
      if (nombre < 0)
        return refus(`montant négatif (${montrer(v.texte)}) : écrivez un montant positif, ou videz la case.`);
      if (nombre > 1e15) return tropGrand();
      const cents = centimesDuNombre(nombre);
      if (cents === undefined)
        return refus(`montant avec plus de deux décimales (${montrer(v.texte)}) : arrondissez-le au centime.`);
      return cents > MAX ? tropGrand() : lu(ecrireMontant(centimes(cents)));
    }
    case "texte":
      return lireMontantTexte(v.texte);
  }
}

const TROP_GRAND = "montant trop grand : au plus 999 999 999 999,99 €.";
const tropGrand = (): Lu<never> => refus(TROP_GRAND);

const REFUS: Record<MotifMontant, (texte: string) => string> = {
  negatif: (t) => `montant négatif (${t}) : écrivez un montant positif, ou videz la case.`,
  pourcentage: (t) => `${t} est un pourcentage, pas un montant : ${EXEMPLE}.`,
  formule: (t) => `${t} est une formule écrite en texte : remplacez-la par sa valeur.`,
  erreur: (t) => `${t} est une erreur du tableur : corrigez-la ou écrivez sa valeur.`,
  decimales: (t) => `montant avec plus de deux décimales (${t}) : arrondissez-le au centime.`,
  trop_grand: () => TROP_GRAND,
  date: (t) => `${t} est une date, pas un montant : ${EXEMPLE}.`,
  ambigu: (t) => `montant ambigu ${t} : ${EXEMPLE}.`,
  texte: (t) => `montant illisible ${t} : ${EXEMPLE}.`,
};

function lireMontantTexte(texte: string): Lu<string | null> {
  const ecrit = lireMontantEcrit(texte);
  return "motif" in ecrit ? refus(REFUS[ecrit.motif](montrer(texte))) : lu(ecrit.montant);
}

/** Line ends as one, without what surrounds: what a spreadsheet gives back is compared so. */
export const texteNet = (texte: string): string => texte.replace(/\r\n?/g, "\n").trim();
export const memeTexte = (a: string | null, b: string | null): boolean => texteNet(a ?? "") === texteNet(b ?? "");

export function lireTexteCase(v: ValeurLue | undefined, max = Number.POSITIVE_INFINITY): Lu<string | null> {
  if (v === undefined) return lu(null);
  if (v.type === "erreur") return ERREUR(v.texte);
  const texte = texteNet(v.type === "booleen" ? (v.vrai ? "oui" : "non") : v.texte);
  if (texte === "") return lu(null);
  if (texte.includes("\u0000"))
    return refus("ce texte contient un caractère qui ne s’écrit pas : saisissez-le de nouveau.");
  return texte.length > max
    ? refus(`ce texte a ${texte.length} caractères, ${max} au plus : raccourcissez-le.`)
    : lu(texte);
}

const plat = (texte: string): string =>
  texte.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, "'").replace(/\s+/g, " ").trim().toLowerCase();

/** A value of a list: its label whatever its case and accents, or its code. `quoi`: « poste inconnu ». */
export function lireChoixCase<C extends string>(
  v: ValeurLue | undefined,
  libelles: Readonly<Record<C, string>>,
  quoi: string,
): Lu<C | null> {
  const texte = lireTexteCase(v);
  if (!texte.ok || texte.valeur === null) return texte as Lu<null>;
  const cherche = plat(texte.valeur);
  const codes = Object.keys(libelles) as C[];
  const code = codes.find((c) => plat(libelles[c]) === cherche) ?? codes.find((c) => c === cherche);
  if (code !== undefined) return lu(code);
  return refus(
    `${quoi} ${montrer(texte.valeur)} : choisissez dans la liste (${codes.map((c) => libelles[c]).join(", ")}).`,
  );
}

const OUI = new Set(["oui", "o", "vrai", "true", "yes", "x", "1"]);
const NON = new Set(["non", "n", "faux", "false", "no", "0"]);

export function lireOuiNonCase(v: ValeurLue | undefined): Lu<boolean | null> {
  if (v?.type === "booleen") return lu(v.vrai);
  const texte = lireTexteCase(v);
  if (!texte.ok || texte.valeur === null) return texte as Lu<null>;
  const cherche = plat(texte.valeur);
  if (OUI.has(cherche)) return lu(true);
  if (NON.has(cherche)) return lu(false);
  return refus(`${montrer(texte.valeur)} n’est ni « oui » ni « non » : écrivez l’un des deux, ou videz la case.`);
}
