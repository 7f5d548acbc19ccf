/** A row of the constat as it is typed: texts, read into places or into what is wrong, cell by cell. */
import {
  CHAMPS_CONSTAT,
  type ChampConstat,
  type FauteConstat,
  fautesConstat,
  placesAvant,
  placesPrevues,
} from "./constat";
import { estMotifEcart, type MotifEcart } from "./motifs-ecart";
import type { PlacesDemande, PlacesObservees } from "./places-demande";

export const CHAMPS_LIGNE = [...CHAMPS_CONSTAT, "motif", "precision"] as const;
export type ChampLigne = (typeof CHAMPS_LIGNE)[number];
/**
 * Which constat was seen. With its instant: once taken back and entered anew, its version starts again, and another one would pass for
 * the one that was seen.
 */
export type VueConstat = { version: number; saisiLe: string };
export const vueDe = (constat: VueConstat | null): VueConstat | null =>
  constat === null ? null : { version: constat.version, saisiLe: constat.saisiLe };

/** `vue`: the constat that was on the screen when the row was first touched; null: there was none. */
export type LigneSaisie = Record<ChampLigne, string> & { vue: VueConstat | null };

export type ConstatLu = { places: PlacesObservees; motif: MotifEcart | null; precision: string | null };

export type LectureLigne =
  | { etat: "lue"; constat: ConstatLu }
  /** Nothing is typed: what was stored goes, if anything was. */
  | { etat: "vide" }
  | { etat: "fautes"; fautes: FauteConstat[] };

const nombre = (texte: string): number => {
  const nu = texte.replace(/[\s\u00A0\u202F]/g, "").replace(/[.,]0+$/, "");
  return /^\d{1,6}$/.test(nu) ? Number(nu) : Number.NaN;
};

/** A voie that the demand neither has nor plans: left blank in a row that is filled in, it counts for 0, and the screen says so. */
export const horsDemande = (champ: ChampConstat, demande: PlacesDemande): boolean =>
  placesAvant(demande)[champ] === 0 && placesPrevues(demande)[champ] === 0;

export function lireLigneConstat(saisie: Record<ChampLigne, string>, demande: PlacesDemande): LectureLigne {
  const vides = CHAMPS_CONSTAT.filter((champ) => saisie[champ].trim() === "");
  const precision = saisie.precision.trim() || null;
  const motif = estMotifEcart(saisie.motif) ? saisie.motif : null;
  if (vides.length === CHAMPS_CONSTAT.length && motif === null && precision === null) return { etat: "vide" };
  const places = {} as PlacesObservees;
  const fautes: FauteConstat[] = [];
  for (const champ of CHAMPS_CONSTAT) {
    const laissee = vides.includes(champ) && horsDemande(champ, demande);
    places[champ] = laissee ? 0 : nombre(saisie[champ]);
    if (vides.includes(champ) && !laissee)
      fautes.push({ champ, message: "Donnez le nombre de places ouvertes, 0 s’il n’y en a pas." });
  }
  const dites = new Set<string>(fautes.map((f) => f.champ));
  fautes.push(...fautesConstat(places, motif, precision).filter((f) => !dites.has(f.champ)));
  if (saisie.motif !== "" && motif === null)
    fautes.push({ champ: "motif", message: `« ${saisie.motif} » n’est pas un motif de la liste : choisissez-en un.` });
  return fautes.length > 0 ? { etat: "fautes", fautes } : { etat: "lue", constat: { places, motif, precision } };
}

export const ligneVierge = (vue: VueConstat | null): LigneSaisie => ({
  scolaire: "",
  scolaireColoree: "",
  apprentissage: "",
  apprentissageColoree: "",
  motif: "",
  precision: "",
  vue,
});

export const enSaisie = (
  { places, motif, precision }: { places: PlacesObservees; motif: string | null; precision: string | null },
  vue: VueConstat | null,
): LigneSaisie => ({
  ...(Object.fromEntries(CHAMPS_CONSTAT.map((c) => [c, String(places[c])])) as Record<ChampConstat, string>),
  motif: motif ?? "",
  precision: precision ?? "",
  vue,
});

export const memeSaisie = (a: Record<ChampLigne, string>, b: Record<ChampLigne, string>): boolean =>
  CHAMPS_LIGNE.every((champ) => a[champ].trim() === b[champ].trim());
