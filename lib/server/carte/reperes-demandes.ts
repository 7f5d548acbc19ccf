import "server-only";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import { base } from "@/lib/server/base";
import { type Agent, cartePermise, dossiersVisibles } from "@/lib/server/droits";
import { academies, filieresCmq } from "@/lib/server/reference";

export type ReperesDemandes = {
  /** Everything this person may read of the carte, whatever the filters. */
  total: number;
  /** The latest first. */
  rentrees: number[];
  regions: string[];
  /** Of the région asked for, else of all of these. */
  academies: { code: string; nom: string }[];
  filieres: readonly string[];
  /** Name of the dossier asked for; null: none, or not one this person may read. */
  dossier: string | null;
};

const distincts = <T>(valeurs: readonly T[]): T[] => [...new Set(valeurs)];

/** What the filters may be set to. */
export async function reperesDemandes(agent: Agent, filtres: FiltresCarte): Promise<ReperesDemandes> {
  const client = await base();
  const groupes = await client.demandeOrion.groupBy({
    by: ["rentree", "regionAcademique"],
    where: cartePermise(agent),
    _count: true,
  });
  const regions = distincts(groupes.flatMap((g) => g.regionAcademique ?? [])).sort();
  const dossier =
    filtres.dossier === ""
      ? null
      : await client.dossier.findFirst({
          where: { AND: [dossiersVisibles(agent), { id: filtres.dossier }] },
          select: { acronyme: true, titre: true },
        });
  return {
    total: groupes.reduce((n, g) => n + g._count, 0),
    rentrees: distincts(groupes.map((g) => g.rentree)).sort((a, b) => b - a),
    regions,
    academies: academies()
      .filter((a) => (filtres.region === "" ? regions.includes(a.region) : a.region === filtres.region))
      .map(({ code, nom }) => ({ code, nom })),
    filieres: filieresCmq(),
    dossier: dossier === null ? null : (dossier.acronyme ?? dossier.titre),
  };
}
