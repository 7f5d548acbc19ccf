import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { defautFin, ecrireHabilitation } from "@/lib/domain/habilitations";
import type { accordDemande } from "@/lib/schemas/acces";
import { transaction } from "@/lib/server/base";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { deJour } from "@/lib/server/dossiers/lignes";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { dejaTenue } from "@/lib/server/habilitations/conditions";
import { ecrireMail, jusquAu } from "@/lib/server/habilitations/courriels";
import { porteeVerifiee } from "@/lib/server/habilitations/portee";
import { prendreDemande } from "@/lib/server/habilitations/prendre-demande";
import { ecrireEntree } from "@/lib/server/journal";
import { erreurSaisie } from "@/lib/server/repondre";

/** Grants a request: a right with an end date, on the scope asked for or on the one corrected by whoever decides. */
export async function accorderDemande(
  agent: Agent,
  { demandeId, version, fin, message, ...saisie }: z.output<typeof accordDemande>,
  maintenant: Date,
): Promise<{ habilitationId: string }> {
  const aujourdhui = jourAParis(maintenant);
  const defaut = defautFin(fin, aujourdhui);
  if (defaut !== null) throw erreurSaisie({ fin: defaut });
  const habilitationId = await transaction(async (tx) => {
    const demande = await prendreDemande(tx, agent, { demandeId, version, etat: "accordee", message }, maintenant);
    const { role } = demande;
    const portee = await porteeVerifiee(tx, role, saisie);
    const droit = { role, ...portee };
    // Corrected out of reach: it would be given where one answers for nobody.
    if (!peut(demande.decideur, "demande.decider", { titulaireId: demande.utilisateurId, ...droit })) throw interdit();
    const tenue = await tx.habilitation.findFirst({
      where: dejaTenue(demande.utilisateurId, role, portee, aujourdhui),
      select: { id: true },
    });
    if (tenue !== null)
      throw new ErreurMetier(
        "regle",
        "Cette personne a déjà ce droit. Prolongez-le s’il se termine bientôt, ou refusez la demande en disant pourquoi.",
      );
    const creee = await tx.habilitation.create({
      data: {
        ...droit,
        utilisateurId: demande.utilisateurId,
        debut: deJour(aujourdhui) as Date,
        fin: deJour(fin),
        motif: demande.motif,
        accordeeLe: maintenant,
        accordeeParId: agent.id,
        demandeId,
      },
      select: { id: true },
    });
    const { regionAcademique, uai, campus } = demande;
    await ecrireEntree(tx, {
      action: "demande.accorder",
      acteur: agent,
      objet: creee.id,
      avant: { demandeId, role, regionAcademique, uai, campus },
      apres: { utilisateurId: demande.utilisateurId, ...droit, debut: aujourdhui, fin },
    });
    await ecrireMail(tx, {
      a: demande.utilisateur.email,
      objet: "Votre demande d’accès à Rigel est accordée",
      lignes: [
        `Vous avez maintenant le droit suivant : ${ecrireHabilitation(droit)}, ${jusquAu(fin)}.`,
        ...(message === null ? [] : [`Message de la personne qui a décidé : ${message}`]),
        "Ouvrez Rigel pour commencer :",
      ],
      lien: "/espace",
    });
    return creee.id;
  });
  envoyerApres();
  return { habilitationId };
}
