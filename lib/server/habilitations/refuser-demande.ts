import "server-only";
import type { z } from "zod";
import { ecrireHabilitation } from "@/lib/domain/habilitations";
import type { refusDemande } from "@/lib/schemas/acces";
import { transaction } from "@/lib/server/base";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import type { Agent } from "@/lib/server/droits";
import { ecrireMail } from "@/lib/server/habilitations/courriels";
import { prendreDemande } from "@/lib/server/habilitations/prendre-demande";
import { ecrireEntree } from "@/lib/server/journal";

/** Refuses a request with a reason, which the person reads by mail and on their page. */
export async function refuserDemande(
  agent: Agent,
  { demandeId, version, motif }: z.output<typeof refusDemande>,
  maintenant: Date,
): Promise<{ id: string }> {
  await transaction(async (tx) => {
    const decision = { demandeId, version, etat: "refusee", message: motif } as const;
    const demande = await prendreDemande(tx, agent, decision, maintenant);
    const { role, regionAcademique, uai, campus, utilisateurId } = demande;
    await ecrireEntree(tx, {
      action: "demande.refuser",
      acteur: agent,
      objet: demandeId,
      apres: { utilisateurId, role, regionAcademique, uai, campus },
    });
    await ecrireMail(tx, {
      a: demande.utilisateur.email,
      objet: "Votre demande d’accès à Rigel est refusée",
      lignes: [
        `Vous aviez demandé : ${ecrireHabilitation(demande)}.`,
        `Raison donnée : ${motif}`,
        "Vous pouvez faire une autre demande ici :",
      ],
      lien: "/acces",
    });
  });
  envoyerApres();
  return { id: demandeId };
}
