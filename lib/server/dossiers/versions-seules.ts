import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { base } from "@/lib/server/base";
import { type Agent, dossiersPermis, dossiersVisibles } from "@/lib/server/droits";
import type { Prisma } from "@/prisma/genere/client";

/**
 * Dossiers that a person may no longer open, and of which they may still read what was filed: their team re-opened them. Only
 * what the versions froze is shown, never the draft.
 */

export const PAR_PAGE = 20;

export type PieceFigee = { id: string; nom: string; octets: number };
export type VersionFigee = { numero: number; deposeeLe: string; pdfOctets: number; pieces: PieceFigee[] };
export type DossierRouvert = { id: string; titre: string; acronyme: string | null; versions: VersionFigee[] };

const versionsSeules = (agent: Agent): Prisma.DossierWhereInput => ({
  AND: [dossiersPermis(agent, "version.lire"), { NOT: dossiersVisibles(agent) }, { versions: { some: {} } }],
});

export async function compterRouverts(agent: Agent): Promise<number> {
  const client = await base();
  return client.dossier.count({ where: versionsSeules(agent) });
}

/** Whether this dossier is one of them. */
export async function estRouvert(agent: Agent, id: string): Promise<boolean> {
  if (!estIdentifiant(id)) return false;
  const client = await base();
  return (await client.dossier.count({ where: { id, AND: [versionsSeules(agent)] } })) > 0;
}

type Ligne = {
  dossierId: string;
  numero: number;
  deposeeLe: Date;
  pdfOctets: number;
  pieces: PieceFigee[];
  titre: string | null;
  acronyme: string | null;
};

/** `dossierId`: this one only. Titles are those of the last filed version. */
export async function listerRouverts(agent: Agent, page: number, dossierId?: string) {
  const client = await base();
  const where: Prisma.DossierWhereInput = { AND: [versionsSeules(agent)], ...(dossierId && { id: dossierId }) };
  const total = await client.dossier.count({ where });
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
  const montree = Math.min(page, pages);
  const dossiers = await client.dossier.findMany({
    where,
    orderBy: { id: "asc" },
    skip: (montree - 1) * PAR_PAGE,
    take: PAR_PAGE,
    select: { id: true },
  });
  const ids = dossiers.map((d) => d.id);
  // The frozen data can weigh a megabyte: only their title leaves the database.
  const lignes = await client.$queryRaw<Ligne[]>`
    SELECT "dossierId", "numero", "deposeeLe", "pdfOctets", "pieces", "donnees"->>'titre' AS "titre",
           "donnees"->>'acronyme' AS "acronyme"
      FROM "VersionDeposee" WHERE "dossierId" = ANY(${ids}::uuid[]) ORDER BY "numero" DESC`;
  const rouverts = ids.map((id): DossierRouvert => {
    const siennes = lignes.filter((l) => l.dossierId === id);
    return {
      id,
      titre: siennes[0]?.titre ?? "",
      acronyme: siennes[0]?.acronyme ?? null,
      versions: siennes.map((v) => ({
        numero: v.numero,
        deposeeLe: jourAParis(v.deposeeLe),
        pdfOctets: v.pdfOctets,
        pieces: v.pieces.map(({ id, nom, octets }) => ({ id, nom, octets })),
      })),
    };
  });
  return { dossiers: rouverts, total, page: montree, pages };
}
