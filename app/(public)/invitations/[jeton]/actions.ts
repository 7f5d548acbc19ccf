"use server";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { type DemandeEntree, demandeAcceptation, demandeEntree } from "@/lib/schemas/equipe";
import type { Reponse } from "@/lib/schemas/reponse";
import { action } from "@/lib/server/action";
import { limiterConnexion } from "@/lib/server/debit/connexion";
import { ErreurMetier } from "@/lib/server/erreur";
import { accepterInvitation } from "@/lib/server/invitations/accepter-invitation";
import { entrerParInvitation } from "@/lib/server/invitations/entrer-par-invitation";
import { avecRequete } from "@/lib/server/journaux";
import { analyser, enReponse } from "@/lib/server/repondre";
import { agentCourant, entrer } from "@/lib/server/session";

export const accepter = action({
  nom: "invitation.accepter",
  schema: demandeAcceptation,
  executer: accepterInvitation,
  // The list of dossiers, and what the header offers.
  revalider: () => [["/", "layout"]],
});

/** A partner's contact comes in by the link itself: not behind a session, so limited as a sign-in is. */
export async function continuer(demande: DemandeEntree): Promise<Reponse<{ vers: string }>> {
  return avecRequete((await headers()).get("x-request-id"), async () => {
    try {
      await limiterConnexion("connexion_invitation");
      const lue = analyser(demandeEntree, demande);
      if ((await agentCourant()) !== null)
        throw new ErreurMetier("regle", "Vous êtes déjà connecté : déconnectez-vous, puis rouvrez le lien.");
      let vers = "/participation";
      await entrer(async (appareil) => {
        const entree = await entrerParInvitation(lue, appareil, new Date());
        vers = entree.vers;
        return entree.session;
      });
      return { ok: true, data: { vers } };
    } catch (erreur) {
      unstable_rethrow(erreur);
      return { ok: false, error: enReponse(erreur, "invitation.accepter") };
    }
  });
}
