import "server-only";
import { PIECES_MAX } from "@/lib/domain/pieces";
import { nouvelleCle, type Source, stockage } from "@/lib/integrations/stockage";
import { descriptionPiece, estIdentifiant } from "@/lib/schemas/demandes";
import { base, type Tx, transaction } from "@/lib/server/base";
import { deJour } from "@/lib/server/dossiers/lignes";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { relireDroits } from "@/lib/server/habilitations/relire-droits";
import { ecrireEntree } from "@/lib/server/journal";
import { apresChangementDePieces } from "@/lib/server/pieces/apres-changement";
import { effacerOrphelin } from "@/lib/server/pieces/effacer-orphelin";
import { jeterFichier, recevoirFichier } from "@/lib/server/pieces/recevoir";
import { analyser } from "@/lib/server/repondre";

export type AjoutPiece = {
  dossierId: string;
  /** Completes a piece declared without its file, whose type and date stay. */
  pieceId?: string | null | undefined;
  type?: string | null | undefined;
  date?: string | null | undefined;
  nom: string;
  octets: Source;
};

/** Before a single byte is received: may this person attach here at all? */
export async function peutAjouter(agent: Agent, dossierId: string): Promise<void> {
  const client = await base();
  const permis = estIdentifiant(dossierId)
    ? await client.dossier.findFirst({
        where: { id: dossierId, AND: [dossiersPermis(agent, "piece.ajouter")] },
        select: { id: true },
      })
    : null;
  // The transaction says why.
  if (permis === null) await transaction((tx) => verrouiller(tx, agent, dossierId, "piece.ajouter"));
}

/** Attaches a file: received and read first, then recorded; on any failure neither row nor file remains. */
export async function ajouterPiece(agent: Agent, demande: AjoutPiece, maintenant: Date): Promise<{ id: string }> {
  const { type, date } = analyser(descriptionPiece, { type: demande.type ?? null, date: demande.date ?? null });
  await peutAjouter(agent, demande.dossierId);
  const recu = await recevoirFichier(demande.octets, demande.nom);
  const cle = nouvelleCle("pieces");
  let pris = false;
  try {
    return await transaction(async (tx) => {
      // The file took its time: a right withdrawn meanwhile writes nothing.
      const present = await relireDroits(tx, agent, maintenant);
      const dossier = await verrouiller(tx, present, demande.dossierId, "piece.ajouter");
      const fichier = {
        nomFichier: recu.nom,
        typeMime: recu.typeMime,
        octets: recu.octets,
        sha256: recu.sha256,
        cleStockage: cle,
        deposeeLe: maintenant,
        deposeeParId: agent.id,
      };
      const id = demande.pieceId
        ? await completer(tx, dossier.id, demande.pieceId, fichier)
        : await creer(tx, dossier.id, { ...fichier, type, date: deJour(date) });
      await apresChangementDePieces(tx, agent, dossier, maintenant);
      await ecrireEntree(tx, {
        action: "piece.ajouter",
        acteur: agent,
        dossierId: dossier.id,
        objet: id,
        apres: { nom: recu.nom, typeMime: recu.typeMime, octets: recu.octets, sha256: recu.sha256, type, date },
      });
      // Last step: once the file is in place only the commit is left.
      pris = true;
      await stockage.prendre(cle, recu.chemin);
      return { id };
    });
  } catch (erreur) {
    await jeterFichier(recu);
    if (pris) await effacerOrphelin(demande.dossierId, cle);
    throw erreur;
  }
}

type Colonnes = {
  nomFichier: string;
  typeMime: string;
  octets: number;
  sha256: string;
  cleStockage: string;
  deposeeLe: Date;
  deposeeParId: string;
};

async function completer(tx: Tx, dossierId: string, pieceId: string, fichier: Colonnes): Promise<string> {
  const { count } = estIdentifiant(pieceId)
    ? await tx.piece.updateMany({
        where: { id: pieceId, dossierId, retireeLe: null, cleStockage: null },
        data: fichier,
      })
    : { count: 0 };
  if (count === 0)
    throw new ErreurMetier("regle", "Cette pièce a déjà son fichier, ou n’existe plus : actualisez la page.");
  return pieceId;
}

async function creer(
  tx: Tx,
  dossierId: string,
  data: Colonnes & { type: string | null; date: Date | null },
): Promise<string> {
  const { _count, _max } = await tx.piece.aggregate({
    where: { dossierId },
    _count: { _all: true },
    _max: { rang: true },
  });
  if (_count._all >= PIECES_MAX) throw new ErreurMetier("regle", `Au plus ${PIECES_MAX} pièces par dossier.`);
  const { id } = await tx.piece.create({
    data: { ...data, dossierId, rang: (_max.rang ?? -1) + 1 },
    select: { id: true },
  });
  return id;
}
