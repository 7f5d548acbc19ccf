import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Tx } from "@/lib/server/base";
import { LISTES, type NomTable } from "@/lib/server/dossiers/lignes";
import type { Places } from "@/lib/server/dossiers/places-lignes";

/**
 * Per list: one delete and one insert, of the rows that changed only. An autosave of one cell in 2,400 lines rewrites one
 * row, and the first save of 2,400 lines takes one statement, not 2,400.
 */
type Ecrivain = (tx: Tx, dossierId: string, apres: Contenu, avant: Contenu | null) => Promise<void>;

/** A file, and the keys and ranks of its rows. */
export type Contenu = { fichier: DossierFichier; places: Places };

type Ligne = Record<string, unknown>;
type Table<L> = {
  deleteMany(args: { where: Ligne }): Promise<unknown>;
  createMany(args: { data: L[] }): Promise<unknown>;
};

const valeur = (v: unknown): unknown => {
  if (v instanceof Date) return v.getTime();
  return typeof v === "object" && v !== null ? JSON.stringify(v) : v;
};
const egales = (a: Ligne, b: Ligne): boolean => Object.keys(b).every((cle) => valeur(a[cle]) === valeur(b[cle]));

/** `cle`: the column that tells the rows of one dossier apart. */
function ecrivain<L extends Ligne>(
  table: (tx: Tx) => Table<L>,
  lignes: (f: DossierFichier, places: Places, dossierId: string) => L[],
  cle = "cle",
): Ecrivain {
  return async (tx, dossierId, apres, avant) => {
    const suivantes = lignes(apres.fichier, apres.places, dossierId);
    const anciennes = new Map(
      (avant === null ? [] : lignes(avant.fichier, avant.places, dossierId)).map((l) => [l[cle], l]),
    );
    const ecrites = suivantes.filter((l) => {
      const ancienne = anciennes.get(l[cle]);
      const inchangee = ancienne !== undefined && egales(ancienne, l);
      if (inchangee) anciennes.delete(l[cle]);
      return !inchangee;
    });
    // What is left here is gone or about to be written again.
    if (anciennes.size > 0) await table(tx).deleteMany({ where: { dossierId, [cle]: { in: [...anciennes.keys()] } } });
    if (ecrites.length > 0) await table(tx).createMany({ data: ecrites });
  };
}

const ECRIVAINS: Record<NomTable, Ecrivain> = {
  partenaires: ecrivain((tx) => tx.partenaire, LISTES.partenaires),
  campus: ecrivain((tx) => tx.campusDossier, LISTES.campus),
  budget: ecrivain((tx) => tx.ligneBudget, LISTES.budget),
  financements: ecrivain((tx) => tx.financement, LISTES.financements),
  repartition: ecrivain((tx) => tx.repartition, LISTES.repartition),
  transformations: ecrivain((tx) => tx.transformation, LISTES.transformations),
  plateaux: ecrivain((tx) => tx.plateauTechnique, LISTES.plateaux),
  indicateurs: ecrivain((tx) => tx.indicateur, LISTES.indicateurs),
  publics: ecrivain((tx) => tx.publicPrevu, LISTES.publics),
  alignements: ecrivain((tx) => tx.alignement, LISTES.alignements),
  justifications: ecrivain((tx) => tx.justification, LISTES.justifications, "regle"),
};

export const TOUTES_LES_LISTES = Object.keys(LISTES) as NomTable[];

/** Brings these lists of the dossier from what `avant` holds (null: nothing yet) to what `apres` holds. */
export async function ecrireListes(
  tx: Tx,
  dossierId: string,
  noms: readonly NomTable[],
  apres: Contenu,
  avant: Contenu | null,
): Promise<void> {
  for (const nom of noms) await ECRIVAINS[nom](tx, dossierId, apres, avant);
}
