/** Fields and rows of a comparison, named as a person would. */
import type { SectionComparee } from "@/lib/domain/comparaison/champs";
import { cibleDe, type Ligne, ligneDe, lireA } from "@/lib/domain/edition/changements";
import { nomDuChamp, valeurLisible } from "@/lib/schemas/libelles-champs";

type Noms = ReadonlyMap<string, string>;

/** What tells a row of each list from its neighbours. */
const DESCRIPTIONS: Readonly<Record<string, readonly string[]>> = {
  partenaires: ["nom"],
  campus: ["nom"],
  budget: ["partenaire", "poste", "annee", "libelle"],
  financements: ["source", "partenaire"],
  repartition: ["partenaire"],
  transformations: ["uai", "cfd", "rentree"],
  plateauxTechniques: ["libelle", "hote"],
  publics: ["public", "niveau", "annee"],
  indicateurs: ["nom"],
  alignement: ["reference", "objectif"],
};
/** Fields that hold the key of a partner. */
const PARTENAIRES: ReadonlySet<string> = new Set(["partenaire", "hote", "usagers"]);

/** A value in words, partners by their name. */
export function ecrireValeur(champ: string, valeur: unknown, noms: Noms): string {
  if (PARTENAIRES.has(champ) && typeof valeur === "string") return noms.get(valeur) ?? valeur;
  if (PARTENAIRES.has(champ) && Array.isArray(valeur))
    return valeur.map((v) => noms.get(String(v)) ?? String(v)).join(", ") || "Aucun";
  if (
    (champ === "scolaire" || champ.startsWith("scolaireC") || champ.startsWith("apprentissage")) &&
    Array.isArray(valeur)
  )
    return `${valeur[0]} places, puis ${valeur[1]}`;
  return valeurLisible(champ, valeur);
}

/** « GIP FTLV, Équipement, 2025 » */
export function decrireLigne(liste: string, ligne: Ligne, noms: Noms): string {
  const mots = (DESCRIPTIONS[liste] ?? [])
    .filter((champ) => ligne[champ] !== null && ligne[champ] !== undefined && ligne[champ] !== "")
    .map((champ) => (champ === "niveau" ? `niveau ${ligne[champ]}` : ecrireValeur(champ, ligne[champ], noms)));
  return mots.join(", ") || "sans précision";
}

const SANS_NOM: Noms = new Map();

/** « Ligne de budget : GIP FTLV, Équipement, 2025 » for a row; its field after, if any. */
export function nommerChamp(
  s: Pick<SectionComparee, "avant" | "apres">,
  adresse: string,
  noms: Noms = SANS_NOM,
): string {
  const cible = cibleDe(adresse);
  if (cible === null) return adresse;
  if (cible.liste === null) return nomDuChamp((cible as { parts: readonly string[] }).parts.join("."));
  const ligne = ligneDe(adresse) ?? adresse;
  const lue = (lireA(s.apres, ligne) ?? lireA(s.avant, ligne) ?? {}) as Ligne;
  const nom = `${nomDuChamp(cible.liste)} : ${decrireLigne(cible.liste, lue, noms)}`;
  if (cible.genre === "ligne") return nom;
  const champ = nomDuChamp(cible.parts.slice(2).join("."));
  return `${nom} – ${champ.charAt(0).toLowerCase()}${champ.slice(1)}`;
}
