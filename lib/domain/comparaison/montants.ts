/** Euros of two versions side by side, to the cent: by partner, by post, by year, by source, and the figures of the whole. */
import { type Centimes, centimes } from "../argent";
import type { Dossier } from "../dossier";
import { POSTES, SOURCES } from "../nomenclatures";
import type { Resultat } from "../verdict";

/** What one side holds: its sum, and how many of its lines have no amount yet (never counted as zero without saying so). */
export type Cote = { montant: Centimes; lignes: number; sansMontant: number };

export const AXES = ["partenaire", "poste", "annee", "source"] as const;
export type Axe = (typeof AXES)[number];

/** `cle` null: the lines that do not say. A side is null when it has no such line. */
export type LigneArgent = { cle: string | null; avant: Cote | null; apres: Cote | null; ecart: Centimes };
export type Ventilation = { axe: Axe; lignes: LigneArgent[]; total: LigneArgent };

type Terme = { cle: string | null; montant: Centimes | undefined };

const termes = (axe: Axe, d: Dossier): Terme[] =>
  axe === "source"
    ? d.financements.map((f) => ({ cle: f.source ?? null, montant: f.montant }))
    : d.budget.map((l) => {
        const cle = l[axe];
        return { cle: cle === undefined ? null : String(cle), montant: l.montant };
      });

function sommer(lignes: readonly Terme[]): Map<string | null, Cote> {
  const sommes = new Map<string | null, Cote>();
  for (const { cle, montant } of lignes) {
    const s = sommes.get(cle) ?? { montant: centimes(0n), lignes: 0, sansMontant: 0 };
    sommes.set(cle, {
      montant: centimes(s.montant + (montant ?? 0n)),
      lignes: s.lignes + 1,
      sansMontant: s.sansMontant + (montant === undefined ? 1 : 0),
    });
  }
  return sommes;
}

const ajouter = (a: Cote | null, b: Cote): Cote => ({
  montant: centimes((a?.montant ?? 0n) + b.montant),
  lignes: (a?.lignes ?? 0) + b.lignes,
  sansMontant: (a?.sansMontant ?? 0) + b.sansMontant,
});
const ensemble = (cotes: Iterable<Cote>): Cote | null => [...cotes].reduce<Cote | null>(ajouter, null);

const ligne = (cle: string | null, avant: Cote | null, apres: Cote | null): LigneArgent => ({
  cle,
  avant,
  apres,
  ecart: centimes((apres?.montant ?? 0n) - (avant?.montant ?? 0n)),
});

/** Where each key stands: partners as the later version lists them, codes as everywhere, years in order; unsaid last. */
function rangs(axe: Axe, avant: Dossier, apres: Dossier): (cle: string | null) => number {
  const suite: readonly string[] =
    axe === "partenaire"
      ? [...apres.partenaires, ...avant.partenaires].flatMap((p) => (p.id === undefined ? [] : [p.id]))
      : axe === "poste"
        ? POSTES.codes
        : axe === "source"
          ? SOURCES.codes
          : [];
  const places = new Map([...suite].reverse().map((cle, i) => [cle, suite.length - 1 - i]));
  return (cle) => {
    if (cle === null) return Number.POSITIVE_INFINITY;
    return places.get(cle) ?? (axe === "annee" ? Number(cle) : suite.length);
  };
}

export function ventiler(axe: Axe, avant: Dossier, apres: Dossier): Ventilation {
  const [gauche, droite] = [sommer(termes(axe, avant)), sommer(termes(axe, apres))];
  const rang = rangs(axe, avant, apres);
  const cles = [...new Set([...droite.keys(), ...gauche.keys()])].sort((a, b) => {
    const [ra, rb] = [rang(a), rang(b)];
    return ra === rb ? 0 : ra - rb;
  });
  return {
    axe,
    lignes: cles.map((cle) => ligne(cle, gauche.get(cle) ?? null, droite.get(cle) ?? null)),
    total: ligne(null, ensemble(gauche.values()), ensemble(droite.values())),
  };
}

export const CODES_FIGURE = ["coutTotal", "coutEligible", "subvention", "subventionMax", "resteACofinancer"] as const;
export type CodeFigure = (typeof CODES_FIGURE)[number];
/** A side is null while nothing it comes from is entered; without both sides there is no difference to tell. */
export type FigureComparee = {
  code: CodeFigure;
  avant: Centimes | null;
  apres: Centimes | null;
  ecart: Centimes | null;
};

/** Whether what a figure comes from was ever entered: the engine answers 0 for an empty budget, and 0 is not « nothing yet ». */
function figureDe(code: CodeFigure, d: Dossier, r: Resultat): Centimes | null {
  const saisi =
    code === "subvention"
      ? d.financements.some((f) => f.source === "france2030" && f.montant !== undefined)
      : d.budget.some((l) => l.montant !== undefined);
  return saisi ? r[code] : null;
}

export type Mesure = { dossier: Dossier; resultat: Resultat };

export const comparerFigures = (avant: Mesure, apres: Mesure): FigureComparee[] =>
  CODES_FIGURE.map((code) => {
    const a = figureDe(code, avant.dossier, avant.resultat);
    const b = figureDe(code, apres.dossier, apres.resultat);
    return { code, avant: a, apres: b, ecart: a === null || b === null ? null : centimes(b - a) };
  });
