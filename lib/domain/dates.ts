/** Civil dates without a time, as ISO strings (`2024-09-01`): comparing the strings compares the days. */

export type DateIso = string;

const MOTIF = /^(\d{4})-(\d{2})-(\d{2})$/;

const joursDuMois = (annee: number, mois: number): number => new Date(Date.UTC(annee, mois, 0)).getUTCDate();

/** True for a day that exists: `2024-02-30` is refused. */
export function estDate(texte: string): boolean {
  const lu = MOTIF.exec(texte);
  if (!lu) return false;
  const [annee, mois, jour] = [Number(lu[1]), Number(lu[2]), Number(lu[3])];
  return annee >= 1900 && mois >= 1 && mois <= 12 && jour >= 1 && jour <= joursDuMois(annee, mois);
}

/** Four-digit years only, so that strings keep comparing as days: whatever falls outside is clamped to the last or first day. */
const composer = (annee: number, mois: number, jour: number): DateIso => {
  if (annee > 9999) return "9999-12-31";
  if (annee < 1000) return "1000-01-01";
  return `${String(annee).padStart(4, "0")}-${String(mois).padStart(2, "0")}-${String(jour).padStart(2, "0")}`;
};

const decomposer = (date: DateIso): [number, number, number] => {
  const lu = MOTIF.exec(date);
  if (!lu) throw new RangeError(`Date illisible : ${date}`);
  return [Number(lu[1]), Number(lu[2]), Number(lu[3])];
};

/** Adds months (may be negative), clamped to the end of the month: 31 January + 1 month = 28 or 29 February. */
export function ajouterMois(date: DateIso, mois: number): DateIso {
  const [annee, m, jour] = decomposer(date);
  const rang = annee * 12 + (m - 1) + mois;
  const a = Math.floor(rang / 12);
  const cible = rang - a * 12 + 1;
  return composer(a, cible, Math.min(jour, joursDuMois(a, cible)));
}

export function ajouterJours(date: DateIso, jours: number): DateIso {
  const [annee, mois, jour] = decomposer(date);
  const d = new Date(Date.UTC(annee, mois - 1, jour + jours));
  return composer(d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate());
}

/** Days from `de` to `a`, negative when `a` is earlier. */
export function ecartJours(de: DateIso, a: DateIso): number {
  const [a1, m1, j1] = decomposer(de);
  const [a2, m2, j2] = decomposer(a);
  return Math.round((Date.UTC(a2, m2 - 1, j2) - Date.UTC(a1, m1 - 1, j1)) / 86_400_000);
}

/** Last day of a project: start + duration − 1 day (formats.md). */
export const dernierJour = (debut: DateIso, dureeMois: number): DateIso =>
  ajouterJours(ajouterMois(debut, dureeMois), -1);

/** Civil years touched by a project, in order; empty when the duration is not positive. */
export function anneesCiviles(debut: DateIso, dureeMois: number): number[] {
  if (dureeMois <= 0) return [];
  const premiere = Number(debut.slice(0, 4));
  const derniere = Number(dernierJour(debut, dureeMois).slice(0, 4));
  return Array.from({ length: derniere - premiere + 1 }, (_, i) => premiere + i);
}

/** The day it is in Europe/Paris at a given instant. */
export const jourAParis = (instant: Date): DateIso =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(instant);

/** The instant at which a day begins in Europe/Paris: the only one of its two possible offsets that falls on that day. */
export const debutDuJourAParis = (jour: DateIso): Date => {
  const hiver = new Date(`${jour}T00:00:00+01:00`);
  const ete = new Date(`${jour}T00:00:00+02:00`);
  return jourAParis(ete) === jour ? ete : hiver;
};
