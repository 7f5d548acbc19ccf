import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { base } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { type Agent, demandesPermises } from "@/lib/server/droits";

/** What waits for an administrator, in a few counts. */
export type AccueilAdministration = {
  comptes: number;
  comptesFermes: number;
  demandes: number;
  courriels: { enAttente: number; enEchec: number };
  journal: { entrees: number; dernierScelle: DateIso | null };
  regimesPublies: number;
  /** Day in Paris of the last backup that the journal tells; null: none yet. */
  derniereSauvegarde: DateIso | null;
};

export async function lireAccueil(agent: Agent): Promise<AccueilAdministration> {
  const client = await base();
  const scelle = await client.empreinteJour.findFirst({ orderBy: { jour: "desc" }, select: { jour: true } });
  const sauvegarde = await client.entreeJournal.findFirst({
    where: { action: { startsWith: "sauvegarde." }, issue: "ok" },
    orderBy: { id: "desc" },
    select: { le: true },
  });
  return {
    comptes: await client.utilisateur.count({ where: { effaceLe: null, desactiveLe: null } }),
    comptesFermes: await client.utilisateur.count({ where: { effaceLe: null, desactiveLe: { not: null } } }),
    demandes: await client.demandeAcces.count({ where: { AND: [demandesPermises(agent)], etat: "en_attente" } }),
    courriels: {
      enAttente: await client.courriel.count({ where: { envoyeLe: null, erreur: null } }),
      enEchec: await client.courriel.count({ where: { envoyeLe: null, erreur: { not: null } } }),
    },
    journal: { entrees: await client.entreeJournal.count(), dernierScelle: versJour(scelle?.jour ?? null) },
    regimesPublies: await client.regimePublie.count(),
    derniereSauvegarde: sauvegarde === null ? null : jourAParis(sauvegarde.le),
  };
}
