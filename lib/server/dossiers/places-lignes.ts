/**
 * Keys and ranks of the rows of a dossier's lists. The exchange file has neither: its rows are their order; the database needs
 * both, so that an edit finds its row whatever was put in or taken out around it.
 */
import { randomUUID } from "node:crypto";
import { clesDeListe } from "@/lib/domain/edition/cles";
import {
  type Complement,
  type Complements,
  complementDe,
  complementsDe,
  type ListeComplement,
} from "@/lib/schemas/complements";
import { type ClesLignes, LISTES_FICHIER, type NomListeFichier } from "@/lib/schemas/contenus";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

export type Place = { cle: string; rang: number };
export const sansPlace = <L extends Place>(lignes: readonly L[]): Omit<L, keyof Place>[] =>
  lignes.map(({ cle: _, rang: __, ...ligne }) => ligne);

/** The name of each list in the database and in the exchange file. */
const DANS_LE_FICHIER = {
  campus: "campus",
  budget: "budget",
  financements: "financements",
  repartition: "repartition",
  transformations: "transformations",
  plateaux: "plateauxTechniques",
  publics: "publics",
  indicateurs: "indicateurs",
  alignements: "alignement",
} as const satisfies Record<string, NomListeFichier>;

/** Lists whose rows have a key and a rank, by their name in the database. */
export type NomListe = "partenaires" | keyof typeof DANS_LE_FICHIER;
/** Name in the database of a list of the file. */
export const enBase = (liste: string): NomListe =>
  (Object.entries(DANS_LE_FICHIER).find(([, l]) => l === liste)?.[0] ?? liste) as NomListe;

const NOMS = ["partenaires", ...Object.keys(DANS_LE_FICHIER)] as NomListe[];

/** Keys, ranks and complements of the rows, list by list, in the order of the file. */
export type Places = Partial<Record<NomListe, readonly Place[]>> & { complements?: Complements };

export const placesDe = (d: Readonly<Record<NomListe, readonly Place[]>>): Places => ({
  ...Object.fromEntries(NOMS.map((nom) => [nom, d[nom].map(({ cle, rang }) => ({ cle, rang }))])),
  complements: complementsDe(d),
});

export const clesDe = (places: Places): ClesLignes => ({
  ...Object.fromEntries(
    Object.entries(DANS_LE_FICHIER).map(([nom, liste]) => [liste, (places[nom as NomListe] ?? []).map((p) => p.cle)]),
  ),
  ...(places.complements !== undefined && { complements: places.complements }),
});

/** Keys for a file that comes from outside, where rows have none. */
export const clesNeuves = (f: DossierFichier): ClesLignes =>
  Object.fromEntries(LISTES_FICHIER.map((nom) => [nom, clesDeListe(nom, f[nom] ?? [], randomUUID)]));

/**
 * Ranks of the rows of `apres`, given those of `avant`: a row that stays keeps its own as long as the order allows, so that
 * taking one out of thousands writes nothing else.
 */
export function placesSuivantes(avant: Places, f: DossierFichier, cles: ClesLignes): Places {
  const suivre = (nom: NomListe, ordre: readonly string[]): Place[] => {
    const anciens = new Map((avant[nom] ?? []).map((p) => [p.cle, p.rang]));
    let dernier = -1;
    return ordre.map((cle) => {
      const ancien = anciens.get(cle);
      dernier = ancien !== undefined && ancien > dernier ? ancien : dernier + 1;
      return { cle, rang: dernier };
    });
  };
  const listes = Object.entries(DANS_LE_FICHIER).map(([nom, liste]) => [
    nom,
    suivre(
      nom as NomListe,
      (f[liste] ?? []).map((_, i) => cles[liste]?.[i] ?? String(i)),
    ),
  ]);
  const partenaires = (f.partenaires ?? []).map((p, i) => p.id ?? `partenaire-${i + 1}`);
  return {
    ...Object.fromEntries(listes),
    partenaires: suivre("partenaires", partenaires),
    ...(cles.complements !== undefined && { complements: cles.complements }),
  };
}

/** What the row of this rank holds beside the file. */
export const complement = <L extends ListeComplement>(places: Places, liste: L, rang: number): Complement<L> =>
  complementDe(liste, places.complements?.[liste]?.[rang]);

/** Where the row of this rank stands; without places, its rank names it. */
export const place = (places: Places, nom: NomListe, i: number): Place =>
  places[nom]?.[i] ?? { cle: String(i), rang: i };
