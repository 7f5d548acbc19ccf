import "server-only";
import { derniereRentree } from "@/lib/domain/carte/constat";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { type CodeRegionAcademique, nomRegion, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { base } from "@/lib/server/base";
import { type Agent, cartePermise, etendueCarte, peut } from "@/lib/server/droits";
import { academies } from "@/lib/server/reference";
import type { Prisma } from "@/prisma/genere/client";

/** What the page of a territory says around its figures. */
export type ContexteTerritoire = {
  region: CodeRegionAcademique;
  nomRegion: string;
  academie: { code: string; nom: string } | null;
  academies: { code: string; nom: string }[];
  /** Latest first; never empty. */
  rentrees: number[];
  rentree: number;
  /** Demands of the carte there, whatever their rentrée. */
  demandes: number;
  /** Day of the last import applied. */
  orionLe: DateIso | null;
  /** Day when places opened at this rentrée were last written, typed or imported. */
  constatLe: DateIso | null;
  droits: { importer: boolean; saisirEffectif: boolean; demanderMotif: boolean };
};

/** Null: no such territory, or not for this person to read. */
export async function chargerTerritoire(
  agent: Agent,
  territoire: { region: string } | { academie: string },
  rentreeDemandee: number | null,
  maintenant: Date = new Date(),
): Promise<ContexteTerritoire | null> {
  const academie = "academie" in territoire ? academies().find((a) => a.code === territoire.academie) : undefined;
  if ("academie" in territoire && academie === undefined) return null;
  const demandee = "region" in territoire ? territoire.region : academie?.region;
  const region = REGIONS_ACADEMIQUES.find((r) => r.code === demandee)?.code;
  if (region === undefined) return null;
  const lieu = { regionAcademique: region, uai: null };
  if (!peut(agent, "carte.lire", lieu)) return null;

  const client = await base();
  const ou = { regionAcademique: region, ...(academie ? { academie: academie.code } : {}) };
  const parRentree = await client.demandeOrion.groupBy({ by: ["rentree"], where: ou, _count: true });
  const { rentrees, rentree } = ordonner(
    parRentree.map((r) => r.rentree),
    rentreeDemandee,
    maintenant,
  );
  const [orionLe, constatLe] = await Promise.all([
    dernierImport({ genre: "orion", OR: [{ regionAcademique: region }, { regionAcademique: null }] }),
    client.constatPlaces
      .aggregate({ where: { rentree, demande: ou }, _max: { saisiLe: true } })
      .then(({ _max }) => (_max.saisiLe ? jourAParis(_max.saisiLe) : null)),
  ]);
  return {
    region,
    nomRegion: nomRegion(region),
    academie: academie ? { code: academie.code, nom: academie.nom } : null,
    academies: academies()
      .filter((a) => a.region === region)
      .map(({ code, nom }) => ({ code, nom })),
    rentrees,
    rentree,
    demandes: parRentree.reduce((n, r) => n + r._count, 0),
    orionLe,
    constatLe,
    droits: {
      importer: peut(agent, "carte.importer", lieu),
      saisirEffectif: peut(agent, "effectif.saisir", lieu),
      demanderMotif: peut(agent, "constat.demander_motif", lieu),
    },
  };
}

/** The last rentrée that has begun and has demands, else the first to come, unless one is asked for. */
function ordonner(
  connues: readonly number[],
  demandee: number | null,
  maintenant: Date,
): { rentrees: number[]; rentree: number } {
  const courante = derniereRentree(jourAParis(maintenant));
  const passees = connues.filter((r) => r <= courante);
  const utile = passees.length > 0 ? Math.max(...passees) : connues.length > 0 ? Math.min(...connues) : courante;
  const rentree = demandee ?? utile;
  return { rentree, rentrees: [...new Set([rentree, ...connues])].sort((a, b) => b - a) };
}

async function dernierImport(ou: Prisma.ImportCarteWhereInput): Promise<DateIso | null> {
  const client = await base();
  const dernier = await client.importCarte.findFirst({
    where: { etat: "applique", ...ou },
    orderBy: { appliqueLe: "desc" },
    select: { appliqueLe: true },
  });
  return dernier?.appliqueLe ? jourAParis(dernier.appliqueLe) : null;
}

/** Where someone lands on /carte: their only région, their only établissement, or a list to choose from. */
export type Accueil =
  | { genre: "region"; region: string }
  | { genre: "etablissement"; uai: string }
  /** `regions`: some région is theirs to read whole. */
  | { genre: "choix"; regions: boolean; uais: string[] };

export function accueilCarte(agent: Agent): Accueil {
  const { partout, regions: siennes, uais: siens } = etendueCarte(agent, "carte.lire");
  const regions = [...new Set(siennes)];
  const uais = [...new Set(siens)].sort();
  const [region] = regions;
  const [uai] = uais;
  if (!partout && uai === undefined && region !== undefined && regions.length === 1) return { genre: "region", region };
  if (!partout && region === undefined && uai !== undefined && uais.length === 1)
    return { genre: "etablissement", uai };
  return { genre: "choix", regions: partout || regions.length > 0, uais };
}

/** Rentrées of the demands that this person reads, latest first, and the one to show. */
export async function rentreesDeLaCarte(
  agent: Agent,
  demandee: number | null,
  maintenant: Date = new Date(),
): Promise<{ rentrees: number[]; rentree: number }> {
  const client = await base();
  const lues = await client.demandeOrion.groupBy({ by: ["rentree"], where: cartePermise(agent) });
  return ordonner(
    lues.map((r) => r.rentree),
    demandee,
    maintenant,
  );
}

/** Names as the rows of the carte write them; null: none of theirs yet. */
export async function nommerEtablissements(uais: readonly string[]): Promise<{ uai: string; nom: string | null }[]> {
  const client = await base();
  const lus = await client.demandeOrion.findMany({
    where: { uai: { in: [...uais] }, etablissement: { not: null } },
    distinct: ["uai"],
    orderBy: [{ uai: "asc" }, { importeLe: "desc" }],
    select: { uai: true, etablissement: true },
  });
  return uais.map((uai) => ({ uai, nom: lus.find((l) => l.uai === uai)?.etablissement ?? null }));
}
