import {
  ecrireCentiemes,
  MOTIFS_HORS,
  type Position,
  positionsDifferentes,
  QUADRANTS,
} from "@/lib/domain/carte/quadrant";
import type { PositionsCarte } from "@/lib/schemas/carte-demandes";
import { Faits } from "./informations";

const ecrirePosition = (p: Position | null): string => {
  if (p === null) return "Non connue : aucune moyenne à laquelle la comparer";
  const { nom, sens } = QUADRANTS[p.quadrant];
  return `${nom}, ${p.motif === null ? sens : MOTIFS_HORS[p.motif]}`;
};

export type TauxPubliesOrion = {
  quadrant: string | null;
  millesime: string | null;
  emploi: number | null;
  poursuite: number | null;
  devenir: number | null;
};

const taux = (n: number | null): string => (n === null ? "non publié" : ecrireCentiemes(n));
const deOrion = (o: TauxPubliesOrion): string =>
  [
    o.quadrant === "HQ" ? "hors quadrant" : o.quadrant,
    `emploi ${taux(o.emploi)}`,
    `poursuite d’études ${taux(o.poursuite)}`,
    `devenir favorable ${taux(o.devenir)}`,
    o.millesime === null ? null : `millésime ${o.millesime}`,
  ]
    .filter((t) => t !== null)
    .join(", ");

/** Where the formation stands, in the région and in France: by the rates imported, and as the export of Orion tells it. */
export function PositionFormation({
  positions,
  orion,
}: {
  positions: PositionsCarte | null;
  orion: TauxPubliesOrion | null;
}) {
  const lu = orion !== null && (orion.quadrant !== null || orion.emploi !== null || orion.poursuite !== null);
  return (
    <>
      <Faits
        faits={[
          ...(positions === null
            ? []
            : ([
                ["Dans la région", ecrirePosition(positions.regionale)],
                ["En France", ecrirePosition(positions.nationale)],
                ["Devenir favorable", `${taux(positions.devenir)}, millésime ${positions.millesime}`],
              ] as const)),
          ["D’après l’export d’Orion", lu ? deOrion(orion) : null],
        ]}
      />
      {positions === null && !lu ? <p>Aucun taux d’emploi ni de poursuite d’études n’est connu.</p> : null}
      {positions !== null && positionsDifferentes(positions.regionale, positions.nationale) ? (
        <p className="fr-mt-2w">La position nationale n’est pas celle de la région : les moyennes diffèrent.</p>
      ) : null}
      <p className="fr-mt-2w fr-text--sm">Un quadrant informe, il ne décide pas (IGÉSR, préconisation 7).</p>
    </>
  );
}
