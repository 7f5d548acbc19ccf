/** How figures and words are written in French. By hand rather than through Intl: the same characters in every browser, on the server and in the PDF. */
import type { Centimes } from "./argent";
import type { DateIso } from "./dates";
import type { Groupe, Marge, Severite, Valeur, Verdict, VerdictGlobal } from "./verdict";

const INSECABLE = "\u00a0";
const FINE = "\u202f";
const MOINS = "\u2212";

const grouper = (chiffres: string): string => chiffres.replace(/\B(?=(\d{3})+(?!\d))/g, FINE);

/** « 9 500 000,00 » */
export function ecrireEurosSansUnite(montant: Centimes): string {
  const absolu = montant < 0n ? -montant : (montant as bigint);
  const decimales = (absolu % 100n).toString().padStart(2, "0");
  return `${montant < 0n ? MOINS : ""}${grouper((absolu / 100n).toString())},${decimales}`;
}

/** « 9 500 000,00 € » */
export const ecrireEuros = (montant: Centimes): string => `${ecrireEurosSansUnite(montant)}${INSECABLE}€`;

const MOIS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];

/** « 12 février 2024 », « 1er septembre 2024 » */
export function ecrireDate(date: DateIso): string {
  const [annee, mois, jour] = date.split("-");
  const rang = Number(jour);
  return `${rang === 1 ? "1er" : rang}${INSECABLE}${MOIS[Number(mois) - 1] ?? mois}${INSECABLE}${annee}`;
}

/** « 12/02/2024 » */
export const ecrireDateCourte = (date: DateIso): string => date.split("-").reverse().join("/");

/** `"0.431818"` → « 43,18 % », rounded half up. The ceiling itself is never compared through this writing. */
export function ecrireTaux(taux: string): string {
  const lu = /^(-?)(\d+)(?:\.(\d*))?$/.exec(taux);
  if (!lu) return taux;
  const millioniemes = BigInt(lu[2] as string) * 1_000_000n + BigInt((lu[3] ?? "").padEnd(6, "0").slice(0, 6));
  const centiemes = (millioniemes + 50n) / 100n;
  const signe = lu[1] && centiemes > 0n ? MOINS : "";
  const decimales = (centiemes % 100n).toString().padStart(2, "0");
  return `${signe}${grouper((centiemes / 100n).toString())},${decimales}${INSECABLE}%`;
}

/** « 1 320 », « 12,5 », « −3 » */
export function ecrireNombre(nombre: number): string {
  if (!Number.isFinite(nombre)) return String(nombre);
  const texte = String(Math.abs(nombre));
  if (texte.includes("e")) return texte.replace(".", ",");
  const [entiers = "0", decimales] = texte.split(".");
  return `${nombre < 0 ? MOINS : ""}${grouper(entiers)}${decimales === undefined ? "" : `,${decimales}`}`;
}

/** « 1 ligne », « 0 ligne », « 2 lignes »: French puts the plural from two. */
export const accorder = (nombre: number, singulier: string, pluriel = `${singulier}s`): string =>
  `${ecrireNombre(nombre)}${INSECABLE}${Math.abs(nombre) >= 2 ? pluriel : singulier}`;

/** « a, b et c » */
export function enumerer(elements: readonly string[]): string {
  if (elements.length <= 1) return elements[0] ?? "";
  return `${elements.slice(0, -1).join(", ")} et ${elements[elements.length - 1]}`;
}

const INVARIABLES = new Set(["mois", "fois"]);

const avecUnite = (nombre: number, unite: string): string => {
  const racine = INVARIABLES.has(unite) ? unite : unite.replace(/s$/, "");
  return accorder(nombre, racine, INVARIABLES.has(unite) ? unite : `${racine}s`);
};

export function ecrireValeur(valeur: Valeur): string {
  switch (valeur.type) {
    case "montant":
      return ecrireEuros(valeur.montant);
    case "date":
      return ecrireDate(valeur.date);
    case "nombre":
      return valeur.unite === undefined ? ecrireNombre(valeur.nombre) : avecUnite(valeur.nombre, valeur.unite);
    case "texte":
      return valeur.texte;
  }
}

export const ecrireMarge = (marge: Marge): string =>
  marge.type === "montant" ? ecrireEuros(marge.montant) : avecUnite(marge.nombre, marge.unite);

const VERDICTS: Record<Verdict, string> = {
  conforme: "Conforme",
  non_conforme: "Non conforme",
  indetermine: "Indéterminé",
};
export const nomVerdict = (verdict: Verdict): string => VERDICTS[verdict];

const GROUPES: Record<Groupe, string> = { argent: "Montants", projet: "Projet", coherence: "Cohérence" };
/** In the order of reading. */
export const CODES_GROUPE = Object.keys(GROUPES) as readonly Groupe[];
export const nomGroupe = (groupe: Groupe): string => GROUPES[groupe];

const SEVERITES: Record<Severite, string> = {
  bloquante: "bloquante",
  a_justifier: "à justifier",
  conseil: "conseil",
};
export const nomSeverite = (severite: Severite): string => SEVERITES[severite];

const VERDICTS_GLOBAUX: Record<VerdictGlobal, string> = {
  eligible: "Éligible",
  non_eligible: "Non éligible",
  indetermine: "Indéterminé",
};
export const nomVerdictGlobal = (verdict: VerdictGlobal): string => VERDICTS_GLOBAUX[verdict];

/** « 850 o », « 12,4 ko », « 1,2 Mo »: kilo is 1,000. */
export function ecrireOctets(octets: number): string {
  let valeur = octets;
  let unite = "o";
  for (const suivante of ["ko", "Mo", "Go"]) {
    // 999.95 would be written « 1 000,0 ».
    if (valeur < 999.95) break;
    valeur /= 1000;
    unite = suivante;
  }
  return `${ecrireNombre(unite === "o" ? valeur : Math.round(valeur * 10) / 10)}${INSECABLE}${unite}`;
}

/** Puts the French spaces where the sources of this project write plain ones: before « ; : ! ? % € » and inside « ». */
export const typographie = (texte: string): string =>
  texte
    .replace(/ ([;:!?])/g, `${FINE}$1`)
    .replace(/« /g, `«${INSECABLE}`)
    .replace(/ ([»%€])/g, `${INSECABLE}$1`);
