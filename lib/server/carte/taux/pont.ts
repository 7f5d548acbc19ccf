import "server-only";
import type { Base } from "@/lib/domain/carte/methodes";
import { placesObjectif } from "@/lib/domain/carte/objectif";
import { phraseEcart } from "@/lib/domain/carte/phrases";
import { etapesEntre, paires, pont, type Source } from "@/lib/domain/carte/pont";
import type { Chiffre, EtapePont, Pont } from "@/lib/schemas/carte-taux";
import { constatASaisir, diviser, type Lecture } from "./lecture";

/** « Pourquoi ils diffèrent », the running total and the rows of every step included. */
export function dessinerPont(lecture: Lecture, base: Base): Pont | null {
  if (constatASaisir(lecture, base)) return null;
  const { sommes, effectif, filtres, voie } = lecture;
  const brutes = pont(sommes[base].mesures, voie);
  const chiffre = (places: number, source: Source): Chiffre => ({ places, filtres: { ...filtres, ...source, base } });
  let courant = 0;
  const etapes = brutes.map((e): EtapePont => {
    if (e.genre === "total") {
      courant = e.places;
      const { methode, libelle } = e;
      return {
        genre: "total",
        methode,
        libelle,
        places: chiffre(e.places, e.source),
        taux: diviser(e.places, effectif),
      };
    }
    const depuis = courant;
    courant += e.genre === "ajout" ? e.places : -e.places;
    return {
      genre: e.genre,
      libelle: e.libelle,
      explication: e.explication,
      places: chiffre(e.places, e.source),
      depuis,
      jusqua: courant,
    };
  });
  return {
    base,
    etapes,
    objectif: voie === undefined ? placesObjectif(effectif) : null,
    ecarts: paires(brutes).map(({ de, vers }) => ({
      de,
      vers,
      phrase: phraseEcart(brutes, de, vers),
      etapes: etapesEntre(brutes, de, vers)
        .filter((e) => e.places > 0)
        .map((e) => ({ libelle: e.libelle, places: chiffre(e.places, e.source) })),
    })),
  };
}
