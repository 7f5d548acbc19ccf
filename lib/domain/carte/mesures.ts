/**
 * Places that one demand transforms, kept apart by voie and by kind so that every method of domain/2 is a sum of them: computed
 * once when a demand or a constat is written, summed in SQL afterwards. Units: places.
 */
import type { Capacite } from "../dossier";
import { attribuer, type Voie } from "../places";
import type { Methode, TypeDemande } from "./methodes";

/** Pairs « current, future » of one demand. */
export type Capacites = {
  scolaire: Capacite;
  scolaireColoree: Capacite;
  apprentissage: Capacite;
  apprentissageColoree: Capacite;
};

export const CHAMPS_MESURE = [
  "sOuvertes",
  "sFermees",
  "sColoreesOuvertes",
  "sColoreesFermees",
  "aOuvertes",
  "aFermees",
  "aColoreesOuvertes",
  "aColoreesFermees",
  "sOuvertes2023",
  "sFermees2023",
  "aOuvertes2023",
  "aFermees2023",
  "iOuvertes",
  "iFermees",
  "iColoreesOuvertes",
  "iColoreesFermees",
] as const;
export type ChampMesure = (typeof CHAMPS_MESURE)[number];
/** `s` voie scolaire, `a` apprentissage; `2023`: coloration ignored; `i`: as the IGÉSR attributes. */
export type Mesures = Record<ChampMesure, number>;

export const SANS_MESURE = Object.fromEntries(CHAMPS_MESURE.map((champ) => [champ, 0])) as Mesures;

const somme = (a: Capacite, b: Capacite): Capacite => [a[0] + b[0], a[1] + b[1]];

/** An `ajustement` transforms nothing (domain/2). */
export function mesurer(type: TypeDemande, c: Capacites): Mesures {
  if (type === "ajustement") return SANS_MESURE;
  const s = attribuer(c.scolaire, c.scolaireColoree);
  const a = attribuer(c.apprentissage, c.apprentissageColoree);
  const s2023 = attribuer(c.scolaire, undefined);
  const a2023 = attribuer(c.apprentissage, undefined);
  const i =
    type === "transfert"
      ? attribuer(somme(c.scolaire, c.apprentissage), somme(c.scolaireColoree, c.apprentissageColoree))
      : {
          ouvertes: s.ouvertes + a.ouvertes,
          fermees: s.fermees + a.fermees,
          coloreesOuvertes: s.coloreesOuvertes + a.coloreesOuvertes,
          coloreesFermees: s.coloreesFermees + a.coloreesFermees,
        };
  return {
    sOuvertes: s.ouvertes,
    sFermees: s.fermees,
    sColoreesOuvertes: s.coloreesOuvertes,
    sColoreesFermees: s.coloreesFermees,
    aOuvertes: a.ouvertes,
    aFermees: a.fermees,
    aColoreesOuvertes: a.coloreesOuvertes,
    aColoreesFermees: a.coloreesFermees,
    sOuvertes2023: s2023.ouvertes,
    sFermees2023: s2023.fermees,
    aOuvertes2023: a2023.ouvertes,
    aFermees2023: a2023.fermees,
    iOuvertes: i.ouvertes,
    iFermees: i.fermees,
    iColoreesOuvertes: i.coloreesOuvertes,
    iColoreesFermees: i.coloreesFermees,
  };
}

/** What a method counts. `transformees` is the sum of the three. */
export type Decompte = { ouvertes: number; fermees: number; colorees: number; transformees: number };

const decompter = (ouvertes: number, fermees: number, colorees: number): Decompte => ({
  ouvertes,
  fermees,
  colorees,
  transformees: ouvertes + fermees + colorees,
});

/**
 * Places by one method, from the measures of one demand or from their sums. With a voie: that one only; `igesr` has no figure
 * for one voie, since it sets both against each other.
 */
export function decompte(methode: Methode, m: Mesures, voie?: Voie): Decompte | null {
  const s = voie === "apprentissage" ? 0 : 1;
  const a = voie === "scolaire" ? 0 : 1;
  if (methode === "igesr")
    return voie === undefined ? decompter(m.iOuvertes, m.iFermees, m.iColoreesOuvertes + m.iColoreesFermees) : null;
  // « fermées (scolaire only) »: orion-2023 does not see a closing in apprentissage.
  if (methode === "orion-2023") return decompter(s * m.sOuvertes2023 + a * m.aOuvertes2023, s * m.sFermees2023, 0);
  const coloreesOuvertes = s * m.sColoreesOuvertes + a * m.aColoreesOuvertes;
  const coloreesFermees = s * m.sColoreesFermees + a * m.aColoreesFermees;
  return decompter(
    s * m.sOuvertes + a * m.aOuvertes,
    s * m.sFermees + a * m.aFermees,
    methode === "orion-2024" ? coloreesOuvertes : coloreesOuvertes + coloreesFermees,
  );
}
