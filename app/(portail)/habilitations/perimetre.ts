import type { Agent } from "@/lib/server/droits";

/** Whether the région is worth a column and a filter: not to someone whose rights are all in one. */
export const plusieursRegions = ({ habilitations }: Agent): boolean =>
  new Set(habilitations.map((h) => h.regionAcademique)).size !== 1 || habilitations[0]?.regionAcademique === null;
