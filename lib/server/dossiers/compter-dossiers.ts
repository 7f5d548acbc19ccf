import "server-only";
import { base } from "@/lib/server/base";
import { type Agent, dossiersVisibles } from "@/lib/server/droits";

export type Perimetre = {
  /** Dossiers this person may see, whatever the filters. */
  total: number;
  /** Of how many régions académiques: with one, its column says nothing. */
  regions: number;
};

export async function compterDossiers(agent: Agent): Promise<Perimetre> {
  const client = await base();
  const groupes = await client.dossier.groupBy({
    by: ["regionAcademique"],
    // Under AND, as the rights table asks: at the top Prisma reads a role that sees everything as seeing nothing.
    where: { AND: [dossiersVisibles(agent)] },
    _count: { _all: true },
  });
  return { total: groupes.reduce((t, g) => t + g._count._all, 0), regions: groupes.length };
}
