import "server-only";
import type { DemandeFiltres } from "@/lib/schemas/carte-filtres";
import type { TerritoireCarte } from "@/lib/schemas/carte-taux";
import { type Agent, cartePermise, peut } from "@/lib/server/droits";
import { academies } from "@/lib/server/reference";
import type { Prisma } from "@/prisma/genere/client";

/**
 * Whether this person may read the figures of the whole place: an établissement's account reads its own rows, and a sum over them
 * must not pass for its région's.
 */
export function lisible(agent: Agent, { regionAcademique, academie, uai }: TerritoireCarte): boolean {
  if (academie && !academies().some((a) => a.code === academie && a.region === regionAcademique)) return false;
  return peut(agent, "carte.lire", { regionAcademique, uai: uai ?? null });
}

export const demandesDe = (
  agent: Pick<Agent, "habilitations">,
  { regionAcademique, academie, uai }: TerritoireCarte,
): Prisma.DemandeOrionWhereInput => ({
  AND: [cartePermise(agent)],
  regionAcademique,
  ...(academie ? { academie } : {}),
  ...(uai ? { uai } : {}),
});

export const filtresDe = ({ regionAcademique, academie, uai }: TerritoireCarte, rentree: number): DemandeFiltres => ({
  region: regionAcademique,
  ...(academie ? { academie } : {}),
  ...(uai ? { uai } : {}),
  rentree: String(rentree),
});
