import "server-only";
import { CHAMPS_MESURE, decompte, type Mesures } from "@/lib/domain/carte/mesures";
import { type Base, CODES_BASE, type Methode } from "@/lib/domain/carte/methodes";
import { nomRegion } from "@/lib/domain/nomenclatures";
import type { TauxRegion } from "@/lib/schemas/carte-taux";
import { lecture } from "@/lib/server/base";
import { lireEffectif } from "@/lib/server/carte/effectifs/effectif-de";
import { demandesRetenues } from "@/lib/server/carte/retenues";
import { type Agent, cartePermise, peut } from "@/lib/server/droits";
import { regions } from "@/lib/server/reference";
import { diviser, parBase } from "./lecture";
import { mesuresSommees } from "./sommes";

const CHAMPS = Object.fromEntries(CHAMPS_MESURE.map((champ) => [champ, true])) as Record<keyof Mesures, true>;

/** Every région that this person may read whole, with its rate: the national list. */
export async function tauxDesRegions(
  agent: Agent,
  {
    rentree,
    methode = "igesr",
    denominateur = rentree - 1,
  }: { rentree: number; methode?: Methode; denominateur?: number },
): Promise<TauxRegion[]> {
  const lisibles = regions().filter((r) => peut(agent, "carte.lire", { regionAcademique: r.code, uai: null }));
  const codes = lisibles.map((r) => r.code);
  const sommes = await lecture(async (tx) => {
    const condition = (base: Base) => ({
      AND: [cartePermise(agent), { regionAcademique: { in: codes }, rentree }, demandesRetenues(base, rentree)],
    });
    const prevues = (base: Base) =>
      tx.demandeOrion.groupBy({
        by: ["regionAcademique"],
        where: condition(base),
        _sum: CHAMPS,
        _count: true,
      });
    const previsionnel = await prevues("previsionnel");
    const valide = await prevues("valide");
    // The measures are the constat's and the région the demand's: one sum for each région that has any.
    const constate = [];
    for (const { regionAcademique } of valide) {
      const demande = { AND: [condition("constate"), { regionAcademique }] };
      const { _sum, _count } = await tx.constatPlaces.aggregate({
        where: { rentree, demande },
        _sum: CHAMPS,
        _count: true,
      });
      if (_count > 0) constate.push({ regionAcademique, _sum, _count });
    }
    return { previsionnel, valide, constate };
  });
  const lues = CODES_BASE.map((base) => [base, new Map(sommes[base].map((s) => [s.regionAcademique, s]))] as const);
  const parCode = Object.fromEntries(lues) as Record<Base, (typeof lues)[number][1]>;
  return Promise.all(
    lisibles.map(async ({ code }) => {
      const { effectif, couverture } = await lireEffectif({ regionAcademique: code }, denominateur);
      const places = parBase((base) => {
        const somme = parCode[base].get(code);
        if (somme === undefined) return base === "constate" ? null : 0;
        return decompte(methode, mesuresSommees(somme._sum))?.transformees ?? 0;
      });
      return {
        regionAcademique: code,
        nom: nomRegion(code),
        effectif,
        couverture,
        places,
        taux: parBase((base) => (places[base] === null ? null : diviser(places[base], effectif?.effectif ?? null))),
        demandes: parCode.previsionnel.get(code)?._count ?? 0,
        constat: { attendus: parCode.valide.get(code)?._count ?? 0, saisis: parCode.constate.get(code)?._count ?? 0 },
      };
    }),
  );
}
