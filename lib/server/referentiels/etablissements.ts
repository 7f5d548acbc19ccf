import "server-only";
import type { z } from "zod";
import type { EtablissementConnu, rechercheEtablissement } from "@/lib/schemas/referentiels";
import { base } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { motsCherches } from "@/lib/server/dossiers/recherche";

const MAX = 20;

/** Établissements of the annuaire, by UAI or by words: open ones first. Public data. */
export async function chercherEtablissements({
  uai,
  recherche,
}: z.output<typeof rechercheEtablissement>): Promise<EtablissementConnu[]> {
  const mots = motsCherches(recherche ?? "");
  if (uai === undefined && mots.length === 0) return [];
  const client = await base();
  const lus = await client.etablissement.findMany({
    where: uai === undefined ? { AND: mots.map((mot) => ({ recherche: { contains: mot } })) } : { uai },
    orderBy: [{ fermeLe: { sort: "asc", nulls: "first" } }, { nom: "asc" }],
    take: MAX,
    select: { uai: true, nom: true, type: true, commune: true, fermeLe: true },
  });
  return lus.map((e) => ({ ...e, fermeLe: versJour(e.fermeLe) ?? null }));
}
