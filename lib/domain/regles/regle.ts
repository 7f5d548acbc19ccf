/** The shape of a rule: data and one pure function. See docs/regles.md for how to add one. */
import { type Centimes, centimes } from "../argent";
import type { DateIso } from "../dates";
import { typographie } from "../ecriture";
import type { Faits } from "../faits";
import type { Champ, CodeSection } from "../sections";
import type { Seuils } from "../seuils";
import type { Figure, Groupe, Marge, SourceRegle, Valeur, Verdict } from "../verdict";
import type { CodeRegle } from "./codes";

/** What a rule found, before the regime adds its severity. */
export type Conclusion = {
  verdict: Verdict;
  message: string;
  figures: Figure[];
  marge?: Marge;
  pourCorriger?: string;
  champs: Champ[];
};

export type Regle = {
  code: CodeRegle;
  titre: (seuils: Seuils) => string;
  groupe: Groupe;
  source: Omit<SourceRegle, "aConfirmer">;
  evalue: (faits: Faits) => Conclusion;
};

type Details = { message: string; figures?: Figure[]; marge?: Marge; champs?: Champ[] };
/** A verdict that is not `conforme` always says what would flip it. */
type DetailsACorriger = Details & { pourCorriger: string };

const conclure = (verdict: Verdict, d: Details & { pourCorriger?: string }): Conclusion => ({
  verdict,
  message: typographie(d.message),
  figures: (d.figures ?? []).map((f) => ({ ...f, libelle: typographie(f.libelle) })),
  ...(d.marge ? { marge: d.marge } : {}),
  ...(d.pourCorriger ? { pourCorriger: typographie(d.pourCorriger) } : {}),
  champs: d.champs ?? [],
});

export const conforme = (d: Details): Conclusion => conclure("conforme", d);
export const nonConforme = (d: DetailsACorriger): Conclusion => conclure("non_conforme", d);
export const indetermine = (d: DetailsACorriger): Conclusion => conclure("indetermine", d);

export const regle = (definition: Omit<Regle, "titre"> & { titre: string | Regle["titre"] }): Regle => {
  const { titre } = definition;
  return { ...definition, titre: (seuils) => typographie(typeof titre === "string" ? titre : titre(seuils)) };
};

const figure = (libelle: string, valeur: Valeur): Figure => ({ libelle, valeur });
export const figureMontant = (libelle: string, montant: Centimes): Figure =>
  figure(libelle, { type: "montant", montant });
export const figureDate = (libelle: string, date: DateIso): Figure => figure(libelle, { type: "date", date });
export const figureTexte = (libelle: string, texte: string): Figure => figure(libelle, { type: "texte", texte });
export const figureNombre = (libelle: string, nombre: number, unite?: string): Figure =>
  figure(libelle, { type: "nombre", nombre, ...(unite === undefined ? {} : { unite }) });

export const champ = (section: CodeSection, id: string): Champ => ({ section, id });
export const margeMontant = (montant: bigint): Marge => ({ type: "montant", montant: centimes(montant) });
export const margeJours = (nombre: number): Marge => ({ type: "nombre", nombre, unite: "jours" });

/** Blank and absent mean the same: nothing was said. */
export const vide = (texte: string | undefined): boolean => texte === undefined || texte.trim() === "";
