import "server-only";
import { CHAMPS_MESURE, type Mesures } from "@/lib/domain/carte/mesures";
import type { Base } from "@/lib/domain/carte/methodes";
import type { Tx } from "@/lib/server/base";
import { demandesRetenues } from "@/lib/server/carte/retenues";
import type { Prisma } from "@/prisma/genere/client";

/** Demands of a base and the sum of what they measure. */
export type Somme = { demandes: number; mesures: Mesures };

const CHAMPS = Object.fromEntries(CHAMPS_MESURE.map((champ) => [champ, true])) as Record<keyof Mesures, true>;

/** No row: SQL sums to null. */
export const mesuresSommees = (somme: Record<keyof Mesures, number | null>): Mesures =>
  Object.fromEntries(CHAMPS_MESURE.map((champ) => [champ, somme[champ] ?? 0])) as Mesures;

type Lecteur = Pick<Tx, "demandeOrion" | "constatPlaces">;

/** `ou`: demands to look at, of this rentrée, with the reader's right already in. */
export async function sommer(
  client: Lecteur,
  base: Base,
  rentree: number,
  ou: Prisma.DemandeOrionWhereInput,
): Promise<Somme> {
  const demande = { AND: [ou, { rentree }, demandesRetenues(base, rentree)] };
  // The measures of a constat are those of the places observed: the demand only says whether it counts.
  const { _sum, _count } =
    base === "constate"
      ? await client.constatPlaces.aggregate({ where: { rentree, demande }, _sum: CHAMPS, _count: true })
      : await client.demandeOrion.aggregate({ where: demande, _sum: CHAMPS, _count: true });
  return { demandes: _count, mesures: mesuresSommees(_sum) };
}

export async function sommerBases(
  client: Lecteur,
  rentree: number,
  ou: Prisma.DemandeOrionWhereInput,
): Promise<Record<Base, Somme>> {
  // One after the other: they share the connection of one transaction.
  const previsionnel = await sommer(client, "previsionnel", rentree, ou);
  const valide = await sommer(client, "valide", rentree, ou);
  const constate = await sommer(client, "constate", rentree, ou);
  return { previsionnel, valide, constate };
}
