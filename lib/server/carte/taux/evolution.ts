import "server-only";
import { type Comptees, type Occupees, placesRenovees, renovations } from "@/lib/domain/carte/evolution-offre";
import { decompte } from "@/lib/domain/carte/mesures";
import type { Base } from "@/lib/domain/carte/methodes";
import type { EvolutionOffre, TerritoireCarte } from "@/lib/schemas/carte-taux";
import type { Tx } from "@/lib/server/base";
import { compterPremieresAnnees, premieresAnnees } from "@/lib/server/carte/effectifs/couverture";
import { demandesRetenues } from "@/lib/server/carte/retenues";
import { formations } from "@/lib/server/reference";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";
import type { Prisma } from "@/prisma/genere/client";
import { constatASaisir, diviser, type Lecture, parBase } from "./lecture";

const SELECTION = { iFermees: true, iColoreesOuvertes: true, iColoreesFermees: true } as const;
type Closes = Record<keyof typeof SELECTION, number | null>;
const closes = (m: Closes): number => (m.iFermees ?? 0) + (m.iColoreesOuvertes ?? 0) + (m.iColoreesFermees ?? 0);

/** « Taux d’évolution de l’offre » (recommendation 5): what `igesr` counts, and the renovated diplomas it does not. */
export async function evolutionDeLOffre(
  client: Tx,
  territoire: TerritoireCarte,
  rentree: number,
  ou: Prisma.DemandeOrionWhereInput,
  lecture: Lecture,
): Promise<Record<Base, EvolutionOffre | null>> {
  await tenirAJour(client);
  const renovees = renovations(formations(), rentree);
  const anciens = renovees.flatMap((r) => r.remplacees.map((d) => d.cfd));
  const tous = [...anciens, ...renovees.flatMap((r) => r.nouvelles.map((d) => d.cfd))];
  // The places occupied before are of the rentrée before, whichever one the rates divide by.
  const { eleves, ...couverture } = await compterPremieresAnnees(client, territoire, rentree - 1);
  const constat = { rentree: rentree - 1, ...couverture };
  const occupees =
    eleves > 0 && couverture.manquantes.length === 0
      ? await lireOccupees(client, territoire, rentree - 1, anciens)
      : null;
  const comptees = await lireComptees(client, rentree, { AND: [ou, { cfd: { in: tous } }] });
  return parBase((base) => {
    if (constatASaisir(lecture, base)) return null;
    const { sommes, effectif, filtres } = lecture;
    const places = decompte("igesr", sommes[base].mesures)?.transformees ?? 0;
    const transformees = {
      places,
      filtres: { ...filtres, methode: "igesr", base, compte: "transformees" },
    };
    if (occupees === null) return { transformees, renovees: null, constat, formations: [], taux: null };
    const detail = placesRenovees(renovees, occupees, comptees[base]);
    const total = detail.reduce((n, d) => n + d.places, 0);
    return {
      transformees,
      renovees: total,
      constat,
      formations: detail
        .map(({ renovation, places: n }) => ({
          places: n,
          remplacees: renovation.remplacees.map(({ cfd, libelle }) => ({ cfd, libelle })),
          nouvelles: renovation.nouvelles.map(({ cfd, libelle, ouverture }) => ({ cfd, libelle, ouverture })),
        }))
        .sort((a, b) => b.places - a.places),
      taux: diviser(places + total, effectif),
    };
  });
}

async function lireOccupees(
  client: Tx,
  territoire: TerritoireCarte,
  rentree: number,
  cfds: readonly string[],
): Promise<Occupees[]> {
  const groupes = await client.effectifConstat.groupBy({
    by: ["uai", "cfd"],
    where: { ...premieresAnnees(territoire, rentree), cfd: { in: [...cfds] } },
    _sum: { eleves: true },
  });
  return groupes.flatMap((g) => (g.cfd === null ? [] : [{ uai: g.uai, cfd: g.cfd, eleves: g._sum.eleves ?? 0 }]));
}

async function lireComptees(
  client: Tx,
  rentree: number,
  ou: Prisma.DemandeOrionWhereInput,
): Promise<Record<Base, Comptees[]>> {
  const condition = (base: Base) => ({ AND: [ou, { rentree }, demandesRetenues(base, rentree)] });
  const prevues = async (base: Base): Promise<Comptees[]> => {
    const groupes = await client.demandeOrion.groupBy({ by: ["uai", "cfd"], where: condition(base), _sum: SELECTION });
    return groupes.map((g) => ({ uai: g.uai, cfd: g.cfd, places: closes(g._sum) }));
  };
  const previsionnel = await prevues("previsionnel");
  const valide = await prevues("valide");
  const constats = await client.constatPlaces.findMany({
    where: { rentree, demande: condition("constate") },
    select: { ...SELECTION, demande: { select: { uai: true, cfd: true } } },
  });
  return { previsionnel, valide, constate: constats.map((c) => ({ ...c.demande, places: closes(c) })) };
}
