import "server-only";
import { academiesSansConstat } from "@/lib/domain/carte/couverture";
import type { CouvertureConstat } from "@/lib/schemas/carte-taux";
import type { Tx } from "@/lib/server/base";
import { academies } from "@/lib/server/reference";
import type { Prisma } from "@/prisma/genere/client";

/** A région académique (01…18), one académie or one établissement of it. */
export type TerritoireEffectif = { regionAcademique: string; academie?: string | null; uai?: string | null };

export const premieresAnnees = (
  { regionAcademique, academie, uai }: TerritoireEffectif,
  rentree: number,
): Prisma.EffectifConstatWhereInput => ({
  rentree,
  premiereAnnee: true,
  regionAcademique,
  ...(academie ? { academie } : {}),
  ...(uai ? { uai } : {}),
});

/**
 * First-year pupils that the constat counts there, and the académies that it says nothing of: a file comes from one académie, and
 * the sum of one is not its région's.
 */
export async function compterPremieresAnnees(
  client: Pick<Tx, "effectifConstat">,
  territoire: TerritoireEffectif,
  rentree: number,
): Promise<CouvertureConstat & { eleves: number }> {
  const { regionAcademique, academie, uai } = territoire;
  const groupes = await client.effectifConstat.groupBy({
    by: ["academie"],
    where: premieresAnnees(territoire, rentree),
    _sum: { eleves: true },
  });
  const comptees = groupes.filter((g) => (g._sum.eleves ?? 0) > 0);
  const attendues = academies().filter((a) => a.region === regionAcademique && (!academie || a.code === academie));
  const eleves = comptees.reduce((n, g) => n + (g._sum.eleves ?? 0), 0);
  // An établissement is of one académie: its own pupils are all that is asked.
  if (uai) return { eleves, attendues: 1, manquantes: [] };
  const manquantes = academiesSansConstat(
    attendues,
    comptees.map((g) => g.academie),
  );
  return { eleves, attendues: attendues.length, manquantes };
}
