import "server-only";
import { phraseCouverture } from "@/lib/domain/carte/couverture";
import { decompte } from "@/lib/domain/carte/mesures";
import { type Base, CODES_METHODE, METHODES, type Methode, methodeEnVigueur } from "@/lib/domain/carte/methodes";
import { annoncer, noteDenominateur, phraseConstat } from "@/lib/domain/carte/phrases";
import { diviseur, INDICATEURS, type Indicateur, taux } from "@/lib/domain/carte/taux";
import type { CouvertureConstat, OptionsTaux, Part, TauxTerritoire, TerritoireCarte } from "@/lib/schemas/carte-taux";
import { lecture } from "@/lib/server/base";
import { lireEffectif } from "@/lib/server/carte/effectifs/effectif-de";
import type { Agent } from "@/lib/server/droits";
import { evolutionDeLOffre } from "./evolution";
import { cellule, constatASaisir, type Lecture, parBase } from "./lecture";
import { dessinerPont } from "./pont";
import { sommerBases } from "./sommes";
import { demandesDe, filtresDe, lisible } from "./territoire";

/**
 * The rates of a territory for one rentrée: four methods on three bases, the effectif they divide by, and the rows behind every
 * figure. Null: this person may not read the figures of the whole territory.
 */
export async function tauxDuTerritoire(
  agent: Agent,
  lieu: TerritoireCarte,
  { rentree, academie, voie, denominateur = rentree - 1 }: OptionsTaux,
): Promise<TauxTerritoire | null> {
  const territoire: TerritoireCarte = { ...lieu, academie: academie ?? lieu.academie ?? null };
  if (!lisible(agent, territoire)) return null;
  // The objective is that of a région or an académie: an établissement has places, and no rate.
  const lue = await lireEffectif(territoire, denominateur);
  const effectif = territoire.uai ? null : lue.effectif;
  const ou = demandesDe(agent, territoire);
  const { lu, evolution } = await lecture(async (tx) => {
    const lu: Lecture = {
      sommes: await sommerBases(tx, rentree, ou),
      effectif: effectif?.effectif ?? null,
      filtres: { ...filtresDe(territoire, rentree), ...(voie && { voie }) },
      voie,
    };
    const evolution = voie ? parBase(() => null) : await evolutionDeLOffre(tx, territoire, rentree, ou, lu);
    return { lu, evolution };
  });
  const { sommes } = lu;
  const { valide, constate } = sommes;
  return {
    territoire,
    rentree,
    voie: voie ?? null,
    effectif,
    couverture: lue.couverture,
    denominateur,
    noteDenominateur: noteDenominateur(rentree, denominateur, effectif?.depuis ?? null),
    demandes: parBase((base) => sommes[base].demandes),
    constat: {
      attendus: valide.demandes,
      saisis: constate.demandes,
      manquants: valide.demandes - constate.demandes,
      phrase: phraseConstat({ attendus: valide.demandes, saisis: constate.demandes }),
    },
    methodes: CODES_METHODE.map((methode) => ({
      methode,
      nom: METHODES[methode].nom,
      resume: METHODES[methode].resume,
      enVigueur: methode === methodeEnVigueur(rentree),
      cellules: parBase((base) => cellule(lu, methode, base)),
    })),
    ratioFermetures: parBase((base) => part(lu, base, INDICATEURS.ratioFermetures)),
    partColorations: parBase((base) => part(lu, base, INDICATEURS.partColorations)),
    evolution,
    ponts: parBase((base) => dessinerPont(lu, base)),
    annonce: annonce(lu, rentree, denominateur, lue.couverture),
  };
}

function part(lu: Lecture, base: Base, indicateur: Indicateur): Part | null {
  if (constatASaisir(lu, base)) return null;
  const { sommes, filtres, voie } = lu;
  const { haut, bas } = indicateur;
  const methode = "orion-2025";
  const d = decompte(methode, sommes[base].mesures, voie);
  if (d === null) return null;
  const total = diviseur(indicateur, d);
  const ecrite = taux(d[haut], total);
  if (ecrite === null) return null;
  const figure = { ...filtres, methode, base };
  return {
    part: ecrite,
    numerateur: { places: d[haut], filtres: { ...figure, compte: haut } },
    termes: bas.map((compte) => ({ places: d[compte], filtres: { ...figure, compte } })),
    total,
  };
}

function annonce(lu: Lecture, rentree: number, denominateur: number, couverture: CouvertureConstat) {
  const { sommes, effectif, voie } = lu;
  const methode: Methode = voie === undefined ? "igesr" : "orion-2025";
  // Before the vote, what is planned is all there is to judge.
  const base = sommes.valide.demandes > 0 ? "valide" : "previsionnel";
  const lire = (b: Base) => {
    const c = cellule(lu, methode, b);
    return c.etat === "chiffre" ? { places: c.transformees.places, atteint: c.atteint, manque: c.manque } : null;
  };
  const parMethode = CODES_METHODE.flatMap((m) => {
    const c = cellule(lu, m, base);
    return c.etat === "chiffre" ? [c.transformees.places] : [];
  });
  return annoncer({
    rentree,
    denominateur,
    voie: voie ?? null,
    demandes: sommes.previsionnel.demandes,
    effectif,
    couverture: phraseCouverture(couverture),
    base,
    lu: lire(base) ?? { places: 0, atteint: null, manque: null },
    constate: lire("constate"),
    constat: { attendus: sommes.valide.demandes, saisis: sommes.constate.demandes },
    etendue: { min: Math.min(...parMethode), max: Math.max(...parMethode) },
  });
}
