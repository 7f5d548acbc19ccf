/** What stands in the hidden column of a partner's sheet and in the hidden sheet: how a file that comes back is recognised. */
import { empreinte } from "../edition/cles";

export const FORMAT_ANNEXE = "rigel-annexe/1";

/** Columns of a partner's sheet. The two tables share them: the label of a line is above what its source is worth. */
export const COLONNE = {
  cle: 1,
  poste: 2,
  libelle: 3,
  eligible: 4,
  assiette: 5,
  premiere: 6,
  source: 2,
  base: 3,
  engage: 4,
  nature: 5,
  montant: 6,
} as const;

/** Places of the hidden sheet: what it says is in its first column. */
export const FICHE = { format: 1, dossier: 2, revision: 3, annees: 4, empreinte: 5, titre: 6 } as const;
/** Columns of its lists, which the input cells choose from. */
export const LISTES = { postes: 3, nonEligibles: 4, sources: 5, natures: 6 } as const;

/** Marks of the hidden column, where a table starts and ends. */
export const MARQUE = {
  depenses: "#depenses",
  finDepenses: "#fin-depenses",
  sources: "#sources",
  finSources: "#fin-sources",
  parts: "#parts",
  finParts: "#fin-parts",
} as const;

const PARTENAIRE = "#partenaire ";
export const marquePartenaire = (id: string | null): string =>
  PARTENAIRE + (id === null ? "-" : `=${encodeURIComponent(id)}`);

/** undefined: this is no partner's mark. */
export function lireMarquePartenaire(texte: string): string | null | undefined {
  if (!texte.startsWith(PARTENAIRE)) return undefined;
  const id = texte.slice(PARTENAIRE.length);
  if (id === "-") return null;
  return id.startsWith("=") ? decoder(id.slice(1)) : undefined;
}

function decoder(texte: string): string | undefined {
  try {
    return decodeURIComponent(texte) || undefined;
  } catch {
    return undefined;
  }
}

const ecrireAnnee = (annee: number | null): string => (annee === null ? "-" : String(annee));
const lireAnnee = (texte: string): number | null | undefined =>
  texte === "-" ? null : /^\d{4}$/.test(texte) ? Number(texte) : undefined;

export const ecrireAnnees = (annees: readonly (number | null)[]): string => annees.map(ecrireAnnee).join(" ");
/** Twenty years and the column of what has none: no project lasts that long. */
const ANNEES_MAX = 21;
export function lireAnnees(texte: string): (number | null)[] | undefined {
  // Four figures and a space: what is longer is not even cut up.
  if (texte.length > ANNEES_MAX * 5) return undefined;
  const annees = texte.split(" ").map(lireAnnee);
  return annees.every((a) => a !== undefined) && annees.length <= ANNEES_MAX ? annees : undefined;
}

/** `2024:c_1f3a 2025:c_77b0`: the keys of a row's lines, year by year. */
export const ecrireCles = (parAnnee: ReadonlyMap<number | null, { cle: string }>): string =>
  [...parAnnee].map(([annee, { cle }]) => `${ecrireAnnee(annee)}:${encodeURIComponent(cle)}`).join(" ");
export function lireCles(texte: string): Map<number | null, string> | undefined {
  const cles = new Map<number | null, string>();
  for (const morceau of texte.trim().split(/\s+/)) {
    const [, annee = "", cle = ""] = /^([^:]+):(.+)$/.exec(morceau) ?? [];
    const lue = lireAnnee(annee);
    const decodee = decoder(cle);
    if (lue === undefined || decodee === undefined || cles.has(lue)) return undefined;
    cles.set(lue, decodee);
  }
  return cles;
}

export const ecrireCle = (cle: string): string => `:${encodeURIComponent(cle)}`;
export const lireCle = (texte: string): string | undefined =>
  texte.startsWith(":") ? decoder(texte.slice(1)) : undefined;

/** Of what a file says of itself: a hidden sheet that was retyped is not believed. */
export const empreinteFiche = (dossier: string, revision: string, annees: string): string =>
  empreinte([FORMAT_ANNEXE, dossier, revision, annees, ...ENTETES_DEPENSES, ...ENTETES_SOURCES].join("\n"));

export const ENTETES_DEPENSES = ["Poste", "Libellé", "Éligible", "Dans l’assiette"] as const;
export const ENTETES_SOURCES = ["Source", "Base de valorisation", "Engagé", "Nature", "Montant"] as const;
export const SANS_ANNEE = "Année à préciser";
export const enteteAnnee = (annee: number | null): string => (annee === null ? SANS_ANNEE : String(annee));
