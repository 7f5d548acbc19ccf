import "server-only";
import type { Occupees } from "@/lib/domain/carte/occupees";
import type { Tx } from "@/lib/server/base";
import { type Agent, etendueCarte, peut } from "@/lib/server/droits";
import type { Prisma } from "@/prisma/genere/client";

type Formation = { uai: string; cfd: string };
type Client = Pick<Tx, "effectifConstat">;
export type OccupeesLues = {
  a: (f: Formation, rentree: number) => Occupees;
  /** Rentrées at which pupils of it were counted. */
  rentrees: (f: Formation) => number[];
};

const cle = (...parts: readonly (string | number | null)[]): string => parts.join(" ");

/** First-year pupils of these formations, at every rentrée imported. */
export async function lireOccupees(tx: Client, agent: Agent, formations: readonly Formation[]): Promise<OccupeesLues> {
  const uai = { in: [...new Set(formations.map((f) => f.uai))] };
  const cfd = { in: [...new Set(formations.map((f) => f.cfd))] };
  const comptes = await tx.effectifConstat.groupBy({
    by: ["uai", "cfd", "rentree"],
    where: { uai, cfd, premiereAnnee: true },
    _sum: { eleves: true },
  });
  // An établissement has one région: its pupils are that one's, whatever a demand that names it says.
  const imports = await tx.effectifConstat.groupBy({ by: ["uai", "rentree", "regionAcademique"], where: { uai } });
  const eleves = new Map(comptes.map((c) => [cle(c.uai, c.cfd, c.rentree), c._sum.eleves ?? 0]));
  const regions = new Map(imports.map((i) => [cle(i.uai, i.rentree), i.regionAcademique]));
  return {
    a: (f, rentree) => {
      const regionAcademique = regions.get(cle(f.uai, rentree));
      if (regionAcademique === undefined) return { eleves: null, manque: "import" };
      if (!peut(agent, "carte.lire", { regionAcademique, uai: f.uai })) return { eleves: null, manque: "droit" };
      const compte = eleves.get(cle(f.uai, f.cfd, rentree));
      return compte === undefined ? { eleves: null, manque: "formation" } : { eleves: compte, manque: null };
    },
    rentrees: (f) => comptes.flatMap((c) => (c.uai === f.uai && c.cfd === f.cfd ? [c.rentree] : [])),
  };
}

/** First-year pupils in all, rentrée by rentrée, the latest first. A rentrée imported without any of them: 0. */
export async function lireEffectifs(
  tx: Client,
  agent: Agent,
  ou: Prisma.EffectifConstatWhereInput,
): Promise<{ rentree: number; eleves: number }[]> {
  const lus = await tx.effectifConstat.groupBy({
    by: ["rentree", "premiereAnnee"],
    where: { AND: [effectifsPermis(agent), ou] },
    _sum: { eleves: true },
    orderBy: { rentree: "desc" },
  });
  const parRentree = new Map<number, number>();
  for (const l of lus)
    parRentree.set(l.rentree, (parRentree.get(l.rentree) ?? 0) + (l.premiereAnnee ? (l._sum.eleves ?? 0) : 0));
  return [...parRentree].map(([rentree, eleves]) => ({ rentree, eleves }));
}

/** Pupils are the établissement's own région's: a demand that names it elsewhere opens none of them. */
function effectifsPermis(agent: Agent): Prisma.EffectifConstatWhereInput {
  const { partout, regions, uais } = etendueCarte(agent, "carte.lire");
  return partout ? {} : { OR: [{ regionAcademique: { in: regions } }, { uai: { in: uais } }] };
}
