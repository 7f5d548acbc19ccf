/** An amount in French words, to the cent, as a commitment letter writes it. */
import type { Centimes } from "./argent";

const UNITES =
  "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split(
    " ",
  );
const DIZAINES = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];
/** Names of the thousands' powers; from a million on they are nouns: they take an « s » and call for « de ». */
const PUISSANCES = ["", "mille", "million", "milliard", "billion", "billiard", "trillion", "trilliard"];

const unite = (n: number): string => UNITES[n] as string;

/** 0–99. `pluriel`: nothing follows that would take the « s » of « quatre-vingts ». */
function deuxChiffres(n: number, pluriel: boolean): string {
  if (n < 20) return unite(n);
  if (n === 80) return pluriel ? "quatre-vingts" : "quatre-vingt";
  if (n > 80) return `quatre-vingt-${unite(n - 80)}`;
  // « soixante-dix », « soixante et onze »: counted from sixty.
  const base = n >= 60 ? 60 : n - (n % 10);
  const reste = n - base;
  const dizaine = DIZAINES[base / 10] as string;
  if (reste === 0) return dizaine;
  return reste === 1 || reste === 11 ? `${dizaine} et ${unite(reste)}` : `${dizaine}-${unite(reste)}`;
}

/** 1–999. */
function troisChiffres(n: number, pluriel: boolean): string {
  const centaines = Math.floor(n / 100);
  const reste = n % 100;
  if (centaines === 0) return deuxChiffres(reste, pluriel);
  const cent = centaines === 1 ? "cent" : `${unite(centaines)} cent`;
  if (reste === 0) return centaines > 1 && pluriel ? `${cent}s` : cent;
  return `${cent} ${deuxChiffres(reste, pluriel)}`;
}

function tranche(n: number, puissance: number): string {
  if (puissance === 0) return troisChiffres(n, true);
  // « mille » is an adjective of number: invariable, alone for one, and « deux cent mille » loses its « s ».
  if (puissance === 1) return n === 1 ? "mille" : `${troisChiffres(n, false)} mille`;
  const nom = PUISSANCES[puissance];
  if (nom === undefined) throw new RangeError("Ce nombre est trop grand pour être écrit en lettres.");
  return `${troisChiffres(n, true)} ${nom}${n > 1 ? "s" : ""}`;
}

/** « mille deux cents »; whole, not negative. */
export function nombreEnLettres(nombre: bigint): string {
  if (nombre < 0n) throw new RangeError("Un nombre négatif ne s’écrit pas en lettres ici.");
  if (nombre === 0n) return unite(0);
  const parties: string[] = [];
  for (let reste = nombre, puissance = 0; reste > 0n; reste /= 1_000n, puissance += 1) {
    const n = Number(reste % 1_000n);
    if (n > 0) parties.unshift(tranche(n, puissance));
  }
  return parties.join(" ");
}

/** « un million d’euros », « quatre-vingts euros et un centime ». */
export function ecrireEnLettres(montant: Centimes): string {
  const euros = montant / 100n;
  const cents = montant % 100n;
  const centimes = cents === 0n ? "" : `${nombreEnLettres(cents)} centime${cents > 1n ? "s" : ""}`;
  if (euros === 0n && centimes !== "") return centimes;
  // A noun ends the number: « deux millions d’euros », but « deux millions cent euros ».
  const lie = euros >= 1_000_000n && euros % 1_000_000n === 0n ? " d’euro" : " euro";
  const entier = `${nombreEnLettres(euros)}${lie}${euros > 1n ? "s" : ""}`;
  return centimes === "" ? entier : `${entier} et ${centimes}`;
}
