/** Quadrants of one territory, one diploma, one millésime: what the picture and its table receive. Rates in hundredths of a per cent. */
import { z } from "zod";
import type { Moyennes, Position } from "../domain/carte/quadrant";
import { CODES_REGION, type CodeRegionAcademique } from "../domain/nomenclatures";

export type FormationPlacee = {
  cfd: string;
  libelle: string;
  /** Null: not published, or fewer than 20 leavers. */
  emploi: number | null;
  poursuite: number | null;
  /** As published: it is never recomputed from the two others. */
  devenir: number | null;
  sortants: number | null;
  regionale: Position | null;
  nationale: Position | null;
  /** Opening day of a diploma that none of these leavers can have left: the rates are of the one before. */
  ouverteApres: string | null;
  /** The two positions are known and differ. */
  differe: boolean;
};

/** Specialties of production (plateau technique) or of services. */
export const DOMAINES = { production: "Production", services: "Services" } as const;
export type Domaine = keyof typeof DOMAINES;
const CODES_DOMAINE = Object.keys(DOMAINES) as [Domaine, ...Domaine[]];

export type VueQuadrants = {
  region: CodeRegionAcademique;
  diplome: { code: string; court: string; libelle: string };
  millesime: string;
  domaine: Domaine | null;
  diplomes: { code: string; court: string }[];
  millesimes: string[];
  moyennes: { regionale: Moyennes | null; nationale: Moyennes | null };
  /** With both rates: the dots of the picture. By name. */
  formations: FormationPlacee[];
  horsQuadrant: FormationPlacee[];
  /** Where the rates come from, as their files say. */
  sources: string[];
};

/** What the address of a page says of the quadrants; anything else is ignored rather than refused. */
export const choixQuadrants = z.object({
  region: z.enum(CODES_REGION).optional().catch(undefined),
  diplome: z
    .string()
    .regex(/^[0-9A-Z]{3}$/)
    .optional()
    .catch(undefined),
  millesime: z.string().max(20).optional().catch(undefined),
  domaine: z.enum(CODES_DOMAINE).optional().catch(undefined),
});
export type ChoixQuadrants = z.output<typeof choixQuadrants>;
