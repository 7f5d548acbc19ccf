/** What the register writes in the dossier, through the store as any typing: histories, other pages and « Annuler » follow. */
import { ecrireValeurSaisie } from "@/components/dossier/champ-saisi";
import type { Magasin, NomGeste } from "@/components/dossier/magasin";
import { aEngager } from "@/lib/domain/lettres";
import type { SaisieSection } from "@/lib/schemas/sections";

type LigneSaisie = { partenaire?: unknown; source?: unknown; engage?: unknown };

const aEngagerPour = (l: LigneSaisie, partenaire: string): boolean =>
  l.partenaire === partenaire && aEngager(l as Parameters<typeof aEngager>[0]);

export const nombreAEngager = (lignes: readonly LigneSaisie[], partenaire: string): number =>
  lignes.filter((l) => aEngagerPour(l, partenaire)).length;

/** The lines that its signed letter proves become « engagé », in one gesture; null: none was left. */
export function engagerLignes(magasin: Pick<Magasin, "lire" | "modifierEnGeste">, partenaire: string): NomGeste | null {
  const { saisie } = magasin.lire("financement");
  const financements = saisie.financements.map((l) => (aEngagerPour(l, partenaire) ? { ...l, engage: true } : l));
  return magasin.modifierEnGeste("financement", { ...saisie, financements } as SaisieSection<"financement">);
}

/** The partner's form says again what its signed file does. */
export function reprendreFichier(
  magasin: Magasin,
  partenaire: string,
  fichier: { montant: string; signeeLe: string },
): void {
  const rang = magasin.lire("partenaires").saisie.partenaires.findIndex((p) => p.id === partenaire);
  if (rang >= 0) ecrireValeurSaisie(magasin, "partenaires", ["partenaires", rang, "lettreEngagement"], fichier);
}
