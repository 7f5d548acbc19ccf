import "server-only";
import type { Colonnes } from "@/lib/domain/orion/demande";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { type LignePrevue, type ProgresImport, SANS_COLONNE } from "@/lib/schemas/imports-carte";
import { base, lecture } from "@/lib/server/base";
import { balayerImports } from "@/lib/server/carte/import/balayer-imports";
import { descriptionDe } from "@/lib/server/carte/import/descriptions";
import { compterPerdues } from "@/lib/server/carte/import/remarques-perdues";
import { applications, MORT_MS } from "@/lib/server/carte/import/suivi";
import { type Agent, importsCartePermis } from "@/lib/server/droits";

const NOM = { select: { prenom: true, nom: true } } as const;

/** The imports of one's région, the latest first. */
export async function listerImportsCarte(agent: Agent) {
  const client = await base();
  return client.importCarte.findMany({
    where: importsCartePermis(agent),
    orderBy: { commenceLe: "desc" },
    take: 100,
    select: {
      ...{ id: true, nomFichier: true, genre: true, etat: true, commenceLe: true, commencePar: NOM },
      ...{ crees: true, modifies: true, inchanges: true, refusees: true },
    },
  });
}

/** One import with its report; null: none by that name that this person may read. */
export async function lireImportCarte(agent: Agent, id: string) {
  if (!estIdentifiant(id)) return null;
  const client = await base();
  const lu = await client.importCarte.findFirst({
    where: { AND: [{ id }, importsCartePermis(agent)] },
    include: { commencePar: NOM, appliquePar: NOM },
  });
  if (lu === null) return null;
  // What the carte of the région holds already: how many new ones are too many.
  const connues =
    lu.etat === "prepare" ? await client.demandeOrion.count({ where: { regionAcademique: lu.regionAcademique } }) : 0;
  return { ...lu, connues, colonnes: (lu.colonnes ?? SANS_COLONNE) as Colonnes, dejaImporte: await dejaImporte(lu) };
}
export type ImportLu = NonNullable<Awaited<ReturnType<typeof lireImportCarte>>>;

/** The same bytes, applied before: when, the last time. */
export async function dejaImporte(lu: {
  id: string;
  genre: "orion" | "constat" | "places";
  regionAcademique: string | null;
  sha256: string | null;
}): Promise<Date | null> {
  if (lu.sha256 === null) return null;
  const client = await base();
  const avant = await client.importCarte.findFirst({
    where: {
      ...{ genre: lu.genre, regionAcademique: lu.regionAcademique, sha256: lu.sha256 },
      ...{ etat: "applique", id: { not: lu.id } },
    },
    orderBy: { appliqueLe: "desc" },
    select: { appliqueLe: true },
  });
  return avant?.appliqueLe ?? null;
}

/** How far it is, for the page that waits. */
export async function lireProgres(agent: Agent, id: string): Promise<ProgresImport | null> {
  if (!estIdentifiant(id)) return null;
  const client = await base();
  const lu = await client.importCarte.findFirst({
    where: { AND: [{ id }, importsCartePermis(agent)] },
    select: {
      ...{ etat: true, battementLe: true, octets: true, octetsLus: true, lues: true },
      ...{ refusees: true, crees: true, modifies: true, retires: true },
    },
  });
  if (lu === null) return null;
  // Who waits on this page is told at once that nobody reads the file any more.
  if (lu.etat === "lecture" && Date.now() - lu.battementLe.getTime() > MORT_MS) {
    await balayerImports(new Date());
    return lireProgres(agent, id);
  }
  return {
    etat: lu.etat,
    octets: Number(lu.octets),
    octetsLus: Number(lu.octetsLus),
    lues: lu.lues,
    refusees: lu.refusees,
    appliquees: applications.get(id) ?? null,
    total: lu.crees + lu.modifies + lu.retires,
  };
}

export const REMARQUES_MONTREES = 20;

const AUCUNE = { refus: [], ecartees: [], avertissements: [], retraits: [] };

/**
 * The first remarks of each kind, how many are counted only, and why rows were set aside: so many by reason, the most frequent first.
 * A row set aside without a remark is of another région, or says nothing.
 */
export async function lireRemarques(agent: Agent, importId: string) {
  const client = await base();
  const lu = await client.importCarte.findFirst({
    where: { AND: [{ id: importId }, importsCartePermis(agent)] },
    select: { refusees: true, avertissements: true },
  });
  if (lu === null) return { ...AUCUNE, perdues: { refus: 0, avertissements: 0 }, raisons: [] };
  const lues = (gravite: "refus" | "ecartee" | "avertissement" | "retrait") =>
    client.remarqueImportCarte.findMany({
      where: { importId, gravite, import: importsCartePermis(agent) },
      orderBy: [{ ligne: "asc" }, { id: "asc" }],
      take: REMARQUES_MONTREES,
    });
  const raisons = await client.remarqueImportCarte.groupBy({
    by: ["motif"],
    where: { importId, gravite: "ecartee", import: importsCartePermis(agent) },
    _count: { _all: true },
    orderBy: [{ _count: { motif: "desc" } }, { motif: "asc" }],
  });
  return {
    refus: await lues("refus"),
    ecartees: await lues("ecartee"),
    avertissements: await lues("avertissement"),
    retraits: await lues("retrait"),
    perdues: await compterPerdues(importId, lu),
    raisons: raisons.map((r) => ({ motif: r.motif, lignes: r._count._all })),
  };
}

export const PREVUES_MONTREES = 20;

/** The first demands that applying creates, and the first that it changes; none of a file that cannot be applied. Right checked by `lireImportCarte` and here. */
export async function lirePrevisions(
  agent: Agent,
  importId: string,
): Promise<Record<"creer" | "modifier", LignePrevue[]>> {
  return lecture(async (tx) => {
    const lu = await tx.importCarte.findFirst({
      where: { AND: [{ id: importId, etat: "prepare", refusees: 0 }, importsCartePermis(agent)] },
      select: { genre: true },
    });
    const description = lu === null ? null : await descriptionDe(lu.genre);
    const lire = (effet: "creer" | "modifier") =>
      description?.apercevoir?.(tx, importId, effet, PREVUES_MONTREES) ?? [];
    return { creer: await lire("creer"), modifier: await lire("modifier") };
  });
}
