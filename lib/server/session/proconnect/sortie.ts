import "server-only";
import { randomBytes } from "node:crypto";
import type { Proconnect } from "@/lib/env";
import { adresseAbsolue } from "@/lib/server/adresse";
import { journal } from "@/lib/server/journaux";
import { masquerTexte } from "@/lib/server/journaux/masque";
import { emetteurProConnect } from "@/lib/server/session/proconnect/emetteur";
import { USAGE_ID_TOKEN } from "@/lib/server/session/proconnect/entrer";
import { desceller } from "@/lib/server/session/scelle";

/** Signing out of ProConnect too, after Rigel's own session is closed: it never depends on the provider's answer. */

export const RETOUR_DE_SORTIE = "/connexion/deconnecte";

export type SortieProConnect = { vers: string; state: string };

/** null: no id_token to show (sealed with another secret), or ProConnect does not answer. */
export async function sortirDeProConnect(pc: Proconnect, idTokenScelle: string): Promise<SortieProConnect | null> {
  const idToken = desceller(USAGE_ID_TOKEN, idTokenScelle);
  if (idToken === null) return null;
  try {
    const { end_session_endpoint: adresse } = (await emetteurProConnect(pc)).metadata;
    if (adresse === undefined || !/^https?:$/.test(new URL(adresse).protocol))
      throw new Error("pas d’adresse de sortie");
    const state = randomBytes(32).toString("hex");
    const vers = new URL(adresse);
    vers.searchParams.set("id_token_hint", idToken);
    vers.searchParams.set("state", state);
    vers.searchParams.set("post_logout_redirect_uri", await adresseAbsolue(RETOUR_DE_SORTIE));
    return { vers: vers.href, state };
  } catch (erreur) {
    const raison = masquerTexte(erreur instanceof Error ? erreur.message : String(erreur));
    journal.warn(
      { action: "session.fermer", raison },
      "ProConnect ne répond pas : seule la session de Rigel est fermée",
    );
    return null;
  }
}
