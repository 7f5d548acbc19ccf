import "server-only";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import { type CodeRegionAcademique, nomRegion, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { base } from "@/lib/server/base";
import { type Agent, etendueCarte, peut } from "@/lib/server/droits";
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
  /** Days of the last imports applied. */
  orionLe: DateIso | null;
  constatLe: DateIso | null;
  droits: { importer: boolean; saisirEffectif: boolean; demanderMotif: boolean };
};

/** Pupils come back in September: before, the rentrée under way is last year's. */
const derniereRentree = (maintenant: Date): number => {
  const jour = jourAParis(maintenant);
  return Number(jour.slice(0, 4)) - (jour.slice(5) < "09-01" ? 1 : 0);
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
  const connues = parRentree.map((r) => r.rentree);
  const courante = derniereRentree(maintenant);
  const rentree = rentreeDemandee ?? (choisir(connues, courante) || courante);
  const [orionLe, constatLe] = await Promise.all([
    dernierImport({ genre: "orion", OR: [{ regionAcademique: region }, { regionAcademique: null }] }),
    dernierImport({ genre: "constat", rentree, OR: [{ regionAcademique: region }, { regionAcademique: null }] }),
  ]);
  return {
    region,
    nomRegion: nomRegion(region),
    academie: academie ? { code: academie.code, nom: academie.nom } : null,
    academies: academies()
      .filter((a) => a.region === region)
      .map(({ code, nom }) => ({ code, nom })),
    rentrees: [...new Set([rentree, ...connues])].sort((a, b) => b - a),
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

/** The last rentrée that has begun and has demands, else the first to come. */
const choisir = (connues: readonly number[], courante: number): number => {
  const passees = connues.filter((r) => r <= courante);
  return passees.length > 0 ? Math.max(...passees) : connues.length > 0 ? Math.min(...connues) : 0;
};

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
  | { genre: "choix"; regions: string[]; uais: string[] };

export function accueilCarte(agent: Agent): Accueil {
  const { partout, regions: siennes, uais: siens } = etendueCarte(agent, "carte.lire");
  const lues: string[] = partout ? REGIONS_ACADEMIQUES.map((r) => r.code) : [...new Set(siennes)].sort();
  const uais = [...new Set(siens)].sort();
  if (uais.length === 0 && lues.length === 1) return { genre: "region", region: lues[0] as string };
  if (lues.length === 0 && uais.length === 1) return { genre: "etablissement", uai: uais[0] as string };
  return { genre: "choix", regions: lues, uais };
}
