import "server-only";
import { courrierConfigure, envoyerCourrier } from "@/lib/integrations/courrier";
import { stockage } from "@/lib/integrations/stockage";
import { apresReponse } from "@/lib/server/apres-reponse";
import { base } from "@/lib/server/base";
import { estSecret } from "@/lib/server/courriels/deposer-courriel";
import { CORPS_EFFACE, REPRISES_MIN } from "@/lib/server/courriels/effacer-liens";
import { journal } from "@/lib/server/journaux";
import { masquerTexte } from "@/lib/server/journaux/masque";
import { porteLettreRetiree, RETENU } from "@/lib/server/lettres/retenir-courriels";

/** Sends what waits in the outbox. Several processes may call it at once: each message is claimed before it leaves. */

const MINUTE_MS = 60_000;
const PAR_PASSAGE = 50;
const ERREUR_MAX = 300;

/** A link that signs in does not stay in the table once sent, nor once it will not be. */
const SANS_LIEN = { corps: CORPS_EFFACE, lien: null };

export async function expedierCourriels(maintenant: Date): Promise<{ envoyes: number; echecs: number }> {
  const bilan = { envoyes: 0, echecs: 0 };
  if (!courrierConfigure()) return bilan;
  const client = await base();
  const attente = await client.courriel.findMany({
    where: {
      envoyeLe: null,
      OR: REPRISES_MIN.map((minutes, essais) => ({
        essais,
        creeLe: { lte: new Date(maintenant.getTime() - minutes * MINUTE_MS) },
      })),
    },
    orderBy: { creeLe: "asc" },
    take: PAR_PASSAGE,
  });
  for (const { id, destinataire, objet, corps, genre, essais, pieceNom, pieceCle } of attente) {
    const { count } = await client.courriel.updateMany({
      where: { id, essais, envoyeLe: null },
      data: { essais: { increment: 1 } },
    });
    if (count === 0) continue;
    // Set aside while its mail was between two attempts, or since someone asked for one more.
    if (await porteLettreRetiree(client, pieceCle)) {
      const data = { essais: REPRISES_MIN.length, erreur: RETENU };
      await client.courriel.update({ where: { id }, data, select: { id: true } });
      continue;
    }
    try {
      const piece = await lirePiece(pieceNom, pieceCle);
      await envoyerCourrier({ id, destinataire, objet, corps, ...(piece && { piece }) });
      await client.courriel.update({
        where: { id },
        data: {
          envoyeLe: maintenant,
          erreur: null,
          ...(estSecret(genre) && SANS_LIEN),
        },
        select: { id: true },
      });
      bilan.envoyes += 1;
    } catch (erreur) {
      // The server's words may quote the recipient.
      const dite = masquerTexte(erreur instanceof Error ? erreur.message : String(erreur)).slice(0, ERREUR_MAX);
      const derniere = essais + 1 >= REPRISES_MIN.length;
      await client.courriel.update({
        where: { id },
        data: { erreur: dite, ...(derniere && estSecret(genre) && SANS_LIEN) },
        select: { id: true },
      });
      journal.warn({ courriel: id, genre, essais: essais + 1, erreur: dite }, "Un courriel n’est pas parti");
      bilan.echecs += 1;
    }
  }
  return bilan;
}

/** A mail without its file does not leave: the attempt fails, and is told. */
async function lirePiece(nom: string | null, cle: string | null) {
  if (nom === null || cle === null) return null;
  return { nom, octets: new Uint8Array(await new Response(await stockage.lire(cle)).arrayBuffer()) };
}

/** To call after the transaction that wrote the mail: the person does not wait for the mail server. */
export function envoyerApres(): void {
  apresReponse("courriel.expedier", () => expedierCourriels(new Date()));
}
