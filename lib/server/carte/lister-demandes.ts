import "server-only";
import type { Quadrant, Statut, TypeDemande } from "@/lib/domain/carte/methodes";
import type { ConstatListe, LigneDemandes, TotauxDemandes } from "@/lib/schemas/carte-demandes";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import { base } from "@/lib/server/base";
import { type RequeteDemandes, requeteDemandes } from "@/lib/server/carte/requete-demandes";
import { type Agent, cartePermise, dossiersVisibles } from "@/lib/server/droits";
import { Prisma } from "@/prisma/genere/client";

export const DEMANDES_PAR_PAGE = 50;

export type ListeDemandes = { lignes: LigneDemandes[]; totaux: TotauxDemandes; page: number; pages: number };

const SELECTION = {
  numero: true,
  uai: true,
  etablissement: true,
  commune: true,
  regionAcademique: true,
  cfd: true,
  formation: true,
  diplome: true,
  rentree: true,
  type: true,
  statut: true,
  coloration: true,
  quadrant: true,
  scolaireActuelle: true,
  scolaireFuture: true,
  scolaireColoreeActuelle: true,
  scolaireColoreeFuture: true,
  apprentissageActuelle: true,
  apprentissageFuture: true,
  apprentissageColoreeActuelle: true,
  apprentissageColoreeFuture: true,
} as const satisfies Prisma.DemandeOrionSelect;

/** The query of these filters for this person. */
export async function preparer(agent: Agent, filtres: FiltresCarte): Promise<RequeteDemandes> {
  const { dossier: id } = filtres;
  const lisible =
    id === "" || (await (await base()).dossier.count({ where: { AND: [dossiersVisibles(agent), { id }] } })) > 0;
  return requeteDemandes(agent, filtres, lisible);
}

/** Sums of places are added up as bigint, which no file can overflow, and stay far under what a number holds exactly. */
const nombre = (places: bigint | null): number | null => (places === null ? null : Number(places));

export async function totaliser({ source, condition, places, constate }: RequeteDemandes): Promise<TotauxDemandes> {
  const client = await base();
  const [lu] = await client.$queryRaw<{ [champ in keyof TotauxDemandes]: bigint | null }[]>`
    SELECT count(*) AS "demandes", ${places === null ? Prisma.sql`NULL::bigint` : Prisma.sql`coalesce(sum(${places}), 0)::bigint`} AS "places",
      coalesce(sum(d."scolaireActuelle"::bigint + d."apprentissageActuelle"), 0)::bigint AS "actuelles",
      coalesce(sum(d."scolaireFuture"::bigint + d."apprentissageFuture"), 0)::bigint AS "futures",
      ${constate ? Prisma.sql`coalesce(sum(c."scolaire"::bigint + c."apprentissage"), 0)::bigint` : Prisma.sql`NULL::bigint`} AS "constatees"
    FROM ${source} WHERE ${condition}`;
  return {
    demandes: Number(lu?.demandes ?? 0),
    places: nombre(lu?.places ?? null),
    actuelles: Number(lu?.actuelles ?? 0),
    futures: Number(lu?.futures ?? 0),
    constatees: nombre(lu?.constatees ?? null),
  };
}

export type Rang = { numero: string; places: number | null };

/** Numbers of the demands, in order, with what each brings; all of them without `tranche`. */
export async function ranger(
  { source, condition, ordre, places }: RequeteDemandes,
  tranche?: { debut: number; taille: number },
): Promise<Rang[]> {
  const client = await base();
  const limite = tranche ? Prisma.sql`LIMIT ${tranche.taille} OFFSET ${tranche.debut}` : Prisma.empty;
  const lus = await client.$queryRaw<{ numero: string; places: bigint | null }[]>`
    SELECT d."numero", ${places === null ? Prisma.sql`NULL::bigint` : Prisma.sql`${places}::bigint`} AS "places"
    FROM ${source} WHERE ${condition} ORDER BY ${ordre} ${limite}`;
  return lus.map((l) => ({ numero: l.numero, places: nombre(l.places) }));
}

/** What was seen of these demands, already read under the right, each at its own rentrée. */
export async function lireConstats(
  demandes: readonly { numero: string; rentree: number }[],
): Promise<ReadonlyMap<string, ConstatListe>> {
  const client = await base();
  const rentrees = new Map(demandes.map((d) => [d.numero, d.rentree]));
  const lus = await client.constatPlaces.findMany({
    where: { numero: { in: [...rentrees.keys()] }, rentree: { in: [...new Set(rentrees.values())] } },
    select: {
      ...{ numero: true, rentree: true, motif: true, precision: true },
      ...{ scolaire: true, scolaireColoree: true, apprentissage: true, apprentissageColoree: true },
    },
  });
  return new Map(
    lus.flatMap(({ numero, ...constat }) => (rentrees.get(numero) === constat.rentree ? [[numero, constat]] : [])),
  );
}

/** The rows of these numbers, in the same order, under the right again. */
async function lireLignes(agent: Agent, rangs: readonly Rang[], constate: boolean): Promise<LigneDemandes[]> {
  const client = await base();
  const lues = await client.demandeOrion.findMany({
    where: { AND: [cartePermise(agent), { numero: { in: rangs.map((r) => r.numero) } }] },
    select: {
      ...SELECTION,
      liens: {
        where: { etat: "confirme", dossier: dossiersVisibles(agent) },
        select: { dossier: { select: { id: true, acronyme: true, titre: true } } },
        orderBy: { dossierId: "asc" },
      },
    },
  });
  const constats = constate ? await lireConstats(lues) : null;
  const parNumero = new Map(lues.map((l) => [l.numero, l]));
  return rangs.flatMap(({ numero, places }) => {
    const lue = parNumero.get(numero);
    if (lue === undefined) return [];
    const { liens, type, statut, quadrant, ...reste } = lue;
    return [
      {
        ...reste,
        type: type as TypeDemande,
        statut: statut as Statut,
        quadrant: quadrant as Quadrant | null,
        places,
        constat: constats?.get(numero) ?? null,
        dossiers: liens.map(({ dossier }) => ({ id: dossier.id, nom: dossier.acronyme ?? dossier.titre })),
      },
    ];
  });
}

/** One page of the demands this person may read: filtered, sorted, counted and added up in SQL. */
export async function listerDemandes(agent: Agent, filtres: FiltresCarte): Promise<ListeDemandes> {
  const requete = await preparer(agent, filtres);
  const tranche = (page: number) => ({ debut: (page - 1) * DEMANDES_PAR_PAGE, taille: DEMANDES_PAR_PAGE });
  // Asked together: the page is nearly always there, and each of them may read every row.
  const [totaux, demandes] = await Promise.all([totaliser(requete), ranger(requete, tranche(filtres.page))]);
  const pages = Math.max(1, Math.ceil(totaux.demandes / DEMANDES_PAR_PAGE));
  const page = Math.min(filtres.page, pages);
  const rangs = page === filtres.page ? demandes : await ranger(requete, tranche(page));
  return { lignes: await lireLignes(agent, rangs, requete.constate), totaux, page, pages };
}
