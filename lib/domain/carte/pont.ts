/**
 * « Pourquoi ils diffèrent »: from each published method to the next, the places that it adds and those that it takes back. Every
 * step is a weight of comptes.ts, so that its rows can be shown and the steps add up to the difference.
 */
import { typographie } from "../ecriture";
import type { Voie } from "../places";
import { type Compte, peser, poids } from "./comptes";
import type { Mesures } from "./mesures";
import { CODES_METHODE, METHODES, type Methode } from "./methodes";

/** The figure that a step is: what /carte/demandes is asked for. */
export type Source = { methode: Methode; compte: Compte; voie?: Voie };

export type Total = { genre: "total"; methode: Methode; libelle: string; places: number; source: Source };
export type Ecart = {
  genre: "ajout" | "retrait";
  /** From the method before to this one. */
  vers: Methode;
  libelle: string;
  /** As a sentence goes on with it: « 842 places de colorations ouvertes ». */
  complement: string;
  /** ≥ 0; `genre` says which way. */
  places: number;
  explication: string;
  source: Source;
};

type Regle = Omit<Ecart, "places" | "source" | "vers"> & { compte: Compte; methode: Methode; voie?: Voie };

const REGLES: readonly Regle[] = [
  {
    genre: "ajout",
    methode: "orion-2024",
    compte: "fermees",
    voie: "apprentissage",
    libelle: "Fermetures en apprentissage",
    complement: "de fermetures en apprentissage",
    explication: "orion-2023 ne voit les fermetures qu’en voie scolaire.",
  },
  {
    genre: "ajout",
    methode: "orion-2024",
    compte: "colorees",
    libelle: "Colorations ouvertes",
    complement: "de colorations ouvertes",
    explication: "orion-2023 ne compte aucune coloration.",
  },
  {
    genre: "retrait",
    methode: "orion-2024",
    compte: "retirees",
    libelle: "Réattribuées à la coloration",
    complement: "déjà comptées, que la coloration reprend",
    explication:
      "Quand les places et leur coloration varient dans le même sens, la plus grande des deux variations est seule comptée.",
  },
  {
    genre: "ajout",
    methode: "orion-2025",
    compte: "ajoutees",
    libelle: "Colorations fermées",
    complement: "de colorations fermées",
    explication: "orion-2024 ne compte que les colorations ouvertes.",
  },
  {
    genre: "retrait",
    methode: "igesr",
    compte: "retirees",
    libelle: "Transferts comptés deux fois",
    complement: "de transferts, fermées dans une voie et rouvertes dans l’autre",
    explication:
      "Un transfert de 5 places est compté 10 par Orion : « un dysfonctionnement qu’il conviendrait de corriger » (IGÉSR, note 135).",
  },
];

/** Method published before, which the steps start from. */
const precedente = (methode: Methode): Methode | null => CODES_METHODE[CODES_METHODE.indexOf(methode) - 1] ?? null;

/** For one voie, `igesr` has no figure and the steps of the other voie are left out. */
export function pont(mesures: Mesures, voie?: Voie): (Total | Ecart)[] {
  return CODES_METHODE.flatMap((methode): (Total | Ecart)[] => {
    const tout = poids(methode, "transformees", voie);
    if (tout === null) return [];
    return [
      ...REGLES.filter((r) => r.methode === methode && (voie === undefined || (r.voie ?? voie) === voie)).map(
        ({ methode: vers, compte, voie: propre, ...regle }): Ecart => {
          const source = { methode: vers, compte, ...((propre ?? voie) && { voie: propre ?? voie }) };
          const p = poids(vers, compte, propre ?? voie);
          return {
            ...regle,
            explication: typographie(regle.explication),
            vers,
            places: p === null ? 0 : peser(p, mesures),
            source,
          };
        },
      ),
      {
        genre: "total",
        methode,
        libelle: METHODES[methode].nom,
        places: peser(tout, mesures),
        source: { methode, compte: "transformees", ...(voie && { voie }) },
      },
    ];
  });
}

/** Steps between two methods, the second one published later. */
export function etapesEntre(etapes: readonly (Total | Ecart)[], de: Methode, vers: Methode): Ecart[] {
  const rang = (m: Methode): number => CODES_METHODE.indexOf(m);
  return etapes.filter((e): e is Ecart => e.genre !== "total" && rang(e.vers) > rang(de) && rang(e.vers) <= rang(vers));
}

/** Each pair of neighbours, then the first against the last: what the screen explains. */
export function paires(etapes: readonly (Total | Ecart)[]): { de: Methode; vers: Methode }[] {
  const methodes = etapes.flatMap((e) => (e.genre === "total" ? [e.methode] : []));
  const voisines = methodes.flatMap((vers) => {
    const de = precedente(vers);
    return de === null ? [] : [{ de, vers }];
  });
  const [de, vers] = [methodes[0], methodes.at(-1)];
  return de && vers && voisines.length > 1 ? [...voisines, { de, vers }] : voisines;
}
