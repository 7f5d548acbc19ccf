/** One value as the schemas read it, in the section it belongs to. Pure. */
import type { Adresse } from "@/lib/domain/edition/adresses";
import { ligneDe, lireA, memeValeur } from "@/lib/domain/edition/changements";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { JugeSaisie } from "../charger-juge";
import { estLigne, memeLigne, poserA, poserLigne, rangDe } from "./valeurs";
import { jugerSaisie } from "./validite";

/** `juste`: it parses; else `valeur` is what was typed. `contenu`: the section around it, right itself. */
export type Lue = { valeur: unknown; juste: boolean };

/** Of a row that is not there, or before the schemas are, nobody can tell. */
export function lireValeur(
  juge: JugeSaisie | null,
  section: SectionSaisie,
  contenu: unknown,
  adresse: Adresse,
  valeur: unknown,
): Lue {
  const ligne = estLigne(adresse) ? null : ligneDe(adresse);
  if (!juge || (ligne !== null && lireA(contenu, ligne) === undefined)) return { valeur, juste: false };
  const essai = estLigne(adresse)
    ? poserLigne(section, contenu, adresse, valeur ?? {}, Math.max(0, rangDe(contenu, adresse)))
    : poserA(section, contenu, adresse, valeur);
  const { contenu: lu, fautives } = jugerSaisie(juge, section, essai, contenu);
  if ([...fautives].some((f) => memeLigne(f, adresse) || memeLigne(adresse, f))) return { valeur, juste: false };
  return { valeur: lireA(lu, adresse), juste: true };
}

/** Same value once read: « 12 » is what the server gives back as « 12.00 ». */
export function egalesLues(
  juge: JugeSaisie | null,
  section: SectionSaisie,
  contenu: unknown,
  adresse: Adresse,
  a: unknown,
  b: unknown,
): boolean {
  if (memeValeur(a, b)) return true;
  const [une, autre] = [a, b].map((v) => lireValeur(juge, section, contenu, adresse, v));
  return une?.juste === true && autre?.juste === true && memeValeur(une.valeur, autre.valeur);
}
