import "server-only";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { jourAParis } from "@/lib/domain/dates";
import { calculerSubventionMax, ecrireFraction } from "@/lib/domain/eligibilite";
import type { CodeEtat } from "@/lib/domain/etats";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { Regime } from "@/lib/domain/regimes";
import type { VerdictGlobal } from "@/lib/domain/verdict";
import type { FiltresListe, Tri } from "@/lib/schemas/filtres";
import { base } from "@/lib/server/base";
import { motsCherches } from "@/lib/server/dossiers/recherche";
import { type Agent, dossiersVisibles } from "@/lib/server/droits";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";
import type { Prisma } from "@/prisma/genere/client";

export const PAR_PAGE = 20;

export type LigneDossier = {
  id: string;
  acronyme: string | null;
  titre: string;
  chefDeFile: string | null;
  regime: CodeRegime;
  regionAcademique: string | null;
  etat: CodeEtat;
  /** Number of the last filed version; null: never filed. */
  version: number | null;
  verdict: VerdictGlobal;
  aTraiter: number;
  /** null: nothing entered yet, which is not zero. */
  coutTotal: Centimes | null;
  subvention: Centimes | null;
  /** Fraction of the eligible cost, six decimals; null: not computable yet. */
  taux: string | null;
  /** Ceiling minus subsidy, signed; null: not computable yet. */
  marge: Centimes | null;
  /** Day in Paris. */
  modifieLe: string;
};

export type ListeDossiers = {
  lignes: LigneDossier[];
  /** Of every dossier that the filters keep, not of the page. */
  total: number;
  subvention: Centimes;
  page: number;
  pages: number;
};

const SELECTION = {
  id: true,
  acronyme: true,
  titre: true,
  regime: true,
  regimeNumero: true,
  regionAcademique: true,
  etat: true,
  verdict: true,
  aTraiter: true,
  coutTotal: true,
  coutEligible: true,
  subvention: true,
  modifieLe: true,
  partenaires: { where: { chefDeFile: true }, orderBy: { rang: "asc" }, take: 1, select: { nom: true } },
  versions: { orderBy: { numero: "desc" }, take: 1, select: { numero: true } },
} as const satisfies Prisma.DossierSelect;

type Lue = Prisma.DossierGetPayload<{ select: typeof SELECTION }>;

/** The filters under the right: what one may not see is neither listed, nor counted, nor added up. */
const condition = (agent: Agent, f: FiltresListe): Prisma.DossierWhereInput => ({
  AND: [dossiersVisibles(agent), ...motsCherches(f.q).map((mot) => ({ recherche: { contains: mot } }))],
  ...(f.etat && { etat: f.etat }),
  ...(f.region && { regionAcademique: f.region }),
  ...(f.regime && { regime: f.regime }),
  ...(f.verdict && { verdict: f.verdict }),
  ...(f.filiere && { filieres: { has: f.filiere } }),
});

/** `recherche` begins with the acronym, else the title, without accents nor capitals: the order of a person, not of bytes. */
const COLONNES: Record<Tri, keyof Prisma.DossierOrderByWithRelationInput> = {
  dossier: "recherche",
  region: "regionAcademique",
  regime: "regime",
  etat: "etat",
  verdict: "verdict",
  cout: "coutTotal",
  demande: "subvention",
  maj: "modifieLe",
};
const SANS_VALEUR: ReadonlySet<Tri> = new Set(["region", "cout", "demande"]);

/** Unknown values last, whichever way; equal rows keep one order from page to page. */
const ordre = ({ tri, sens }: FiltresListe): Prisma.DossierOrderByWithRelationInput[] => [
  { [COLONNES[tri]]: SANS_VALEUR.has(tri) ? { sort: sens, nulls: "last" } : sens },
  ...(tri === "maj" ? [] : [{ modifieLe: "desc" as const }]),
  { id: "asc" },
];

const montant = (valeur: bigint | null): Centimes | null => (valeur === null ? null : centimes(valeur));

function versLigne({ partenaires, versions, regimeNumero, coutEligible, ...d }: Lue, regime: Regime): LigneDossier {
  const code = d.regime as CodeRegime;
  const eligible = montant(coutEligible);
  const subvention = montant(d.subvention);
  const calculable = eligible !== null && subvention !== null;
  return {
    ...d,
    regime: code,
    chefDeFile: partenaires[0]?.nom ?? null,
    version: versions[0]?.numero ?? null,
    verdict: d.verdict as VerdictGlobal,
    coutTotal: montant(d.coutTotal),
    subvention,
    taux: calculable ? ecrireFraction(subvention, eligible) : null,
    marge: calculable ? centimes(calculerSubventionMax(eligible, regime) - subvention) : null,
    modifieLe: jourAParis(d.modifieLe),
  };
}

/** A set read once costs nothing more: a page of fifty rows asks the database for the few it has not met. */
async function versLignes(lues: readonly Lue[]): Promise<LigneDossier[]> {
  const client = await base();
  const lignes: LigneDossier[] = [];
  for (const lue of lues)
    lignes.push(versLigne(lue, await regimeDe(client, lue.regime as CodeRegime, lue.regimeNumero)));
  return lignes;
}

/** One page of the dossiers this person may see: searched, filtered, sorted, counted and added up in SQL. */
export async function listerDossiers(agent: Agent, filtres: FiltresListe): Promise<ListeDossiers> {
  const client = await base();
  const where = condition(agent, filtres);
  const { _count, _sum } = await client.dossier.aggregate({
    where,
    _count: { _all: true },
    _sum: { subvention: true },
  });
  const pages = Math.max(1, Math.ceil(_count._all / PAR_PAGE));
  const page = Math.min(filtres.page, pages);
  const lues = await client.dossier.findMany({
    where,
    orderBy: ordre(filtres),
    skip: (page - 1) * PAR_PAGE,
    take: PAR_PAGE,
    select: SELECTION,
  });
  return {
    lignes: await versLignes(lues),
    total: _count._all,
    subvention: centimes(_sum.subvention ?? 0n),
    page,
    pages,
  };
}

/** The same list as a whole, for the export. */
export async function listerTousDossiers(agent: Agent, filtres: FiltresListe): Promise<LigneDossier[]> {
  const client = await base();
  const lues = await client.dossier.findMany({
    where: condition(agent, filtres),
    orderBy: ordre(filtres),
    select: SELECTION,
  });
  return versLignes(lues);
}
