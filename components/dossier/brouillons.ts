/**
 * Unsaved edits as the browser kept them before edits went field by field: read once, then gone
 * (magasin/garde.ts keeps what is typed now).
 */
import { SECTIONS } from "@/lib/domain/sections";

const PREFIXE = "rigel:brouillon:";

export type Brouillon = {
  /** What was typed, as typed. */
  saisie: unknown;
  /** Version of the section it was typed over. */
  version: number;
};

const clesDe = (stockage: Storage, debut: string): string[] =>
  Array.from({ length: stockage.length }, (_, i) => stockage.key(i)).filter(
    (c): c is string => c?.startsWith(debut) === true,
  );

/** By section; what had been put aside to be decided first, since it is the older. */
export function lireBrouillons(stockage: Storage, personne: string, dossier: string): Record<string, Brouillon> {
  const trouves: Record<string, Brouillon> = {};
  for (const { code } of SECTIONS) {
    try {
      const cle = `${PREFIXE}${personne}:${dossier}:${code}`;
      const lu = stockage.getItem(`${cle}:retrouve`) ?? stockage.getItem(cle);
      const brouillon = lu ? (JSON.parse(lu) as Brouillon) : null;
      if (brouillon && typeof brouillon.saisie === "object" && typeof brouillon.version === "number")
        trouves[code] = brouillon;
    } catch {}
  }
  return trouves;
}

export function oublierBrouillons(stockage: Storage, personne: string, dossier: string): void {
  try {
    for (const c of clesDe(stockage, `${PREFIXE}${personne}:${dossier}:`)) stockage.removeItem(c);
  } catch {}
}

/** At sign-out: nothing typed by this person stays on the device. */
export function effacerBrouillons(stockage: Storage, personne: string): void {
  try {
    for (const c of clesDe(stockage, `${PREFIXE}${personne}:`)) stockage.removeItem(c);
  } catch {}
}
