"use server";
import { demandeRevocation, demandeRevocationAutres } from "@/lib/schemas/sessions";
import { action } from "@/lib/server/action";
import { ErreurMetier } from "@/lib/server/erreur";
import { referenceCourante } from "@/lib/server/session";
import { revoquerAutresSessions, revoquerSession } from "@/lib/server/session/revoquer-session";

const PAGES = [["/compte/sessions"], ["/compte"]] as [string][];

export const revoquer = action({
  nom: "session.revoquer",
  schema: demandeRevocation,
  executer: revoquerSession,
  revalider: () => PAGES,
});

export const revoquerAutres = action({
  nom: "session.revoquer_autres",
  schema: demandeRevocationAutres,
  executer: async (agent, _demande, maintenant) => {
    const courante = await referenceCourante();
    if (courante === null) throw new ErreurMetier("session", "Votre session est terminée. Reconnectez-vous.");
    return revoquerAutresSessions(agent, courante, maintenant);
  },
  revalider: () => PAGES,
});
