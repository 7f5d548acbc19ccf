import "server-only";
import { nouvelleCle, type Source, stockage } from "@/lib/integrations/stockage";
import { base, transaction } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { journal } from "@/lib/server/journaux";
import { jeterFichier, recevoirFichier } from "@/lib/server/pieces/recevoir";

export type DocumentRecu = { id: string; nom: string; octets: number };

export function exigerPublication(agent: Agent): void {
  if (!peut(agent, "regime.publier")) throw interdit();
}

/** The document that will confirm a rule: received and examined as any piece, then recorded. It binds nothing by itself. */
export async function recevoirDocument(
  agent: Agent,
  demande: { nom: string; octets: Source },
  maintenant: Date,
): Promise<DocumentRecu> {
  exigerPublication(agent);
  const recu = await recevoirFichier(demande.octets, demande.nom);
  const cle = nouvelleCle("regimes");
  let pris = false;
  try {
    return await transaction(async (tx) => {
      const { id } = await tx.documentRegime.create({
        data: {
          nom: recu.nom,
          typeMime: recu.typeMime,
          octets: recu.octets,
          sha256: recu.sha256,
          cleStockage: cle,
          deposeLe: maintenant,
          deposeParId: agent.id,
        },
        select: { id: true },
      });
      await ecrireEntree(tx, {
        action: "regime.joindre_document",
        acteur: agent,
        objet: id,
        apres: { nom: recu.nom, octets: recu.octets, sha256: recu.sha256 },
      });
      // Last step: once the file is in place only the commit is left.
      pris = true;
      await stockage.prendre(cle, recu.chemin);
      return { id, nom: recu.nom, octets: recu.octets };
    });
  } catch (erreur) {
    await jeterFichier(recu);
    if (pris) await oublier(cle);
    throw erreur;
  }
}

/** A connection lost during COMMIT leaves it unknown whether the row exists: the file goes only when the database says no. */
async function oublier(cle: string): Promise<void> {
  try {
    const client = await base();
    if ((await client.documentRegime.count({ where: { cleStockage: cle } })) === 0) await stockage.supprimer(cle);
  } catch (err) {
    journal.warn({ err, cle }, "Document d’un régime gardé : la base ne dit pas s’il est utilisé");
  }
}
