/**
 * Unsaved edits kept in the browser: one entry per person, dossier and section, so that another account never sees them.
 * An entry lives from the first keystroke to the server's acknowledgment.
 */
import { type CodeSection, SECTIONS } from "@/lib/domain/sections";

const PREFIXE = "rigel:brouillon:";
const cle = (personne: string, dossier: string, section: CodeSection) => `${PREFIXE}${personne}:${dossier}:${section}`;

/** Found at opening and not decided yet: kept aside, so that typing on does not write over it. */
const cleDeCote = (personne: string, dossier: string, section: CodeSection) =>
  `${cle(personne, dossier, section)}:retrouve`;

export type Brouillon = {
  /** What was typed, as typed. */
  saisie: unknown;
  /** Version of the section it was typed over. */
  version: number;
  /** ISO instant. */
  le: string;
};

/** False when the browser refuses (private window, quota): the person must then be told not to close the page. */
export function garderBrouillon(
  stockage: Storage,
  personne: string,
  dossier: string,
  section: CodeSection,
  brouillon: Brouillon,
): boolean {
  try {
    stockage.setItem(cle(personne, dossier, section), JSON.stringify(brouillon));
    return true;
  } catch {
    return false;
  }
}

export function oublierBrouillon(stockage: Storage, personne: string, dossier: string, section: CodeSection): void {
  try {
    stockage.removeItem(cle(personne, dossier, section));
  } catch {
    // A browser that refuses to write has kept nothing either.
  }
}

/** Moves what was found out of the way of new typing. One found earlier and still undecided stays in its place. */
export function mettreDeCote(stockage: Storage, personne: string, dossier: string, section: CodeSection): void {
  try {
    const texte = stockage.getItem(cle(personne, dossier, section));
    const place = cleDeCote(personne, dossier, section);
    if (texte === null || stockage.getItem(place) !== null) return;
    stockage.setItem(place, texte);
    stockage.removeItem(cle(personne, dossier, section));
  } catch {
    // Not enough room for both: the entry stays where it was.
  }
}

/** Decided: taken up again or given up. */
export function oublierDeCote(stockage: Storage, personne: string, dossier: string, section: CodeSection): void {
  try {
    stockage.removeItem(cleDeCote(personne, dossier, section));
  } catch {
    // A browser that refuses to write has kept nothing either.
  }
}

/**
 * Everything kept for this person on this dossier: what waits aside first, since it is the older. An unreadable entry is
 * skipped, not destroyed.
 */
export function lireBrouillons(
  stockage: Storage,
  personne: string,
  dossier: string,
): Partial<Record<CodeSection, Brouillon>> {
  const trouves: Partial<Record<CodeSection, Brouillon>> = {};
  for (const { code } of SECTIONS) {
    try {
      const lu = stockage.getItem(cleDeCote(personne, dossier, code)) ?? stockage.getItem(cle(personne, dossier, code));
      const brouillon = lu ? (JSON.parse(lu) as Brouillon) : null;
      if (brouillon && typeof brouillon.saisie === "object" && typeof brouillon.version === "number")
        trouves[code] = brouillon;
    } catch {}
  }
  return trouves;
}

/** At sign-out: nothing typed by this person stays on the device. */
export function effacerBrouillons(stockage: Storage, personne: string): void {
  try {
    const debut = `${PREFIXE}${personne}:`;
    const cles = Array.from({ length: stockage.length }, (_, i) => stockage.key(i));
    for (const c of cles) if (c?.startsWith(debut)) stockage.removeItem(c);
  } catch {}
}
