import "server-only";
import type { RemarqueLigne } from "@/lib/domain/orion/demande";
import { base, type Tx } from "@/lib/server/base";

export type Remarque = RemarqueLigne & { gravite: "refus" | "avertissement" | "ecartee" };
/** `effet`: the row is not to be applied, and only holds its number until the last row of that number is known. */
export type LigneGardee = { ligne: number; cle: string; valeurs: object; effet?: "refusee" | "ecartee" };

/** What the file says is quoted so that a person finds it again: not kept whole. */
export const CITE_MAX = 200;
/** Remarks kept of each kind, so that a file odd everywhere does not fill the base; beyond, they are counted. */
export const REMARQUES_MAX = 20_000;

/** A remark as it is kept: the header of its column comes from the file too, which may have made it very long. */
export const remarqueBornee = ({ gravite, ligne, colonne, motif, valeur }: Remarque): Remarque => ({
  ...{ gravite, ligne, motif },
  ...{ colonne: colonne.slice(0, CITE_MAX), valeur: valeur.slice(0, CITE_MAX) },
});

/**
 * Each row as JSON already: it was written once, to know what it weighs. « creer » until compared: of a new carte the comparison then
 * has nothing to write again.
 */
export async function garderLignes(tx: Tx, importId: string, lignes: readonly string[]): Promise<void> {
  if (lignes.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "LigneImportCarte" ("importId", "ligne", "cle", "effet", "valeurs")
    SELECT ${importId}::uuid, l."ligne", l."cle", COALESCE(l."effet", 'creer'), l."valeurs"
    FROM json_to_recordset(${`[${lignes.join(",")}]`}::json) AS l("ligne" int, "cle" text, "effet" text, "valeurs" jsonb)`;
}

export async function garderRemarques(tx: Tx, importId: string, remarques: readonly Remarque[]): Promise<void> {
  if (remarques.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "RemarqueImportCarte" ("importId", "gravite", "ligne", "colonne", "motif", "valeur")
    SELECT ${importId}::uuid, r."gravite", r."ligne", r."colonne", r."motif", r."valeur"
    FROM json_to_recordset(${JSON.stringify(remarques)}::json)
      AS r("gravite" text, "ligne" int, "colonne" text, "motif" text, "valeur" text)`;
}

const LOT = 10_000;

/** A few thousand at a time: on PGlite everyone waits for one statement. */
export async function effacerLignes(importId: string): Promise<void> {
  const client = await base();
  for (;;) {
    const effacees = await client.$executeRaw`
      DELETE FROM "LigneImportCarte" WHERE "importId" = ${importId}::uuid AND "ligne" IN (
        SELECT "ligne" FROM "LigneImportCarte" WHERE "importId" = ${importId}::uuid ORDER BY "ligne" LIMIT ${LOT}
      )`;
    if (effacees < LOT) return;
  }
}

/** Lines of the file, so many at a time: statements that hold neither the database nor the memory for long. */
export async function parTranches(
  tx: Tx,
  importId: string,
  fn: (de: number, a: number) => Promise<unknown>,
  taille = LOT,
): Promise<void> {
  const { _max } = await tx.ligneImportCarte.aggregate({ where: { importId }, _max: { ligne: true } });
  for (let de = 0; de <= (_max.ligne ?? -1); de += taille) await fn(de, de + taille - 1);
}
