/** What the notices of the workspace say. No React in here. */
import { modifiable, nomEtat } from "@/lib/domain/etats";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { ConflitLocal } from "./magasin";

type ParQui = Pick<ConflitLocal, "par">;

const champs = (n: number): string => (n === 1 ? "le même champ" : `les mêmes ${n} champs`);

/** One person by their name; several, or nobody known, not one by one. */
function nomsDe(conflits: readonly ParQui[]): string {
  const auteurs = new Map(conflits.map((c) => [c.par?.id, c.par?.nom ?? "Une autre personne"]));
  const [premier = ""] = auteurs.values();
  return auteurs.size === 1 ? premier : "D’autres personnes";
}

/** Several conflicts, by whom: others, oneself in another page, or both. */
export function direPlusieurs(conflits: readonly ParQui[], lecteur: string): string {
  const autres = conflits.filter((c) => c.par?.id !== lecteur);
  const siens = conflits.length - autres.length;
  if (autres.length === 0) return `Vous avez écrit ${champs(siens)} depuis plusieurs pages.`;
  const nous = `${nomsDe(autres)} et vous avez écrit ${champs(autres.length)}`;
  return siens === 0 ? `${nous}.` : `${nous} ; vous en avez écrit ${siens} depuis plusieurs pages.`;
}

/** Why what was typed can no longer be saved. */
export function motifSansDroit({ etat }: Pick<EspaceDossier, "etat">): string {
  if (etat === "abandonne") return "Ce dossier a été abandonné entre-temps : il ne se modifie plus.";
  if (!modifiable(etat))
    return `Ce dossier est passé entre-temps à l’état « ${nomEtat(etat)} » : son contenu est figé.`;
  return "Vous ne pouvez plus modifier ce dossier : votre droit a changé entre-temps.";
}

/** « Identité », « Acronyme », « FPI 2 » */
export type SaisieLisible = { section: string; champ: string; valeur: string };

/** What is copied: one paragraph per field. */
export const enTexte = (saisies: readonly SaisieLisible[]): string =>
  saisies.map(({ section, champ, valeur }) => `${section}, ${champ} :\n${valeur}`).join("\n\n");
