import "server-only";
import type { z } from "zod";
import type { demandeRetraitMembre } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { dejaChange, membreIntrouvable } from "@/lib/server/equipe/erreurs";
import { exigerUnResponsable } from "@/lib/server/equipe/responsables";
import { sortirDeLEquipe } from "@/lib/server/equipe/sortir-de-l-equipe";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireMail } from "@/lib/server/habilitations/courriels";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";

/** Out of the team with immediate effect: membership, right on this dossier, open sessions. */
export async function retirerMembre(
  agent: Agent,
  { dossierId, utilisateurId, versionVue }: z.output<typeof demandeRetraitMembre>,
  maintenant: Date,
): Promise<{ utilisateurId: string }> {
  const retire = await transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "equipe.gerer");
    if (utilisateurId === agent.id)
      throw new ErreurMetier("regle", "Pour partir vous-même, utilisez « Quitter l’équipe ».");
    const membre = await tx.membreDossier.findUnique({
      where: { dossierId_utilisateurId: { dossierId, utilisateurId } },
      select: { droit: true, version: true, utilisateur: { select: { email: true } } },
    });
    if (membre === null) throw membreIntrouvable();
    if (membre.version !== versionVue) throw dejaChange();
    await exigerUnResponsable(tx, dossierId, utilisateurId, null, maintenant);
    const sortie = await sortirDeLEquipe(
      tx,
      agent,
      { dossierId, utilisateurId },
      "Retiré de l’équipe du dossier",
      maintenant,
    );
    const sessionsFermees = await fermerSessions(tx, utilisateurId, "droit_retire", undefined, maintenant);
    await ecrireEntree(tx, {
      action: "equipe.retirer_membre",
      acteur: agent,
      dossierId,
      objet: utilisateurId,
      avant: { utilisateurId, droit: membre.droit },
      apres: { ...sortie, sessionsFermees },
    });
    // The title stays out of it: administrators may read the outbox, never a dossier's content.
    await ecrireMail(tx, {
      a: membre.utilisateur.email,
      objet: "Vous ne faites plus partie de l’équipe d’un dossier",
      lignes: [
        "Une personne responsable d’un dossier Rigel vous a retiré de son équipe, avec effet immédiat. Vos autres accès ne changent pas.",
        "Si c’est une erreur, écrivez-lui : elle peut vous inviter à nouveau. Vos accès :",
      ],
      lien: "/acces",
    });
    return { utilisateurId };
  });
  envoyerApres();
  return retire;
}
