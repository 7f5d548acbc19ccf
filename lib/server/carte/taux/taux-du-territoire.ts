import "server-only";
import { decompte } from "@/lib/domain/carte/mesures";
import { type Base, CODES_METHODE, METHODES, type Methode } from "@/lib/domain/carte/methodes";
import { annoncer, noteDenominateur, phraseConstat } from "@/lib/domain/carte/phrases";
import { taux } from "@/lib/domain/carte/taux";
import type { OptionsTaux, Part, TauxTerritoire, TerritoireCarte } from "@/lib/schemas/carte-taux";
import { lecture } from "@/lib/server/base";
import { effectifDe } from "@/lib/server/carte/effectifs/effectif-de";
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
  const effectif = territoire.uai ? null : await effectifDe(territoire, denominateur);
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
    denominateur,
    noteDenominateur: noteDenominateur(rentree, denominateur),
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
      cellules: parBase((base) => cellule(lu, methode, base)),
    })),
    ratioFermetures: parBase((base) => part(lu, base, "fermees", ["ouvertes", "fermees"])),
    partColorations: parBase((base) => part(lu, base, "colorees", ["transformees"])),
    evolution,
    ponts: parBase((base) => dessinerPont(lu, base)),
    annonce: annonce(lu, rentree, denominateur),
  };
}

type CompteDecompte = "ouvertes" | "fermees" | "colorees" | "transformees";

function part(lu: Lecture, base: Base, haut: CompteDecompte, bas: readonly CompteDecompte[]): Part | null {
  if (constatASaisir(lu, base)) return null;
  const { sommes, filtres, voie } = lu;
  const methode = "orion-2025";
  const d = decompte(methode, sommes[base].mesures, voie);
  if (d === null) return null;
  const total = bas.reduce((n, compte) => n + d[compte], 0);
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

function annonce(lu: Lecture, rentree: number, denominateur: number) {
  const { sommes, effectif, voie } = lu;
  const methode: Methode = voie === undefined ? "igesr" : "orion-2025";
  const lire = (base: Base) => {
    const c = cellule(lu, methode, base);
    return c.etat === "chiffre" ? { ...c, places: c.transformees.places } : null;
  };
  const vides = { places: 0, taux: null, atteint: null, manque: null };
  const taux = CODES_METHODE.flatMap((m) => {
    const c = cellule(lu, m, "valide");
    return c.etat === "chiffre" && c.taux !== null ? [{ taux: c.taux, places: c.transformees.places }] : [];
  }).sort((a, b) => a.places - b.places);
  return annoncer({
    rentree,
    denominateur,
    voie: voie ?? null,
    demandes: sommes.previsionnel.demandes,
    effectifConnu: effectif !== null,
    valide: lire("valide") ?? vides,
    constate: lire("constate"),
    sansConstat: sommes.valide.demandes - sommes.constate.demandes,
    etendue: taux[0] ? { min: taux[0].taux, max: (taux.at(-1) ?? taux[0]).taux } : null,
  });
}
