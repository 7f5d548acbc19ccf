import "server-only";
import { transaction } from "@/lib/server/base";
import { ouvrirBailDans } from "@/lib/server/session/bail";
import { trouverCompte } from "@/lib/server/session/proconnect/compte";
import type { Garantie } from "@/lib/server/session/proconnect/garantie";
import type { Identite } from "@/lib/server/session/proconnect/identite";
import { sceller } from "@/lib/server/session/scelle";
import { Prisma } from "@/prisma/genere/client";

export const USAGE_ID_TOKEN = "id_token";

type Entree = { identite: Identite; idToken: string; garantie: Garantie; appareil: string | null };

/** Account found or made and session opened in one transaction, with one entry that says which. The session's token. */
export async function entrerParProConnect(entree: Entree, maintenant: Date): Promise<string> {
  try {
    return await ouvrir(entree, maintenant);
  } catch (erreur) {
    // The same person signing in twice at once for the first time: the second finds the account that the first made.
    const doublon = erreur instanceof Prisma.PrismaClientKnownRequestError && erreur.code === "P2002";
    if (!doublon) throw erreur;
    return ouvrir(entree, maintenant);
  }
}

function ouvrir({ identite, idToken, garantie, appareil }: Entree, maintenant: Date): Promise<string> {
  return transaction(async (tx) => {
    const { id, geste, champs } = await trouverCompte(tx, identite);
    return ouvrirBailDans(
      tx,
      id,
      {
        action: "session.ouvrir_proconnect",
        methode: "proconnect",
        appareil,
        idTokenScelle: sceller(USAGE_ID_TOKEN, idToken),
        detail: { compte: geste, ...(champs.length > 0 && { champs }), ...garantie },
      },
      maintenant,
    );
  });
}
