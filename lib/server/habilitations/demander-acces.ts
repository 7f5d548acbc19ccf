import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireHabilitation, ecrirePortee } from "@/lib/domain/habilitations";
import { nomRole } from "@/lib/domain/roles";
import type { demandeAcces } from "@/lib/schemas/acces";
import { transaction } from "@/lib/server/base";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { dejaTenue, memePortee } from "@/lib/server/habilitations/conditions";
import { adressesResponsables, ecrireMail } from "@/lib/server/habilitations/courriels";
import { porteeVerifiee } from "@/lib/server/habilitations/portee";
import { ecrireEntree } from "@/lib/server/journal";

/** More is not a need but noise for those who decide. */
const EN_ATTENTE_MAX = 10;

const dejaDemande = () =>
  new ErreurMetier(
    "regle",
    "Vous avez déjà une demande en attente pour ce rôle et ce périmètre. Attendez la réponse, ou retirez-la pour la refaire.",
  );

const estDoublon = (erreur: unknown): boolean => (erreur as { code?: unknown } | null)?.code === "P2002";

/** A person asks for a role with its scope; those who answer for it are told. */
export async function demanderAcces(
  agent: Agent,
  { role, siret, motif, ...saisie }: z.output<typeof demandeAcces>,
  maintenant: Date,
): Promise<{ id: string }> {
  if (!peut(agent, "acces.demander")) throw interdit();
  try {
    const id = await transaction(async (tx) => {
      const portee = await porteeVerifiee(tx, role, saisie);
      const cible = { role, ...portee };
      const tenue = await tx.habilitation.findFirst({
        where: dejaTenue(agent.id, role, portee, jourAParis(maintenant)),
        select: { id: true },
      });
      if (tenue !== null)
        throw new ErreurMetier("regle", `Vous avez déjà ce droit : ${ecrireHabilitation(cible)}. Rien à demander.`);
      const enAttente = await tx.demandeAcces.findMany({
        where: { utilisateurId: agent.id, etat: "en_attente" },
        select: { role: true, regionAcademique: true, uai: true, campus: true },
      });
      const cle = JSON.stringify(memePortee(role, portee));
      if (enAttente.some((d) => JSON.stringify(memePortee(d.role, d)) === cle)) throw dejaDemande();
      if (enAttente.length >= EN_ATTENTE_MAX)
        throw new ErreurMetier(
          "regle",
          `Vous avez déjà ${EN_ATTENTE_MAX} demandes en attente. Attendez une réponse, ou retirez-en une.`,
        );
      const creee = await tx.demandeAcces.create({
        data: { utilisateurId: agent.id, ...cible, siret, motif, creeLe: maintenant },
        select: { id: true },
      });
      await ecrireEntree(tx, { action: "acces.demander", acteur: agent, objet: creee.id, apres: cible });
      for (const a of await adressesResponsables(tx, cible, agent.id, maintenant))
        await ecrireMail(tx, {
          a,
          genre: "demande",
          objet: `Demande d’accès à Rigel : ${nomRole(role)}`,
          lignes: [
            `Une personne demande le rôle « ${nomRole(role)} » (${ecrirePortee(role, portee)}).`,
            "Vous pouvez l’accorder ou la refuser ici :",
          ],
          lien: `/habilitations/demandes/${creee.id}`,
        });
      return creee.id;
    });
    envoyerApres();
    return { id };
  } catch (erreur) {
    // Two clicks at once: the database keeps one.
    if (estDoublon(erreur)) throw dejaDemande();
    throw erreur;
  }
}
