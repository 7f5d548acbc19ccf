/** Identity of the project and letter of intention. */

import { dernierJour } from "@/lib/domain/dates";
import { FILIERES, nomRegion, OBJECTIFS_FRANCE_2030, REGIMES, VOLETS } from "@/lib/domain/nomenclatures";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { jour, mois, nombre, texteOu } from "../lecture";
import { ecrireFaits } from "../tableau";

/** Numbered codes keep their number; one that the call does not know is shown as it is. */
const numerotes = (
  numeros: readonly number[] | null | undefined,
  liste: readonly { numero: number; libelle: string }[],
): string | undefined =>
  (numeros ?? []).map((n) => `${n}. ${liste.find((l) => l.numero === n)?.libelle ?? "numéro inconnu"}`).join("\n") ||
  undefined;

export function ecrireIdentite(f: Feuille, { fichier }: EntreePdf): void {
  const fin =
    fichier.debut != null && fichier.dureeMois != null && fichier.dureeMois > 0
      ? jour(dernierJour(fichier.debut, fichier.dureeMois))
      : undefined;
  ecrireFaits(f, [
    ["Titre", texteOu(fichier.titre)],
    ["Acronyme", texteOu(fichier.acronyme)],
    ["Régime", `${fichier.regime}, ${REGIMES.libelles[fichier.regime]}`],
    ["Région académique", fichier.regionAcademique ? nomRegion(fichier.regionAcademique) : undefined],
    ["Filières", (fichier.filieres ?? []).map((c) => FILIERES.libelles[c]).join("\n") || undefined],
    ["Volets", numerotes(fichier.volets, VOLETS)],
    ["Objectifs France 2030", numerotes(fichier.objectifsFrance2030, OBJECTIFS_FRANCE_2030)],
    ["Début", jour(fichier.debut)],
    ["Durée", mois(fichier.dureeMois)],
    ["Dernier jour", fin],
    ["Date de dépôt", jour(fichier.dateDepot)],
    ["Pages de la présentation", nombre(fichier.pagesPresentation)],
  ]);
}

const AVIS = { go: "GO", no_go: "NO GO" } as const;

export function ecrireLettre(f: Feuille, { fichier }: EntreePdf): void {
  const l = fichier.lettreIntention;
  if (l?.deposeeLe == null && l?.avis == null && l?.avisLe == null) {
    f.absent();
    return;
  }
  ecrireFaits(f, [
    ["Déposée le", jour(l.deposeeLe)],
    ["Avis", l.avis == null ? undefined : AVIS[l.avis]],
    ["Date de l’avis", jour(l.avisLe)],
  ]);
}
