import "server-only";
import { STATUTS_ECARTES } from "@/lib/domain/carte/methodes";
import type { Tx } from "@/lib/server/base";
import type { Effets } from "@/lib/server/carte/import/description";
import { CarteChangee } from "@/lib/server/carte/import/erreurs";
import { CITE_MAX, parTranches, REMARQUES_MAX } from "@/lib/server/carte/import/garder-lignes";
import { DERIVEES, HORS_COMPARAISON, LUES, NOMS } from "@/lib/server/carte/import/orion-colonnes";
import { Prisma } from "@/prisma/genere/client";

/** Staged demands against DemandeOrion, by their number: compared, then written, a range of lines at a time. */

const dans = (importId: string, de: number, a: number) =>
  Prisma.sql`s."importId" = ${importId}::uuid AND s."ligne" BETWEEN ${de} AND ${a}`;
const LUE = Prisma.sql`CROSS JOIN LATERAL jsonb_to_record(s."valeurs") AS n(${LUES})`;

/** Demands that an import may read and write: its région's; the command line's (null), all of them. */
const sienne = (region: string | null) =>
  region === null ? Prisma.sql`TRUE` : Prisma.sql`d."regionAcademique" = ${region}`;

async function regionDe(tx: Tx, importId: string): Promise<string | null> {
  const lu = await tx.importCarte.findUniqueOrThrow({ where: { id: importId }, select: { regionAcademique: true } });
  return lu.regionAcademique;
}

/**
 * A number of another région is not this one's to change, whatever the file says; nor may a neighbour stop this file with it. The row
 * is set aside, and the person told. Gives how many.
 */
async function ecarterAutresRegions(tx: Tx, importId: string, region: string | null): Promise<number> {
  if (region === null) return 0;
  const ailleurs = Prisma.sql`d."numero" = s."cle" AND d."regionAcademique" IS DISTINCT FROM ${region}`;
  await tx.$executeRaw`
    INSERT INTO "RemarqueImportCarte" ("importId", "gravite", "ligne", "colonne", "motif", "valeur")
    SELECT s."importId", 'ecartee', s."ligne", 'N° demande', 'Ligne écartée : ce numéro est celui d’une demande ' || CASE
        WHEN d."regionAcademique" IS NULL THEN 'dont la région n’est pas connue. L’équipe de Rigel peut la reprendre.'
        ELSE 'd’une autre région académique. Vérifiez-le.' END, left(s."cle", ${CITE_MAX})
    FROM "LigneImportCarte" s JOIN "DemandeOrion" d ON ${ailleurs}
    WHERE s."importId" = ${importId}::uuid ORDER BY s."ligne" LIMIT ${REMARQUES_MAX}`;
  return tx.$executeRaw`
    DELETE FROM "LigneImportCarte" s USING "DemandeOrion" d WHERE s."importId" = ${importId}::uuid AND ${ailleurs}`;
}

/**
 * An unfinished row is set aside because no rate counts it. Where the carte counts its demand, leaving it would keep in the rates what the
 * file says is out of them: that row is refused, like any other that does not read.
 */
export async function reprendreInachevees(tx: Tx, importId: string): Promise<number> {
  const comptee = Prisma.sql`s."importId" = ${importId}::uuid AND s."effet" = 'ecartee' AND d."numero" = s."cle"
    AND d."statut" <> ALL(${[...STATUTS_ECARTES]}::text[])`;
  return tx.$executeRaw`
    UPDATE "RemarqueImportCarte" r SET "gravite" = 'refus', "motif" = r."motif" || ${ENCORE_COMPTEE}
    FROM "LigneImportCarte" s JOIN "DemandeOrion" d ON ${comptee}
    WHERE r."importId" = ${importId}::uuid AND r."ligne" = s."ligne" AND r."gravite" = 'ecartee'`;
}

const ENCORE_COMPTEE = " Mais la carte la compte encore : complétez la ligne.";

