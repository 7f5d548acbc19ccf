/** Cells of an export as values, each exact: no float between the file and what is kept. Undefined: it does not read. */

import { CODES_TYPE, type Quadrant, STATUTS, type Statut, TYPES_DEMANDE, type TypeDemande } from "../carte/methodes";
import { plier } from "../plier";

const ESPACES = /[\s\u00a0\u202f]/g;

type Decimal = { signe: "" | "-"; entier: string; decimales: string };

/** « 2026,00 », « 1 234.5 », « 1.2E+3 » (a spreadsheet's), without its useless zeros. */
export function lireDecimal(texte: string): Decimal | undefined {
  const lu = /^([+-]?)(\d{1,15})(?:[.,](\d{0,20}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(texte.replace(ESPACES, ""));
  if (lu === null) return undefined;
  let [entier, decimales] = [lu[2] as string, lu[3] ?? ""];
  const exposant = Number(lu[4] ?? 0);
  if (exposant > 0) {
    const etendues = decimales.padEnd(exposant, "0");
    [entier, decimales] = [entier + etendues.slice(0, exposant), etendues.slice(exposant)];
  } else if (exposant < 0) {
    const etendu = entier.padStart(-exposant + 1, "0");
    [entier, decimales] = [etendu.slice(0, exposant), etendu.slice(exposant) + decimales];
  }
  return {
    signe: lu[1] === "-" ? "-" : "",
    entier: entier.replace(/^0+(?=\d)/, ""),
    decimales: decimales.replace(/0+$/, ""),
  };
}

const nul = ({ entier, decimales }: Decimal): boolean => entier === "0" && decimales === "";

/** A whole number ≥ 0. */
export function lireEntier(texte: string): number | undefined {
  const lu = lireDecimal(texte);
  if (lu === undefined || lu.decimales !== "" || (lu.signe === "-" && !nul(lu))) return undefined;
  const nombre = Number(lu.entier);
  return Number.isSafeInteger(nombre) ? nombre : undefined;
}

/** Signed, for the differences that a file carries beside its capacities. */
export function lireEntierSigne(texte: string): number | undefined {
  const lu = lireDecimal(texte);
  if (lu === undefined || lu.decimales !== "" || lu.entier.length > 9) return undefined;
  return lu.signe === "-" && !nul(lu) ? -Number(lu.entier) : Number(lu.entier);
}

/** Moves the point two places to the right, then rounds half up. */
function enCentiemes({ entier, decimales }: Decimal): bigint {
  const etendues = decimales.padEnd(3, "0");
  return BigInt(entier + etendues.slice(0, 2)) + (Number(etendues[2]) >= 5 ? 1n : 0n);
}

/** Of the euros of an amount: a project is worth millions, a number this long is a mistake. */
const CHIFFRES_MONTANT_MAX = 12;

/** An amount in cents, as text; none is written with an exponent. */
export function lireMontant(texte: string): string | undefined {
  if (/e/i.test(texte)) return undefined;
  const lu = lireDecimal(texte.replace(/€/g, ""));
  if (lu === undefined || lu.entier.length > CHIFFRES_MONTANT_MAX) return undefined;
  return lu.signe === "-" && !nul(lu) ? undefined : enCentiemes(lu).toString();
}

/**
 * A rate in hundredths of a per cent. Orion writes fractions (« 0,52 »); « 52 % » and, where a rate cannot exceed 1, « 52 » are
 * percentages.
 */
export function lireTaux(texte: string, borne: boolean): number | undefined {
  const pourcent = /%\s*$/.test(texte);
  const lu = lireDecimal(texte.replace(/%\s*$/, ""));
  if (lu === undefined || (lu.signe === "-" && !nul(lu)) || lu.entier.length > 5) return undefined;
  const enPourcent = pourcent || (borne && (Number(lu.entier) > 1 || (lu.entier === "1" && lu.decimales !== "")));
  const valeur = enPourcent
    ? Number(enCentiemes(lu))
    : Number(
        enCentiemes({
          ...lu,
          entier: lu.entier + lu.decimales.padEnd(2, "0").slice(0, 2),
          decimales: lu.decimales.slice(2),
        }),
      );
  return borne && valeur > 10_000 ? undefined : valeur;
}

const OUI = new Set(["true", "vrai", "oui", "1"]);
const NON = new Set(["false", "faux", "non", "0"]);
export function lireBooleen(texte: string): boolean | undefined {
  const cle = plier(texte);
  return OUI.has(cle) ? true : NON.has(cle) ? false : undefined;
}

/** Labels of the restitution, raw codes of the recueil, and how both have been written since 2023. */
const TYPES: ReadonlyMap<string, TypeDemande> = new Map([
  ...CODES_TYPE.flatMap((code): [string, TypeDemande][] => [
    [plier(code), code],
    [plier(TYPES_DEMANDE[code]), code],
  ]),
  ["ouverture nette", "ouverture_nette"],
  ["augmentation nette", "augmentation_nette"],
  ["ajustement de rentree", "ajustement"],
  ["ajustement rentree", "ajustement"],
]);
export const lireType = (texte: string): TypeDemande | undefined => TYPES.get(plier(texte));

/** The four English codes are those of 2023, which Orion showed as « Projet de demande », « Validée », « Refusée », « Supprimée ». */
const CODES_STATUT: ReadonlyMap<string, Statut> = new Map([
  ...STATUTS.map((s): [string, Statut] => [plier(s), s]),
  ["draft", "projet de demande"],
  ["submitted", "demande validée"],
  ["validee", "demande validée"],
  ["refused", "refusée"],
  ["deleted", "supprimée"],
]);
export const lireStatut = (texte: string): Statut | undefined => CODES_STATUT.get(plier(texte));

export function lireQuadrant(texte: string): Quadrant | null | undefined {
  const cle = plier(texte);
  if (cle === "") return null;
  if (/^q[1-4]$/.test(cle)) return cle.toUpperCase() as Quadrant;
  return ["hors quadrant", "hors cadran", "hq"].includes(cle) ? "HQ" : undefined;
}

export function lireSecteur(texte: string): "PU" | "PR" | undefined {
  const cle = plier(texte);
  if (cle === "pu" || cle.startsWith("public")) return "PU";
  return cle === "pr" || cle.startsWith("prive") ? "PR" : undefined;
}

/** Joined by « , » in CSV, JSON text in XLSX and in the oldest CSV. */
export function lireListe(texte: string): string[] {
  if (texte.startsWith("[")) {
    try {
      const lue: unknown = JSON.parse(texte);
      if (Array.isArray(lue)) return lue.map((e) => String(e).trim()).filter((e) => e !== "");
    } catch {
      // Not JSON after all: read as any other text.
    }
  }
  return texte
    .split(/,\s*/)
    .map((e) => e.trim())
    .filter((e) => e !== "");
}
