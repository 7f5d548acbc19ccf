import "server-only";
import { type CodeRegionAcademique, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { type Agent, etendueCarte } from "@/lib/server/droits";

/** The région that a page of the carte opens on: one's own, of the right or of the établissement, else the first of the list. */
export function regionParDefaut(agent: Agent): CodeRegionAcademique {
  const siennes = [
    ...etendueCarte(agent, "carte.lire").regions,
    ...agent.habilitations.flatMap((h) => h.regionAcademique ?? []),
  ];
  return REGIONS_ACADEMIQUES.find((r) => siennes.includes(r.code))?.code ?? REGIONS_ACADEMIQUES[0].code;
}
