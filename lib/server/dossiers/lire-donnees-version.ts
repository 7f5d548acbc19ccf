import "server-only";
import { sha256, TYPE_DONNEES, texteDesDonnees } from "@/lib/pdf/donnees";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { champsDossier } from "@/lib/schemas/rigel-dossier";
import { transaction } from "@/lib/server/base";
import { nomDeFichier } from "@/lib/server/dossiers/exporter-dossier";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

export type DonneesVersion = { nom: string; typeMime: string; texte: string };

/**
 * The data of a filed version, the very text embedded in its PDF; null: none, or not for this person. The hash frozen at
 * filing is checked on the way out: altered data are never handed over as filed ones.
 */
export async function lireDonneesVersion(
  agent: Agent,
  dossierId: string,
  numero: number,
): Promise<DonneesVersion | null> {
  if (!estIdentifiant(dossierId) || !Number.isSafeInteger(numero) || numero < 1 || numero > 100_000) return null;
  return transaction(async (tx) => {
    const lue = await tx.versionDeposee.findFirst({
      where: { dossierId, numero, dossier: { AND: [dossiersPermis(agent, "version.lire")] } },
      select: { donnees: true, donneesSha256: true, dossier: { select: { titre: true, acronyme: true } } },
    });
    if (lue === null) return null;
    const texte = texteDesDonnees(champsDossier.parse(lue.donnees));
    if (sha256(texte) !== lue.donneesSha256)
      throw new Error(`Données altérées : dossier ${dossierId}, version ${numero}`);
    await ecrireEntree(tx, { action: "version.lire_donnees", acteur: agent, dossierId, objet: `version ${numero}` });
    return {
      nom: `${nomDeFichier(lue.dossier)}-version-${numero}.json`,
      typeMime: `${TYPE_DONNEES}; charset=utf-8`,
      texte,
    };
  });
}
