/** Conflicts as components read them. */
import { useSyncExternalStore } from "react";
import { adresseDeChemin, ligneDe } from "@/lib/domain/edition/changements";
import { AUTEUR_EQUIPE } from "@/lib/schemas/edition";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { useEspaceFixe } from "./espace-contexte";
import type { ConflitLocal } from "./magasin";
import { estLigne } from "./magasin/valeurs";

const AUCUN: readonly ConflitLocal[] = [];

/** Opens the dialog, on the conflict whose address `detail` holds, or on the first one. */
export const OUVRIR_CONFLITS = "rigel:ouvrir-conflits";
export const ouvrirConflits = (adresse?: string): void => {
  window.dispatchEvent(new CustomEvent(OUVRIR_CONFLITS, { detail: adresse }));
};

export function useConflits(): readonly ConflitLocal[] {
  const { magasin } = useEspaceFixe();
  return useSyncExternalStore(magasin.souscrire, magasin.conflits, () => AUCUN);
}

/** The conflict of one field, or of its row. */
export function useConflitDuChamp(section: SectionSaisie, chemin: string): ConflitLocal | null {
  const { magasin } = useEspaceFixe();
  const lire = () => {
    const conflits = magasin.conflits();
    if (conflits.length === 0) return null;
    const adresse = adresseDeChemin(section, magasin.lire(section).saisie, chemin);
    const ligne = adresse === null ? null : ligneDe(adresse);
    return conflits.find((c) => c.adresse === adresse || c.adresse === ligne) ?? null;
  };
  return useSyncExternalStore(magasin.souscrire, lire, () => null);
}

export const nomDe = (c: Pick<ConflitLocal, "par">): string => c.par?.nom ?? "Une autre personne";

/** « de Camille », « d’Alice », « d’Yves », « de Yann ». */
export function deNom(nom: string): string {
  const [premiere = "", suivante = ""] = nom.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const voyelle = (lettre: string) => /[aeiouœæ]/.test(lettre);
  // An H may or may not take it (« d’Hélène », « de Hamza »): it does in most first names of the country.
  const elision = voyelle(premiere) || premiere === "h" || (premiere === "y" && !voyelle(suivante));
  return elision ? `d’${nom}` : `de ${nom}`;
}

/** « Garder celle de Camille ». null: nobody known, or another page of the person themself. */
export const prenomDe = (c: Pick<ConflitLocal, "par">, lecteur: string): string | null =>
  c.par === null || c.par.id === lecteur || c.par.id === AUTEUR_EQUIPE.id ? null : (c.par.nom.split(" ")[0] ?? null);

/** What keeping one's own does: a row that one took out goes, a field that one emptied stays empty. */
export const garderLaMienne = (c: Pick<ConflitLocal, "adresse" | "mienne" | "retiree">): string =>
  c.mienne === null && !c.retiree && estLigne(c.adresse) ? "Retirer quand même" : "Garder la mienne";

/** Who stands at the head of their value. */
export const titreDe = (c: Pick<ConflitLocal, "par">, lecteur: string): string =>
  c.par?.id === lecteur ? "Vous, dans une autre page" : nomDe(c);
