import "server-only";
import { FRANCE, type Position, positionner } from "@/lib/domain/carte/quadrant";
import type { Tx } from "@/lib/server/base";
import { enMoyennes } from "@/lib/server/carte/quadrants/lire-quadrants";

export type PositionsFormation = {
  millesime: string;
  /** Hundredths of a per cent; as published. */
  devenir: number | null;
  regionale: Position | null;
  nationale: Position | null;
};

/**
 * Positions of these formations in a région, each by its latest millésime, by CFD: what a demand, a formation or a dossier shows
 * beside its places. A CFD without any rate is not in the answer.
 */
export async function lirePositions(
  tx: Pick<Tx, "tauxDevenir">,
  region: string,
  cfds: readonly string[],
): Promise<Map<string, PositionsFormation>> {
  const derniers = await tx.tauxDevenir.findMany({
    where: { territoire: region, voie: "scolaire", cfd: { in: cfds.filter((cfd) => cfd !== "") } },
    orderBy: { millesime: "desc" },
    distinct: ["cfd"],
  });
  if (derniers.length === 0) return new Map();
  const moyennes = await tx.tauxDevenir.findMany({
    where: {
      cfd: "",
      voie: "scolaire",
      territoire: { in: [region, FRANCE] },
      niveau: { in: [...new Set(derniers.map((t) => t.niveau))] },
    },
  });
  return new Map(
    derniers.map((t) => {
      const face = (territoire: string) =>
        enMoyennes(
          moyennes.find((m) => m.territoire === territoire && m.niveau === t.niveau && m.millesime === t.millesime),
        );
      const regionale = positionner(t, face(region));
      return [
        t.cfd,
        {
          millesime: t.millesime,
          devenir: regionale?.motif === "effectif" ? null : t.devenir,
          regionale,
          nationale: positionner(t, face(FRANCE)),
        },
      ];
    }),
  );
}
