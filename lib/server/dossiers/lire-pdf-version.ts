import "server-only";
import { stockage } from "@/lib/integrations/stockage";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { nomDeFichier } from "@/lib/server/dossiers/exporter-dossier";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import type { Telechargement } from "@/lib/server/pieces/lire-piece";

/** The PDF of a filed version, the very bytes of that day; null: none, or not for this person. */
export async function lirePdfVersion(agent: Agent, dossierId: string, numero: number): Promise<Telechargement | null> {
  if (!estIdentifiant(dossierId) || !Number.isSafeInteger(numero) || numero < 1 || numero > 100_000) return null;
  const version = await transaction(async (tx) => {
    const lue = await tx.versionDeposee.findFirst({
      where: { dossierId, numero, dossier: { AND: [dossiersPermis(agent, "version.lire")] } },
      select: { pdfCle: true, pdfOctets: true, dossier: { select: { titre: true, acronyme: true } } },
    });
    if (lue !== null)
      await ecrireEntree(tx, { action: "version.lire", acteur: agent, dossierId, objet: `version ${numero}` });
    return lue;
  });
  if (version === null) return null;
  return {
    nom: `${nomDeFichier(version.dossier)}-version-${numero}.pdf`,
    typeMime: "application/pdf",
    octets: version.pdfOctets,
    flux: await stockage.lire(version.pdfCle),
  };
}
