import "server-only";
import { derniereRentree, finDeSuivi, rentreesSuivies } from "@/lib/domain/carte/constat";
import { STATUTS_ECARTES, TYPES_ECARTES } from "@/lib/domain/carte/methodes";
import { jourAParis } from "@/lib/domain/dates";
import { type ConstatStocke, type EspaceConstat, LIGNES_CONSTAT_MAX } from "@/lib/schemas/constat";
import { base } from "@/lib/server/base";
import { CHAMPS_DEMANDE } from "@/lib/server/carte/constat/mesures-constat";
import { lireOccupees } from "@/lib/server/carte/effectifs/lire-occupees";
import { versJour } from "@/lib/server/dossiers/lignes";
import { type Agent, cartePermise, peut } from "@/lib/server/droits";
import type { Prisma } from "@/prisma/genere/client";

/** Demands that places are expected of: what every rate leaves out, the constat does too (domain/2). */
export const DEMANDES_SUIVIES = {
  type: { notIn: [...TYPES_ECARTES] },
  statut: { notIn: [...STATUTS_ECARTES] },
} satisfies Prisma.DemandeOrionWhereInput;

/** The dossiers that make a demand followed for longer. */
export const PROJETS_SUIVIS = {
  where: { etat: "confirme" },
  select: { dossier: { select: { debut: true, dureeMois: true } } },
} as const satisfies Prisma.DemandeOrion$liensArgs;

type Projet = { dossier: { debut: Date | null; dureeMois: number | null } };

export const rentreesDe = (d: { rentree: number; liens: readonly Projet[] }, maintenant: Date): number[] =>
  rentreesSuivies(
    d.rentree,
    finDeSuivi(
      d.rentree,
      d.liens.map(({ dossier }) => ({ debut: versJour(dossier.debut) ?? null, dureeMois: dossier.dureeMois })),
    ),
    derniereRentree(jourAParis(maintenant)),
  );

export const CHAMPS_CONSTAT_STOCKE = {
  scolaire: true,
  scolaireColoree: true,
  apprentissage: true,
  apprentissageColoree: true,
  motif: true,
  precision: true,
  version: true,
  source: true,
  saisiLe: true,
  saisiPar: { select: { prenom: true, nom: true, effaceLe: true } },
} as const satisfies Prisma.ConstatPlacesSelect;

type Stocke = Prisma.ConstatPlacesGetPayload<{ select: typeof CHAMPS_CONSTAT_STOCKE }>;

export const versStocke = ({
  saisiPar,
  saisiLe,
  motif,
  precision,
  version,
  source,
  ...places
}: Stocke): ConstatStocke => ({
  places,
  motif,
  precision,
  version,
  source: source as ConstatStocke["source"],
  saisiLe: saisiLe.toISOString(),
  saisiPar: saisiPar === null || saisiPar.effaceLe !== null ? null : `${saisiPar.prenom} ${saisiPar.nom}`,
});

/** The table of one établissement for one rentrée (the latest unless said); null: nothing there that this person may read. */
export async function lireConstat(
  agent: Agent,
  { uai, rentree }: { uai: string; rentree: number | null },
  maintenant: Date,
): Promise<EspaceConstat | null> {
  const client = await base();
  const lues = await client.demandeOrion.findMany({
    where: { AND: [cartePermise(agent), { uai }, DEMANDES_SUIVIES] },
    select: {
      ...CHAMPS_DEMANDE,
      ...{ numero: true, uai: true, etablissement: true, regionAcademique: true, cfd: true, formation: true },
      ...{ diplome: true, statut: true, rentree: true },
      liens: PROJETS_SUIVIS,
    },
    orderBy: [{ rentree: "desc" }, { formation: "asc" }, { numero: "asc" }],
    take: LIGNES_CONSTAT_MAX,
  });
  const [premiere] = lues;
  if (premiere === undefined) return null;
  const suivies = lues.map((d) => ({ d, rentrees: rentreesDe(d, maintenant) }));
  const rentrees = [...new Set(suivies.flatMap((s) => s.rentrees))].sort((a, b) => b - a);
  const choisie = rentree !== null && rentrees.includes(rentree) ? rentree : (rentrees[0] ?? premiere.rentree);
  const lignes = suivies.filter((s) => s.rentrees.includes(choisie)).map((s) => s.d);
  const cles = { numero: { in: lignes.map((d) => d.numero) }, rentree: choisie };
  const [constats, demandes, occupees] = await Promise.all([
    client.constatPlaces.findMany({ where: cles, select: { numero: true, ...CHAMPS_CONSTAT_STOCKE } }),
    client.demandeMotif.findMany({ where: cles, select: { numero: true, demandeeLe: true } }),
    lireOccupees(client, agent, lignes),
  ]);
  const modifiable = peut(agent, "constat.saisir", { regionAcademique: premiere.regionAcademique, uai });
  // Who wrote it is told to those who write it with them: whoever else reads the carte reads places, not people.
  const constatDe = new Map(
    constats.map(({ numero, ...c }) => [numero, modifiable ? versStocke(c) : { ...versStocke(c), saisiPar: null }]),
  );
  const motifDe = new Map(demandes.map((m) => [m.numero, m.demandeeLe.toISOString()]));
  return {
    uai,
    etablissement: premiere.etablissement ?? uai,
    rentree: choisie,
    rentrees,
    modifiable,
    lignes: lignes.map(({ etablissement: _e, regionAcademique: _r, liens: _l, ...d }) => ({
      ...{ numero: d.numero, uai: d.uai, cfd: d.cfd, formation: d.formation, diplome: d.diplome },
      ...{ type: d.type, statut: d.statut, rentree: d.rentree },
      demande: {
        ...{ scolaireActuelle: d.scolaireActuelle, scolaireFuture: d.scolaireFuture },
        ...{ scolaireColoreeActuelle: d.scolaireColoreeActuelle, scolaireColoreeFuture: d.scolaireColoreeFuture },
        ...{ apprentissageActuelle: d.apprentissageActuelle, apprentissageFuture: d.apprentissageFuture },
        apprentissageColoreeActuelle: d.apprentissageColoreeActuelle,
        apprentissageColoreeFuture: d.apprentissageColoreeFuture,
      },
      constat: constatDe.get(d.numero) ?? null,
      occupees: occupees.a(d, choisie),
      motifDemandeLe: motifDe.get(d.numero) ?? null,
    })),
  };
}
