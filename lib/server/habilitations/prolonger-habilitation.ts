import "server-only";
import type { z } from "zod";
import { ajouterJours, debutDuJourAParis, jourAParis } from "@/lib/domain/dates";
import { defautFin, ecrireHabilitation as enMots } from "@/lib/domain/habilitations";
import type { prolongation } from "@/lib/schemas/acces";
import { transaction } from "@/lib/server/base";
import { dernierAdministrateur, PHRASE_DERNIER_ADMINISTRATEUR, verrouillerDeparts } from "@/lib/server/comptes/dernier";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { deJour, versJour } from "@/lib/server/dossiers/lignes";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireMail, jusquAu } from "@/lib/server/habilitations/courriels";
import { ecrireHabilitation, prendreHabilitation } from "@/lib/server/habilitations/prendre-habilitation";
import { ecrireEntree } from "@/lib/server/journal";
import { erreurSaisie } from "@/lib/server/repondre";

/** A new last day for a right still alive, later or earlier. Whoever says so has reviewed it. */
export async function prolongerHabilitation(
  agent: Agent,
  { fin, ...vise }: z.output<typeof prolongation>,
  maintenant: Date,
): Promise<{ fin: string }> {
  const aujourdhui = jourAParis(maintenant);
  const defaut = defautFin(fin, aujourdhui);
  if (defaut !== null) throw erreurSaisie({ fin: defaut });
  await transaction(async (tx) => {
    const prise = await prendreHabilitation(tx, agent, "habilitation.prolonger", vise, maintenant);
    const avant = versJour(prise.fin);
    if (prise.retireeLe !== null || (avant !== null && avant < aujourdhui))
      throw new ErreurMetier("regle", "Ce droit est terminé : la personne doit en demander un nouveau.");
    if (avant === fin) throw erreurSaisie({ fin: "C’est déjà la date de fin de ce droit." });
    if (prise.role === "administrateur" && (avant === null || fin < avant)) {
      await verrouillerDeparts(tx, prise.utilisateurId);
      // An earlier last day must leave someone the day after.
      const lendemain = debutDuJourAParis(ajouterJours(fin, 1));
      if (await dernierAdministrateur(tx, prise.utilisateurId, lendemain))
        throw new ErreurMetier("regle", PHRASE_DERNIER_ADMINISTRATEUR);
    }
    const data = {
      fin: deJour(fin),
      relueLe: maintenant,
      relueParId: agent.id,
      rappelFinLe: null,
      rappelRevueLe: null,
      alerteRevueLe: null,
    };
    await ecrireHabilitation(tx, agent, prise, data, maintenant);
    await ecrireEntree(tx, {
      action: "habilitation.prolonger",
      acteur: agent,
      objet: prise.id,
      avant: { fin: avant },
      apres: { utilisateurId: prise.utilisateurId, fin },
    });
    await ecrireMail(tx, {
      a: prise.utilisateur.email,
      objet: "Votre droit dans Rigel change de date de fin",
      lignes: [`${enMots(prise)} : ce droit est ouvert ${jusquAu(fin)}.`, "Vos droits :"],
      lien: "/acces",
    });
  });
  envoyerApres();
  return { fin };
}
