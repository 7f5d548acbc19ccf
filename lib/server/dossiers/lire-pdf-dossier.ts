import "server-only";
import type { Source } from "@/lib/integrations/stockage";
import type { Extraction } from "@/lib/pdf/extraction";
import { OCTETS_IMPORT_MAX } from "@/lib/schemas/demandes";
import { extraireAPart } from "@/lib/server/dossiers/extraire-a-part";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { jeterFichier, recevoirFichier } from "@/lib/server/pieces/recevoir";
import { erreurSaisie } from "@/lib/server/repondre";

const PHRASES: Record<Exclude<Extraction, { ok: true }>["motif"], string> = {
  illisible: "Ce PDF ne s’ouvre pas : il est abîmé, incomplet ou protégé. Prenez celui que Rigel a produit.",
  sans_donnees:
    "Ce PDF ne contient pas les données d’un dossier. Prenez le PDF d’un dossier produit par Rigel, ou son fichier JSON.",
  empreinte:
    "Les données de ce PDF ne correspondent plus à leur empreinte : le fichier a été modifié. Prenez l’original.",
};

export function exigerImport(agent: Agent): void {
  if (!peut(agent, "dossier.importer")) throw interdit();
}

/**
 * The exchange file inside a PDF made by Rigel, as text: what is read is shown to the person, and nothing is created. The
 * PDF is received and examined as any attachment, then thrown away.
 */
export async function lirePdfDossier(
  agent: Agent,
  demande: { nom: string; octets: Source },
): Promise<{ texte: string }> {
  exigerImport(agent);
  const recu = await recevoirFichier(demande.octets, demande.nom);
  try {
    if (recu.typeMime !== "application/pdf") throw erreurSaisie({ fichier: "Ce fichier n’est pas un PDF." });
    const lu = await extraireAPart({ chemin: recu.chemin, octetsMax: OCTETS_IMPORT_MAX });
    if (!lu.ok) {
      const { motif } = lu;
      if (motif !== "trop_lourd") throw erreurSaisie({ fichier: PHRASES[motif] });
      throw new ErreurMetier(
        "trop_lourd",
        "Les données de ce PDF dépassent 5 Mo : un dossier n’en pèse jamais autant.",
      );
    }
    return { texte: lu.texte };
  } finally {
    await jeterFichier(recu);
  }
}
