import "server-only";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { Genre, RefusLigne } from "@/lib/schemas/referentiels";
import { base } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { exigerImport } from "@/lib/server/referentiels/preparer-import";
import { tableauCsv } from "@/lib/server/tableau-csv";

const NOM = { select: { prenom: true, nom: true } } as const;

/** The imports, the latest first. */
export async function listerImports(agent: Agent) {
  exigerImport(agent);
  const client = await base();
  return client.importReference.findMany({
    orderBy: { prepareLe: "desc" },
    take: 100,
    omit: { lignes: true, refus: true },
    include: { preparePar: NOM },
  });
}

/** One import with its report; null: none by that name. */
export async function lireImport(agent: Agent, id: string) {
  exigerImport(agent);
  if (!estIdentifiant(id)) return null;
  const client = await base();
  const lu = await client.importReference.findUnique({
    where: { id },
    omit: { lignes: true },
    include: { preparePar: NOM, appliquePar: NOM },
  });
  return lu === null ? null : { ...lu, refus: lu.refus as RefusLigne[] };
}

/** How many rows each kind serves today. */
export async function compterReferences(agent: Agent): Promise<Record<Genre, number>> {
  exigerImport(agent);
  const client = await base();
  return {
    annuaire: await client.etablissement.count({ where: { fermeLe: null } }),
    formations: await client.formationReference.count(),
    niveaux: await client.niveauReference.count(),
    campus: await client.campusReference.count({ where: { fermeLe: null } }),
    mefs: await client.mefReference.count(),
    quadrants: await client.tauxDevenir.count(),
  };
}

/** The refused rows as a file that a spreadsheet opens without running anything. */
export async function exporterRefus(agent: Agent, id: string): Promise<{ nom: string; texte: string } | null> {
  const lu = await lireImport(agent, id);
  if (lu === null) return null;
  return {
    nom: `lignes-refusees-${lu.genre}.csv`,
    texte: tableauCsv(
      ["Ligne", "Colonne", "Motif", "Valeur"],
      lu.refus.map((r) => [String(r.ligne), r.colonne, r.motif, r.valeur]),
    ),
  };
}
