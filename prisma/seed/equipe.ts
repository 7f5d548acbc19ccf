/** Who works on FPI AURA besides its creator: two members, a partner's contact, and two invitations that wait. */
import { base } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { inviterContact } from "@/lib/server/equipe/inviter-contact";
import { inviterMembres } from "@/lib/server/equipe/inviter-membres";
import { DEBUT, lirePersonas } from "./comptes";

/** The partner of FPI AURA that the persona « partenaire » answers for: its organisation bears the same name. */
const PARTENAIRE = "branche";
/** Another of its partners, whose contact has been invited and has not come yet. */
const EN_ATTENTE = { partenaire: "lp", adresse: "contact.lycee@exemple.invalid" };
/** The persona whose invitation waits: another one may play the scene, its link is in the outbox. */
const INVITE = "etablissement";

export async function composerEquipe(
  responsable: Agent,
  membre: (code: string) => Agent,
  dossierId: string,
  depuis: Date,
): Promise<void> {
  const client = await base();
  await client.membreDossier.createMany({
    data: [
      { dossierId, utilisateurId: membre("redacteur").id, droit: "redacteur", depuis },
      { dossierId, utilisateurId: membre("lecteur").id, droit: "lecteur", depuis },
    ],
  });
  await client.habilitation.create({
    data: {
      ...{ utilisateurId: membre("partenaire").id, role: "partenaire", dossierId, partenaire: PARTENAIRE },
      debut: DEBUT,
    },
    select: { id: true },
  });
  const invite = lirePersonas().find((p) => p.code === INVITE);
  // The one thing of the demo that is not at a fixed day: it would have run out before anyone saw it.
  if (invite) await inviterMembres(responsable, { dossierId, adresses: [invite.email], droit: "lecteur" }, new Date());
  await inviterContact(responsable, { dossierId, ...EN_ATTENTE }, new Date());
}
