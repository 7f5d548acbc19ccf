/** Names of fields by their address, for what speaks of them out of their form: conflicts, undo, edits taken over. */
import { type Adresse, sectionDe } from "@/lib/domain/edition/adresses";
import { cheminDAdresse, cibleDe, lireA } from "@/lib/domain/edition/changements";
import { SECTIONS } from "@/lib/domain/sections";
import { nomDuChamp, valeurLisible } from "@/lib/schemas/libelles-champs";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { idDeChamp } from "./identifiant-champ";
import type { Magasin } from "./magasin";

type Ligne = Readonly<Record<string, unknown>>;

export const nomDeSection = (section: string): string => SECTIONS.find((s) => s.code === section)?.nom ?? section;

/** What tells a row from the others, as its own fields say it. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  partenaires: ["nom"],
  campus: ["nom"],
  budget: ["partenaire", "poste", "libelle", "annee"],
  financements: ["source", "partenaire"],
  repartition: ["partenaire"],
  transformations: ["libelleColoration", "cfd"],
  plateauxTechniques: ["libelle"],
  publics: ["public", "annee"],
  indicateurs: ["nom"],
  alignement: ["objectif"],
};

/** Name of a partner by its key, one that has just been taken out included. */
export function nomPartenaire(magasin: Pick<Magasin, "lire">, cle: string): string {
  const { saisie, enregistre } = magasin.lire("partenaires");
  const ligne = ([saisie, enregistre] as const)
    .flatMap((c) => c.partenaires as readonly { id: string; nom?: unknown }[])
    .find((p) => p.id === cle);
  return ligne === undefined ? "partenaire retiré" : String(ligne.nom || "partenaire sans nom");
}

/** A value as one reads it, partners by their name. */
export const lisible = (magasin: Pick<Magasin, "lire">, chemin: string, valeur: unknown): string =>
  valeurLisible(chemin, valeur, (cle) => nomPartenaire(magasin, cle));

function nomDeLigne(magasin: Pick<Magasin, "lire">, liste: string, ligne: Ligne): string {
  const mots = (PARTS[liste] ?? []).flatMap((champ) => {
    const valeur = ligne[champ];
    if (valeur === null || valeur === undefined || valeur === "") return [];
    return [lisible(magasin, champ, valeur)];
  });
  return mots.join(", ");
}

/** A row that is not in the dossier: « Ligne de budget (GIP, Équipement, 2025) ». */
export function nommerLigne(magasin: Pick<Magasin, "lire">, adresse: Adresse, ligne: Ligne): string {
  const liste = cibleDe(adresse)?.liste ?? "";
  const nom = nomDeLigne(magasin, liste, ligne);
  return nom ? `${nomDuChamp(liste)} (${nom})` : nomDuChamp(liste);
}

/** « Titre », « Partenaire 2 (Lycée Vaucanson), SIRET », « Ligne de budget (GIP, Équipement, 2025), montant ». */
export function nomAdresse(magasin: Magasin, adresse: Adresse): string {
  const section = sectionDe(adresse) as SectionSaisie;
  const cible = cibleDe(adresse);
  if (cible === null) return nomDeSection(section);
  const { saisie, enregistre } = magasin.lire(section);
  const contenu = cheminDAdresse(saisie, adresse) === null ? enregistre : saisie;
  const chemin = cheminDAdresse(contenu, adresse);
  if (cible.liste === null || cible.cle === null)
    return nomDuChamp(cible.genre === "champ" ? cible.parts.join(".") : adresse);
  const rang = chemin?.split(".")[1];
  const ligneAdresse = adresse.split("/").slice(0, 3).join("/");
  const ligne = nomDeLigne(magasin, cible.liste, (lireA(contenu, ligneAdresse) ?? {}) as Ligne);
  const reste = cible.genre === "champ" ? cible.parts.slice(2) : [];
  // Rows of the budget are cells of a grid: nobody sees their rank.
  const tete = nomDuChamp(cible.liste === "budget" || rang === undefined ? cible.liste : `${cible.liste}.${rang}`);
  const champ = reste.length > 0 ? nomDuChamp(reste.join(".")) : "";
  const suite = champ && !/^[A-Z]{2}/.test(champ) ? champ.charAt(0).toLowerCase() + champ.slice(1) : champ;
  return [ligne ? `${tete} (${ligne})` : tete, suite].filter(Boolean).join(", ");
}

/** Where to go to see it; its list when its row is gone. */
export function champDAdresse(magasin: Magasin, adresse: Adresse): { section: SectionSaisie; id: string } {
  const section = sectionDe(adresse) as SectionSaisie;
  const chemin = cheminDAdresse(magasin.lire(section).saisie, adresse) ?? cibleDe(adresse)?.liste ?? "";
  return { section, id: idDeChamp(chemin) };
}
