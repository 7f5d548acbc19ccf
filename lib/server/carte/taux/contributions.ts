import "server-only";
import { CHAMPS_MESURE, decompte, type Mesures } from "@/lib/domain/carte/mesures";
import { type Base, type Methode, STATUT_VALIDE } from "@/lib/domain/carte/methodes";
import { type CodeEtat, ETATS_FINANCES } from "@/lib/domain/etats";
import type { Voie } from "@/lib/domain/places";
import type { DemandeFiltres } from "@/lib/schemas/carte-filtres";
import type { Apport, Contribution, Contributions, OptionsTaux, TerritoireCarte } from "@/lib/schemas/carte-taux";
import { lecture, type Tx } from "@/lib/server/base";
import { effectifDe } from "@/lib/server/carte/effectifs/effectif-de";
import { demandesRetenues } from "@/lib/server/carte/retenues";
import type { Agent } from "@/lib/server/droits";
import { nommerDossiers } from "@/lib/server/liens/vers-demande-vue";
import type { Prisma } from "@/prisma/genere/client";
import { parBase } from "./lecture";
import { sommer } from "./sommes";
import { demandesDe, filtresDe, lisible } from "./territoire";

type Options = OptionsTaux & { methode?: Methode; base?: Base };

/**
 * What each funded project brings to the rate of a territory: the demands that a person tied to it. A demand claimed twice counts in
 * both projects and once in the total. Null: these figures are not this person's to read.
 */
export async function contributions(
  agent: Agent,
  lieu: TerritoireCarte,
  { rentree, academie, voie, denominateur = rentree - 1, methode = "igesr", base = "valide" }: Options,
): Promise<Contributions | null> {
  const territoire: TerritoireCarte = { ...lieu, academie: academie ?? lieu.academie ?? null };
  if (!lisible(agent, territoire)) return null;
  // igesr has no figure for one voie: the last method of Orion has.
  const choisie = voie && methode === "igesr" ? "orion-2025" : methode;
  const effectif = territoire.uai ? null : ((await effectifDe(territoire, denominateur))?.effectif ?? null);
  const ou = demandesDe(agent, territoire);
  return lecture(async (tx) => {
    const liees = await lireLiees(tx, rentree, ou);
    const dossiers = [...new Map(liees.flatMap((d) => d.liens.map((l) => [l.dossierId, l.dossier.etat]))).entries()];
    const noms = await nommerDossiers(
      tx,
      agent,
      dossiers.map(([id]) => id),
    );
    const compter: Compteur = { methode: choisie, voie };
    const filtres: DemandeFiltres = {
      ...filtresDe(territoire, rentree),
      ...(voie && { voie }),
      methode: choisie,
      compte: "transformees",
    };
    const projets = dossiers
      .flatMap(([dossierId, etat]): Contribution[] => {
        const nom = noms.get(dossierId);
        if (nom === undefined) return [];
        const siennes = liees.filter((d) => d.liens.some((l) => l.dossierId === dossierId));
        return [{ ...bilan(siennes, compter, { ...filtres, dossier: dossierId }), dossierId, nom, etat }];
      })
      .sort((a, b) => (b.places[base]?.places ?? -1) - (a.places[base]?.places ?? -1) || comparer(a.nom, b.nom));
    const caches = dossiers.filter(([id]) => !noms.has(id)).map(([id]) => id);
    const desAutres = liees.filter((d) => d.liens.some((l) => caches.includes(l.dossierId)));
    const total = bilan(liees, compter, null);
    const { mesures, demandes } = await sommer(tx, base, rentree, ou);
    const territoireConnu = base !== "constate" || demandes > 0;
    return {
      effectif,
      methode: choisie,
      base,
      projets,
      autres: desAutres.length === 0 ? null : { ...bilan(desAutres, compter, null), projets: caches.length },
      total,
      placesTerritoire: territoireConnu ? (decompte(choisie, mesures, voie)?.transformees ?? 0) : null,
      revendiquees: liees
        .filter((d) => d.liens.length > 1)
        .map((d) => ({ numero: d.numero, projets: d.liens.length }))
        .sort((a, b) => comparer(a.numero, b.numero)),
    };
  });
}

const comparer = (a: string | null, b: string | null): number => (a ?? "").localeCompare(b ?? "", "fr");

const MESURES = Object.fromEntries(CHAMPS_MESURE.map((c) => [c, true])) as Record<keyof Mesures, true>;

type Liee = Mesures & {
  numero: string;
  statut: string;
  constats: Mesures[];
  liens: { dossierId: string; dossier: { etat: CodeEtat } }[];
};

const lireLiees = (tx: Tx, rentree: number, ou: Prisma.DemandeOrionWhereInput): Promise<Liee[]> => {
  const finances = { etat: "confirme", dossier: { etat: { in: [...ETATS_FINANCES] } } };
  return tx.demandeOrion.findMany({
    where: { AND: [ou, { rentree }, demandesRetenues("previsionnel")], liens: { some: finances } },
    select: {
      numero: true,
      statut: true,
      ...MESURES,
      constats: { where: { rentree }, select: MESURES },
      liens: { where: finances, select: { dossierId: true, dossier: { select: { etat: true } } } },
    },
    orderBy: { numero: "asc" },
  });
};

type Compteur = { methode: Methode; voie: Voie | undefined };

/** `filtres`: of the rows behind the figures, the base left to say; null: no list shows them. */
function bilan(demandes: readonly Liee[], { methode, voie }: Compteur, filtres: DemandeFiltres | null): Apport {
  const validees = demandes.filter((d) => d.statut === STATUT_VALIDE);
  const constats = validees.flatMap((d) => d.constats);
  const comptees: Record<Base, readonly Mesures[]> = { previsionnel: demandes, valide: validees, constate: constats };
  const places = parBase((b) =>
    b === "constate" && constats.length === 0
      ? null
      : {
          places: comptees[b].reduce((n, m) => n + (decompte(methode, m, voie)?.transformees ?? 0), 0),
          filtres: filtres && { ...filtres, base: b },
        },
  );
  return {
    demandes: demandes.length,
    places,
    sansConstat: validees.length - constats.length,
  };
}
