import "server-only";
import { decompte } from "@/lib/domain/carte/mesures";
import { type Base, CODES_BASE, type Methode } from "@/lib/domain/carte/methodes";
import type { RentreeSynthese } from "@/lib/schemas/carte-demandes";
import type { Tx } from "@/lib/server/base";
import { type Somme, sommerBases } from "@/lib/server/carte/taux/sommes";
import type { Prisma } from "@/prisma/genere/client";

const transformees = (methode: Methode, { demandes, mesures }: Somme, base: Base): number | null =>
  // No constat yet: nothing is known, which is not 0.
  base === "constate" && demandes === 0 ? null : (decompte(methode, mesures)?.transformees ?? null);

/** Places transformed in these demands, rentrée by rentrée, the latest first. `ou` holds the reader's right. */
export async function synthetiser(
  tx: Pick<Tx, "demandeOrion" | "constatPlaces">,
  ou: Prisma.DemandeOrionWhereInput,
): Promise<RentreeSynthese[]> {
  const rentrees = await tx.demandeOrion.groupBy({
    by: ["rentree"],
    where: ou,
    _count: true,
    orderBy: { rentree: "desc" },
  });
  const lignes: RentreeSynthese[] = [];
  for (const { rentree, _count } of rentrees) {
    const sommes = await sommerBases(tx, rentree, ou);
    const par = (methode: Methode) =>
      Object.fromEntries(CODES_BASE.map((b) => [b, transformees(methode, sommes[b], b)])) as RentreeSynthese["igesr"];
    lignes.push({ rentree, demandes: _count, igesr: par("igesr"), orion: par("orion-2025") });
  }
  return lignes;
}
