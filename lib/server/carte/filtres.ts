import "server-only";
import { poidsDuCompte } from "@/lib/domain/carte/comptes";
import type { ChampMesure } from "@/lib/domain/carte/mesures";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";
import { critereEnPrisma, criteres } from "@/lib/server/carte/criteres";
import { demandesRetenues } from "@/lib/server/carte/retenues";
import type { Prisma } from "@/prisma/genere/client";

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

function deLaFigure({ methode, base, compte, voie, rentree }: FiltresCarte): Prisma.DemandeOrionWhereInput[] {
  if (methode === "" || base === "" || compte === "") return [];
  const annee = rentree ? Number(rentree) : undefined;
  const retenues = demandesRetenues(base, annee);
  if (compte === "ecart") return [retenues];
  const compter = (mesures: readonly Positives[]): Prisma.DemandeOrionWhereInput =>
    base === "constate"
      ? { constats: { some: { ...(annee !== undefined && { rentree: annee }), OR: [...mesures] } } }
      : { OR: [...mesures] };
  if (compte === "retirees" && methode === "igesr") {
    const deux = [positives(["sOuvertes", "sFermees", "sColoreesOuvertes", "sColoreesFermees"])].concat([
      positives(["aOuvertes", "aFermees", "aColoreesOuvertes", "aColoreesFermees"]),
    ]);
    return [retenues, { type: "transfert" }, ...deux.map(compter)];
  }
  if (compte === "retirees" && methode === "orion-2024")
    return [retenues, compter(voie ? REATTRIBUEES[voie] : [...REATTRIBUEES.scolaire, ...REATTRIBUEES.apprentissage])];
  return [
    retenues,
    compter(positives(Object.keys(poidsDuCompte(methode, compte, voie || undefined)) as ChampMesure[])),
  ];
}
