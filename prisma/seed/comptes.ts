/** The demo accounts: the personas anyone may sign in as, and one invented team per région that owns the other dossiers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CODES_REGION, type CodeRegionAcademique, nomRegion } from "@/lib/domain/nomenclatures";
import type { Prisma } from "@/prisma/genere/client";
import { Role } from "@/prisma/genere/enums";

const persona = z.strictObject({
  code: z.string(),
  role: z.enum(Role),
  prenom: z.string(),
  nom: z.string(),
  organisation: z.string(),
  email: z.email(),
  description: z.string(),
  regionAcademique: z.enum(CODES_REGION).optional(),
  uai: z.string().optional(),
  campus: z.string().optional(),
});
export type Persona = z.output<typeof persona>;

export const lirePersonas = (): Persona[] =>
  z.array(persona).parse(JSON.parse(readFileSync(join(process.cwd(), "prisma", "reference", "personas.json"), "utf8")));

/** The first day of the call: every right of the demo runs from there. */
export const DEBUT = new Date("2021-12-01T00:00:00Z");

type Compte = Omit<Persona, "code" | "description"> & { persona: string | null };

async function creerCompte(tx: Prisma.TransactionClient, compte: Compte): Promise<string> {
  const { role, regionAcademique, uai, campus, ...identite } = compte;
  const existant = await tx.utilisateur.findUnique({ where: { email: compte.email }, select: { id: true } });
  if (existant) return existant.id;
  const cree = await tx.utilisateur.create({
    data: {
      ...identite,
      creeLe: DEBUT,
      // The invented teams never sign in: they have just been seen, or they would be accounts without contact.
      ...(compte.persona === null && { dernierContactLe: new Date() }),
      // A partner's right is one on its dossier: given with the team (equipe.ts).
      ...(role !== "partenaire" && {
        habilitations: {
          create: {
            ...{ role, regionAcademique: regionAcademique ?? null, uai: uai ?? null, campus: campus ?? null },
            debut: DEBUT,
          },
        },
      }),
    },
    select: { id: true },
  });
  return cree.id;
}

const equipeDe = (region: CodeRegionAcademique): Compte => ({
  role: "equipe_projet",
  prenom: "Équipe",
  nom: `${nomRegion(region)} (exemple)`,
  organisation: `Équipe projet, ${nomRegion(region)} (exemple)`,
  email: `equipe-${region}@exemple.invalid`,
  regionAcademique: region,
  persona: null,
});

/** Makes the accounts that are missing; returns the user's id by persona code, and by `equipe-NN` for the invented teams. */
export async function creerComptes(
  tx: Prisma.TransactionClient,
  regions: readonly CodeRegionAcademique[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { code, description: _, ...p } of lirePersonas())
    ids.set(code, await creerCompte(tx, { ...p, persona: code }));
  for (const region of regions) ids.set(`equipe-${region}`, await creerCompte(tx, equipeDe(region)));
  return ids;
}
