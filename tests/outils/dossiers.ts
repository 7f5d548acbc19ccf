/** Dossiers for the tests: the contract's examples, changed one thing at a time. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { constater } from "@/lib/domain/eligibilite";
import { etablirFaits } from "@/lib/domain/faits";
import { REGIMES_PUBLIES, regime } from "@/lib/domain/regimes";
import type { CodeRegle } from "@/lib/domain/regles/codes";
import { REGISTRE } from "@/lib/domain/regles/registre";
import type { Constat, Contexte } from "@/lib/domain/verdict";
import { lireFichier, versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

export type NomExemple = "fpi-aura" | "amorcage-martinique" | "brouillon-minimal";
export const EXEMPLES: readonly NomExemple[] = ["fpi-aura", "amorcage-martinique", "brouillon-minimal"];

export const cheminExemple = (nom: NomExemple): string =>
  path.resolve(import.meta.dirname, `../fixtures/exemples/${nom}.json`);

/** A fresh copy each time: a test may change it. */
export function exemple(nom: NomExemple): DossierFichier {
  const lecture = lireFichier(JSON.parse(readFileSync(cheminExemple(nom), "utf8")));
  if (!lecture.ok) throw new Error(JSON.stringify(lecture.fautes));
  return lecture.dossier;
}

/** FPI AURA, where every rule that the file alone can decide is `conforme`, with one change. */
export function fpi(changer: (d: DossierFichier) => void = () => {}): DossierFichier {
  const dossier = exemple("fpi-aura");
  changer(dossier);
  return dossier;
}

/** One rule's finding, in the dossier's own regime when it holds the rule, else in the first that does. */
export function constat(code: CodeRegle, fichier: DossierFichier, contexte?: Contexte): Constat {
  const tient = (r: { regles: readonly { code: string }[] }) => r.regles.some((e) => e.code === code);
  const propre = regime(fichier.regime);
  const ensemble = tient(propre) ? propre : REGIMES_PUBLIES.find(tient);
  const exigence = ensemble?.regles.find((e) => e.code === code);
  if (!ensemble || !exigence) throw new Error(`Aucun régime ne tient ${code}.`);
  return constater(REGISTRE[code], exigence, etablirFaits(versDossier(fichier), ensemble, contexte));
}