export async function comparerDemandes(tx: Tx, importId: string): Promise<Effets> {
  const region = await regionDe(tx, importId);
  const ecartees = await ecarterAutresRegions(tx, importId, region);
  await parTranches(tx, importId, async (de, a) => {
    await tx.$executeRaw`
      UPDATE "LigneImportCarte" s SET "effet" = 'creer' WHERE ${dans(importId, de, a)}
        AND "effet" IS DISTINCT FROM 'creer' AND NOT EXISTS (SELECT 1 FROM "DemandeOrion" d WHERE d."numero" = s."cle")`;
    await tx.$executeRaw`
      WITH lues AS (
        SELECT s."ligne", to_jsonb(n) = to_jsonb(d) - ${HORS_COMPARAISON}::text[] AS "pareille"
        FROM "LigneImportCarte" s JOIN "DemandeOrion" d ON d."numero" = s."cle" AND ${sienne(region)} ${LUE}
        WHERE ${dans(importId, de, a)}
      )
      UPDATE "LigneImportCarte" s SET "effet" = CASE WHEN lues."pareille" THEN 'inchanger' ELSE 'modifier' END
      FROM lues WHERE ${dans(importId, de, a)} AND lues."ligne" = s."ligne"`;
  });
  const parEffet = await tx.ligneImportCarte.groupBy({ by: ["effet"], where: { importId }, _count: true });
  const nombre = (effet: string) => parEffet.find((p) => p.effet === effet)?._count ?? 0;
  return { crees: nombre("creer"), modifies: nombre("modifier"), inchanges: nombre("inchanger"), ecartees };
}

/** What changes of one demand: its fields, those of `autres` one by one; the status has columns of its own. */
export const CHANGEMENTS = Prisma.sql`
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('champ', c."champ", 'avant', c."avant", 'apres', c."apres") ORDER BY c."champ")
    FROM (
      SELECT v.key AS "champ", w.value AS "avant", v.value AS "apres"
      FROM jsonb_each(to_jsonb(n) - ARRAY['statut', 'autres']) v JOIN jsonb_each(to_jsonb(d)) w ON w.key = v.key
      UNION ALL
      SELECT 'autres.' || COALESCE(v.key, w.key), w.value, v.value
      FROM jsonb_each(n."autres") v FULL JOIN jsonb_each(d."autres") w ON w.key = v.key
    ) c
    WHERE c."avant" IS DISTINCT FROM c."apres"
  ), '[]'::jsonb)`;

export async function appliquerDemandes(
  tx: Tx,
  importId: string,
  maintenant: Date,
  avancer: (lignes: number) => void,
): Promise<void> {
  const region = await regionDe(tx, importId);
  const { crees, modifies } = await tx.importCarte.findUniqueOrThrow({
    where: { id: importId },
    select: { crees: true, modifies: true },
  });
  const le = maintenant.toISOString();
  let faites = 0;
  const compter = (n: number) => {
    faites += n;
    avancer(faites);
  };
  await parTranches(
    tx,
    importId,
    async (de, a) => {
      const voulues = (effet: string) => Prisma.sql`${dans(importId, de, a)} AND s."effet" = ${effet}`;
      compter(
        await tx.$executeRaw`
          INSERT INTO "DemandeOrion" (${NOMS}, "importeLe", "importId", "creeParImportId")
          SELECT ${NOMS}, ${le}::timestamptz, ${importId}::uuid, ${importId}::uuid
          FROM "LigneImportCarte" s CROSS JOIN LATERAL jsonb_to_record(s."valeurs") AS n(${LUES}, ${DERIVEES})
          WHERE ${voulues("creer")} AND (${region}::text IS NULL OR n."regionAcademique" = ${region})`,
      );
      // The first status a demand is known by opens its history.
      await tx.$executeRaw`
        INSERT INTO "ChangementDemande" ("id", "numero", "importId", "le", "statutAvant", "statutApres", "changements")
        SELECT gen_random_uuid(), s."cle", ${importId}::uuid, ${le}::timestamptz, NULL, s."valeurs"->>'statut', '[]'::jsonb
        FROM "LigneImportCarte" s WHERE ${voulues("creer")}`;
      await tx.$executeRaw`
        INSERT INTO "ChangementDemande" ("id", "numero", "importId", "le", "statutAvant", "statutApres", "changements")
        SELECT gen_random_uuid(), d."numero", ${importId}::uuid, ${le}::timestamptz, d."statut", n."statut", ${CHANGEMENTS}
        FROM "LigneImportCarte" s JOIN "DemandeOrion" d ON d."numero" = s."cle" AND ${sienne(region)} ${LUE}
        WHERE ${voulues("modifier")}`;
      compter(
        await tx.$executeRaw`
          UPDATE "DemandeOrion" d SET (${NOMS}, "importeLe", "importId") = (
            SELECT ${NOMS}, ${le}::timestamptz, ${importId}::uuid
            FROM jsonb_to_record(s."valeurs") AS n(${LUES}, ${DERIVEES})
          )
          FROM "LigneImportCarte" s WHERE ${voulues("modifier")} AND d."numero" = s."cle" AND ${sienne(region)}`,
      );
    },
    2_000,
  );
  // A row that its région could not write, or that is there no more, of those the person was told: nothing of the file then.
  if (faites !== crees + modifies) throw new CarteChangee();
}
