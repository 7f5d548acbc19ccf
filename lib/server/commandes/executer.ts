import "server-only";
import { CODES, ErreurUsage } from "@/lib/cli/commande";
import { typographie } from "@/lib/domain/ecriture";
import type { CommandeBase, Sortie } from "@/lib/server/commandes/commande";
import { ErreurMetier } from "@/lib/server/erreur";
import { avecRequete, journaliserImprevu } from "@/lib/server/journaux";
import { estPanne } from "@/lib/server/panne";

/** What the operator must act on: shown as it is. By name: it may come from another bundle of the same module. */
const POUR_EXPLOITANT = new Set(["ErreurConfiguration", "ErreurDemarrage", "ErreurUsage", "ErreurMetier"]);

const phrase = (texte: string): string => `${typographie(texte)}\n`;

/** Runs one command wherever the database is open, here or in the server. Never throws. */
export async function executerCommande(
  nom: string,
  charger: () => Promise<CommandeBase>,
  args: readonly string[],
  sortie: Sortie,
): Promise<number> {
  return avecRequete(null, async () => {
    try {
      const commande = await charger();
      return await commande.executer(args, sortie, new Date());
    } catch (erreur) {
      return dire(erreur, nom, sortie);
    }
  });
}

function dire(erreur: unknown, nom: string, sortie: Sortie): number {
  if (erreur instanceof Error && POUR_EXPLOITANT.has(erreur.name)) {
    sortie.stderr(phrase(erreur.message));
    if (erreur instanceof ErreurUsage) return CODES.USAGE;
    return erreur instanceof ErreurMetier && erreur.code !== "indisponible" ? CODES.NEGATIF : CODES.DEFAUT;
  }
  if (estPanne(erreur)) {
    const { message } = erreur as Error;
    sortie.stderr(phrase(`La base de données ne répond pas : ${message?.trim().split("\n").at(-1) ?? ""}`));
    return CODES.DEFAUT;
  }
  const reference = journaliserImprevu(erreur, { commande: nom });
  const detail = erreur instanceof Error ? erreur.message : String(erreur);
  sortie.stderr(phrase(`Défaut imprévu de Rigel (référence ${reference}) : ${detail}`));
  return CODES.DEFAUT;
}
