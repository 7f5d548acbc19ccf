/** One line of fiches.json: what sets a demo dossier apart; fabrique.ts writes the rest. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CODES_ETAT } from "@/lib/domain/etats";
import { CODES_REGION, FILIERES, REGIMES } from "@/lib/domain/nomenclatures";

const etat = z.enum(CODES_ETAT);

const fiche = z.strictObject({
  cle: z.string(),
  titre: z.string(),
  acronyme: z.string().optional(),
  regime: z.enum(REGIMES.codes),
  region: z.enum(CODES_REGION),
  /** Prefix of the invented UAI. */
  departement: z.string(),
  filieres: z.array(z.enum(FILIERES.codes)).min(1),
  volets: z.array(z.int()),
  objectifs: z.array(z.int()),
  debut: z.iso.date(),
  dureeMois: z.int(),
  subvention: z.string(),
  coutEligible: z.string(),
  /** Building works outside the eligible cost. */
  horsAssiette: z.string().optional(),
  dateDepot: z.iso.date().optional(),
  lettre: z
    .strictObject({
      deposeeLe: z.iso.date(),
      avis: z.enum(["go", "no_go"]).optional(),
      avisLe: z.iso.date().optional(),
    })
    .optional(),
  /** Chef de file; by default an invented GIP. */
  porteur: z.string().optional(),
  lycees: z.int().default(1),
  entreprises: z.int().default(1),
  /** CFD; by default those of the filières. */
  formations: z.array(z.string()).optional(),
  places: z.strictObject({ nouvelles: z.int(), colorees: z.int() }).default({ nouvelles: 48, colorees: 12 }),
  campus: z.array(z.strictObject({ nom: z.string(), excellence: z.boolean() })).optional(),
  alignement: z.array(z.strictObject({ reference: z.string(), objectif: z.string(), page: z.string() })).optional(),
  /** How far the team has got. */
  contenu: z.enum(["complet", "partiel", "intention"]).default("complet"),
  defauts: z.array(z.enum(["lettre_perimee"])).default([]),
  etat,
  /** States reached after filing, in order, with their day. */
  suites: z.array(z.tuple([etat, z.iso.date()])).default([]),
  /** Persona who is responsible; by default an invented team of the région. */
  membre: z.string().optional(),
});
export type Fiche = z.output<typeof fiche>;

const filiere = z.strictObject({
  formations: z.array(z.string()),
  coloration: z.string(),
  metiers: z.string(),
  plateau: z.string(),
});
export type TextesFiliere = z.output<typeof filiere>;

const lire = (nom: string): unknown => JSON.parse(readFileSync(join(process.cwd(), "prisma", "seed", nom), "utf8"));

export const lireFiches = (): Fiche[] => z.array(fiche).parse(lire("fiches.json"));
export const lireTextesFilieres = (): Record<Fiche["filieres"][number], TextesFiliere> =>
  z.record(z.enum(FILIERES.codes), filiere).parse(lire("filieres.json"));
