/** What the columns of a file are, by their headers alone: order and number vary with the year, the screen and the hands. */
import { ALIAS, CHAMPS_REQUIS, type ChampRequis, cleEntete, enteteDe } from "./champs";
import type { Colonnes } from "./demande";

export type SourceOrion = "restitution" | "recueil";

export type ColonnesLues = {
  source: SourceOrion;
  places: ReadonlyMap<string, number>;
  /** Coloured capacities that this generation did not have: read as 0. */
  nulles: ReadonlySet<ChampRequis>;
  /** Coloured capacities that this generation left empty when nothing was coloured: an empty cell is 0. */
  facultatives: ReadonlySet<ChampRequis>;
  /** Of the file, for the remarks. */
  entetes: readonly string[];
  colonnes: Colonnes;
};

/** What tells an export of Orion from another file: one of them is enough. */
export const ENTETES_ORION: readonly string[] = ["N° demande", "UAI", "CFD", "numero", "Type de demande"];

/** « Capacité RS 2024 »: five columns per year, from 2025 on. */
const PILOTAGE = /^(capacite|effectif|txremplissage|txpression|txdemande)rs(\d{4})$/;
const NOM_PILOTAGE: Record<string, string> = {
  capacite: "pilotageCapacite",
  effectif: "pilotageEffectif",
  txremplissage: "pilotageTauxRemplissage",
  txpression: "pilotageTauxPression",
  txdemande: "pilotageTauxDemande",
};

/** Columns that only the restitution has, in every generation at least one. */
const DE_RESTITUTION = new Set(
  ["Commune", "Domaine de formation (NSF)", "Libellé FCIL", "Secteur", "Capacité en voie scolaire actuelle"]
    .concat(["Différence de capacité scolaire", "Nombre de places en voie scolaire", "Places en voie scolaire"])
    .map(cleEntete),
);

/**
 * « Places colorées en voie scolaire » is the total of coloured places after the change, from May to October 2024: never a
 * difference, which « Nombre de places colorées » is. Those exports, and the older ones that wrote « coloree » without its accent, had
 * no current coloured capacity: Orion did not ask for it.
 */
const COLOREES = [
  { actuelle: "scolaireColoreeActuelle", future: "scolaireColoreeFuture" },
  { actuelle: "apprentissageColoreeActuelle", future: "apprentissageColoreeFuture" },
] as const;
const SANS_ACTUELLE = /coloree$|^places colorées en (voie scolaire|apprentissage)$/i;

export function reconnaitreColonnes(entetes: readonly string[]): ColonnesLues {
  const cles = entetes.map(cleEntete);
  const choisies = new Map<string, { place: number; rang: number }>();
  for (const [place, cle] of cles.entries()) {
    const alias = aliasDe(cle, cles);
    if (alias === null) continue;
    const deja = choisies.get(alias.champ);
    if (deja === undefined || alias.rang < deja.rang) choisies.set(alias.champ, { place, rang: alias.rang });
  }
  const places = new Map([...choisies].map(([champ, { place }]) => [champ, place] as const));
  const nulles = new Set<ChampRequis>();
  const facultatives = new Set<ChampRequis>();
  for (const { actuelle, future } of COLOREES) {
    const place = places.get(future);
    const entete = place === undefined ? "" : (entetes[place] as string).normalize("NFC").trim();
    if (!places.has(actuelle)) {
      if (SANS_ACTUELLE.test(entete)) {
        nulles.add(actuelle);
        facultatives.add(future);
      }
    }
    // Beside a current capacity it would be of a generation nobody has seen: its meaning is not guessed.
    else if (/^places colorées/i.test(entete)) places.delete(future);
  }
  const champDe = new Map([...places].map(([champ, place]) => [place, champ]));
  return {
    source: cles.some((c) => DE_RESTITUTION.has(c)) ? "restitution" : "recueil",
    places,
    nulles,
    facultatives,
    entetes,
    colonnes: {
      reconnues: entetes.flatMap((entete, place) => {
        const champ = champDe.get(place);
        return champ === undefined ? [] : [{ entete, champ }];
      }),
      inconnues: entetes.filter((entete, place) => entete !== "" && !champDe.has(place)),
      manquantes: CHAMPS_REQUIS.filter((c) => !places.has(c) && !nulles.has(c)).map(enteteDe),
    },
  };
}

function aliasDe(cle: string, cles: readonly string[]): { champ: string; rang: number } | null {
  const pilotage = PILOTAGE.exec(cle);
  if (pilotage) return { champ: `${NOM_PILOTAGE[pilotage[1] as string]}${pilotage[2]}`, rang: 0 };
  // In the recueil, and in the first restitutions, the formation's title stands under « Diplôme ».
  if (cle === "diplome" && !cles.includes("formation")) return { champ: "formation", rang: 0 };
  return ALIAS.get(cle) ?? null;
}
