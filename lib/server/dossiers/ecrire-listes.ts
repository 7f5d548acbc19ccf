import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Tx } from "@/lib/server/base";
import { LISTES, type NomListe } from "@/lib/server/dossiers/lignes";

/** Per list: one delete, then inserts of many rows at once. A grid of 2,400 lines takes two statements, not 2,400. */
type Ecrivain = (tx: Tx, f: DossierFichier, dossierId: string) => Promise<void>;

type Table<L> = {
  deleteMany(args: { where: { dossierId: string } }): Promise<unknown>;
  createMany(args: { data: L[] }): Promise<unknown>;
};

function ecrivain<L>(table: (tx: Tx) => Table<L>, lignes: (f: DossierFichier, dossierId: string) => L[]): Ecrivain {
  return async (tx, f, dossierId) => {
    await table(tx).deleteMany({ where: { dossierId } });
    const data = lignes(f, dossierId);
    if (data.length > 0) await table(tx).createMany({ data });
  };
}

const ECRIVAINS: Record<NomListe, Ecrivain> = {
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
  justifications: ecrivain((tx) => tx.justification, LISTES.justifications),
};

export const TOUTES_LES_LISTES = Object.keys(LISTES) as NomListe[];

/** Replaces these lists of the dossier by those of the file. */
export async function ecrireListes(tx: Tx, f: DossierFichier, dossierId: string, noms: readonly NomListe[]) {
  for (const nom of noms) await ECRIVAINS[nom](tx, f, dossierId);
}
