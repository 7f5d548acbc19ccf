import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { dupliquer, dupliquerComplements, laisses } from "@/lib/domain/duplication";
import { complementsDe } from "@/lib/schemas/complements";
import type { Duplication, demandeDuplication } from "@/lib/schemas/duplication";
import { transaction } from "@/lib/server/base";
import { inscrireDossier } from "@/lib/server/dossiers/creer-dossier";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { verifierStockable } from "@/lib/server/dossiers/limites";
import { type Agent, dossiersPermis, peut } from "@/lib/server/droits";
import { interdit, introuvable } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { regimeCourant } from "@/lib/server/regimes/lire-regimes";
import { erreurSaisie } from "@/lib/server/repondre";

/**
 * A new dossier from the chosen parts of another. Whoever may export the first and create one may do it; both dossiers keep
 * the trace. All in one transaction: the copy is that of one state of its source.
 */
export async function dupliquerDossier(
  agent: Agent,
  { dossierId, titre, regime: code, parties, valeurs, decalage }: z.output<typeof demandeDuplication>,
  maintenant: Date,
): Promise<Duplication> {
  if (!peut(agent, "dossier.creer")) throw interdit();
  return transaction(async (tx) => {
    const source = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "dossier.exporter")] },
      select: SELECTION_FICHIER,
    });
    if (source === null) throw introuvable();
    const fichier = versFichier(source);
    const regime = await regimeCourant(tx, code, jourAParis(maintenant));
    const regles = new Set<string>(regime.regles.map((r) => r.code));
    const choix = { parties, valeurs, decalage };
    const verifie = verifierStockable(dupliquer(fichier, choix, { titre, regime: code, regles }));
    // Years moved beyond what a field holds.
    if (!verifie.ok) throw erreurSaisie({ decalage: verifie.fautes[0]?.message ?? "Ce décalage n’est pas possible." });
    const complements = complementsDe(source);
    const { id } = await inscrireDossier(
      tx,
      agent,
      verifie.dossier,
      maintenant,
      dupliquerComplements(complements, choix),
    );
    await ecrireEntree(tx, {
      action: "dossier.copier",
      acteur: agent,
      dossierId,
      apres: { parties, valeurs },
    });
    await ecrireEntree(tx, {
      action: "dossier.dupliquer",
      acteur: agent,
      dossierId: id,
      apres: { regime: code, source: dossierId, parties, valeurs, decalage },
    });
    return { id, titre, laisses: laisses(fichier, choix, regles, complements) };
  });
}
