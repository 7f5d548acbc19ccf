import "server-only";
import { poids } from "@/lib/domain/carte/comptes";
import type { ChampMesure } from "@/lib/domain/carte/mesures";
import type { Base, Methode } from "@/lib/domain/carte/methodes";
import type { Voie } from "@/lib/domain/places";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import { critereEnPrisma, criteres } from "@/lib/server/carte/criteres";
import { demandesRetenues } from "@/lib/server/carte/retenues";
import type { Prisma } from "@/prisma/genere/client";

export type Figure = {
  methode: Methode;
  base: Base;
  compte: Exclude<FiltresCarte["compte"], "">;
  voie: Voie | undefined;
};

/** The figure whose rows are asked for; null: a plain list. */
export const figureDemandee = ({ methode, base, compte, voie }: FiltresCarte): Figure | null =>
  methode === "" || base === "" || compte === "" ? null : { methode, base, compte, voie: voie || undefined };

/**
 * What the filters keep, without any right: put it under `AND` with `cartePermise`. With a figure (method, base, count), the
 * demands that count in it. Two figures compare columns with one another, which only the list's own query can say (lister-demandes.ts):
 * `ecart` keeps here every demand with a constat, `retirees` by igesr every transfert that has places in both voies.
 */
export function conditionsCarte(filtres: FiltresCarte): Prisma.DemandeOrionWhereInput {
  return {
    AND: [
      ...criteres(filtres).map(critereEnPrisma),
      ...deLaFigure(filtres),
      ...(filtres.dossier ? [{ liens: { some: { dossierId: filtres.dossier, etat: "confirme" } } }] : []),
    ],
  };
}

type Positives = Partial<Record<ChampMesure, { gt: number } | number>>;
const positives = (champs: readonly ChampMesure[]): Positives[] => champs.map((champ) => ({ [champ]: { gt: 0 } }));

/** Attribution gives a change all or nothing: what the coloration took was counted by orion-2023 and is 0 since. */
const REATTRIBUEES = {
  scolaire: [
    { sOuvertes: 0, sOuvertes2023: { gt: 0 } },
    { sFermees: 0, sFermees2023: { gt: 0 } },
  ],
  apprentissage: [{ aOuvertes: 0, aOuvertes2023: { gt: 0 } }],
} as const satisfies Record<string, readonly Positives[]>;
const DES_DEUX_VOIES = (["s", "a"] as const).map((v) =>
  positives([`${v}Ouvertes`, `${v}Fermees`, `${v}ColoreesOuvertes`, `${v}ColoreesFermees`]),
);

/** Groups of measures: one above zero in each. Null: the figure does not exist, so nothing counts in it. */
function mesuresComptees({ methode, compte, voie }: Figure): (readonly Positives[])[] | null {
  if (compte === "ecart") return [];
  const p = poids(methode, compte, voie);
  if (p === null) return null;
  if (p.moins.length === 0) return [positives(p.plus)];
  if (methode === "igesr") return DES_DEUX_VOIES;
  return [voie ? REATTRIBUEES[voie] : [...REATTRIBUEES.scolaire, ...REATTRIBUEES.apprentissage]];
}

function deLaFigure(filtres: FiltresCarte): Prisma.DemandeOrionWhereInput[] {
  const figure = figureDemandee(filtres);
  if (figure === null) return [];
  const { base } = figure;
  const rentree = filtres.rentree ? Number(filtres.rentree) : undefined;
  const groupes = mesuresComptees(figure);
  if (groupes === null) return [{ numero: { in: [] } }];
  return [
    demandesRetenues(base, rentree),
    ...(figure.methode === "igesr" && figure.compte === "retirees" ? [{ type: "transfert" }] : []),
    ...groupes.map((mesures): Prisma.DemandeOrionWhereInput => {
      if (base !== "constate") return { OR: [...mesures] };
      return { constats: { some: { ...(rentree !== undefined && { rentree }), OR: [...mesures] } } };
    }),
  ];
}
