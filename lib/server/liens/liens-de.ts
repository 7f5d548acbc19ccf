import "server-only";
import { ETATS_VIVANTS } from "@/lib/domain/etats";
import { base } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { nommerDossiers } from "@/lib/server/liens/vers-demande-vue";

/** A dossier that a demand is tied to. `dossierId` and `le` null: this person may not read it, and only learns that there is one. */
export type DossierLie = { dossierId: string | null; nom: string; le: string | null };

/** The live dossiers that a demand was tied to. Whether this person may read the demand is for the page that shows it. */
export async function liensDe(agent: Agent, numero: string): Promise<DossierLie[]> {
  const client = await base();
  const liens = await client.lienCarte.findMany({
    where: { numero, etat: "confirme", dossier: { etat: { in: [...ETATS_VIVANTS] } } },
    orderBy: [{ decideLe: "asc" }, { dossierId: "asc" }],
    select: { dossierId: true, decideLe: true },
  });
  const noms = await nommerDossiers(
    client,
    agent,
    liens.map((l) => l.dossierId),
  );
  return liens.map(({ dossierId, decideLe }) => {
    const nom = noms.get(dossierId);
    return nom === undefined
      ? { dossierId: null, nom: "un autre dossier", le: null }
      : { dossierId, nom, le: decideLe.toISOString() };
  });
}
