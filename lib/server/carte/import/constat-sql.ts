import "server-only";
import type { LignePrevue } from "@/lib/schemas/imports-carte";
import type { Tx } from "@/lib/server/base";
import type { Effets } from "@/lib/server/carte/import/description";
import { parTranches, REMARQUES_MAX } from "@/lib/server/carte/import/garder-lignes";
import { Prisma } from "@/prisma/genere/client";

/** Staged rows of a constat de rentrée against EffectifConstat, a range of lines at a time. */

const dans = (importId: string, de: number, a: number) =>
  Prisma.sql`s."importId" = ${importId}::uuid AND s."ligne" BETWEEN ${de} AND ${a}`;
const LUES = Prisma.sql`CROSS JOIN LATERAL jsonb_to_record(s."valeurs") AS n("rentree" int, "uai" text, "mefstat11" text,
  "eleves" int, "cfd" text, "dispositif" text, "premiereAnnee" boolean, "regionAcademique" text, "academie" text)`;
const MEME_CLE = Prisma.sql`e."rentree" = n."rentree" AND e."uai" = n."uai" AND e."mefstat11" = n."mefstat11"`;
const PAREILLE = Prisma.sql`(e."eleves", e."cfd", e."dispositif", e."premiereAnnee", e."regionAcademique", e."academie")
  IS NOT DISTINCT FROM (n."eleves", n."cfd", n."dispositif", n."premiereAnnee", n."regionAcademique", n."academie")`;

/** An établissement that the file names is told whole by it: what it no longer says goes. */
const retirees = (importId: string) => Prisma.sql`
  e."rentree" IN (SELECT DISTINCT (s."valeurs"->>'rentree')::int FROM "LigneImportCarte" s WHERE s."importId" = ${importId}::uuid)
  AND e."uai" IN (SELECT DISTINCT s."valeurs"->>'uai' FROM "LigneImportCarte" s WHERE s."importId" = ${importId}::uuid)
  AND NOT EXISTS (
    SELECT 1 FROM "LigneImportCarte" s WHERE s."importId" = ${importId}::uuid
      AND s."cle" = e."uai" || ' ' || e."mefstat11" || ' ' || e."rentree")`;

const MOTIF_RETIRE = "Ce fichier nomme l’établissement, et ne dit plus rien de ces élèves.";

export async function comparerEffectifs(tx: Tx, importId: string): Promise<Effets> {
  await parTranches(tx, importId, async (de, a) => {
    await tx.$executeRaw`
      UPDATE "LigneImportCarte" l SET "effet" = c."effet"
      FROM (
        SELECT s."ligne", CASE WHEN e."uai" IS NULL THEN 'creer' WHEN ${PAREILLE} THEN 'inchanger' ELSE 'modifier' END AS "effet"
        FROM "LigneImportCarte" s ${LUES} LEFT JOIN "EffectifConstat" e ON ${MEME_CLE}
        WHERE ${dans(importId, de, a)}
      ) c
      WHERE l."importId" = ${importId}::uuid AND l."ligne" = c."ligne"`;
  });
  await tx.remarqueImportCarte.deleteMany({ where: { importId, gravite: "retrait" } });
  await tx.$executeRaw`
    INSERT INTO "RemarqueImportCarte" ("importId", "gravite", "ligne", "colonne", "motif", "valeur")
    SELECT ${importId}::uuid, 'retrait', 1, e."uai" || ', MEFSTAT11 ' || e."mefstat11", ${MOTIF_RETIRE}, e."eleves"::text
    FROM "EffectifConstat" e WHERE ${retirees(importId)} ORDER BY e."uai", e."mefstat11" LIMIT ${REMARQUES_MAX}`;
  const [aRetirer] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS "n" FROM "EffectifConstat" e WHERE ${retirees(importId)}`;
  const parEffet = await tx.ligneImportCarte.groupBy({ by: ["effet"], where: { importId }, _count: true });
  const nombre = (effet: string) => parEffet.find((p) => p.effet === effet)?._count ?? 0;
  return {
    crees: nombre("creer"),
    modifies: nombre("modifier"),
    inchanges: nombre("inchanger"),
    retires: aRetirer?.n ?? 0,
  };
}

export async function appliquerEffectifs(tx: Tx, importId: string, avancer: (lignes: number) => void): Promise<void> {
  let faites = await tx.$executeRaw`DELETE FROM "EffectifConstat" e WHERE ${retirees(importId)}`;
  avancer(faites);
  await parTranches(tx, importId, async (de, a) => {
    faites += await tx.$executeRaw`
      INSERT INTO "EffectifConstat" ("rentree", "uai", "mefstat11", "eleves", "cfd", "dispositif", "premiereAnnee",
        "regionAcademique", "academie", "importId")
      SELECT n."rentree", n."uai", n."mefstat11", n."eleves", n."cfd", n."dispositif", n."premiereAnnee", n."regionAcademique",
        n."academie", ${importId}::uuid
      FROM "LigneImportCarte" s ${LUES} WHERE ${dans(importId, de, a)} AND s."effet" <> 'inchanger'
      ON CONFLICT ("rentree", "uai", "mefstat11") DO UPDATE SET ("eleves", "cfd", "dispositif", "premiereAnnee", "regionAcademique",
        "academie", "importId") = ROW(EXCLUDED."eleves", EXCLUDED."cfd", EXCLUDED."dispositif", EXCLUDED."premiereAnnee",
        EXCLUDED."regionAcademique", EXCLUDED."academie", EXCLUDED."importId")`;
    avancer(faites);
  });
}

type Brute = { cle: string; ligne: number; uai: string; mefstat11: string; avant: number | null; apres: number };

export async function apercevoirEffectifs(
  tx: Tx,
  importId: string,
  effet: "creer" | "modifier",
  max: number,
): Promise<LignePrevue[]> {
  const lues = await tx.$queryRaw<Brute[]>`
    SELECT s."cle", s."ligne", n."uai", n."mefstat11", e."eleves" AS "avant", n."eleves" AS "apres"
    FROM (
      SELECT * FROM "LigneImportCarte" WHERE "importId" = ${importId}::uuid AND "effet" = ${effet} ORDER BY "ligne" LIMIT ${max}
    ) s ${LUES} LEFT JOIN "EffectifConstat" e ON ${MEME_CLE}
    ORDER BY s."ligne"`;
  return lues.map(({ cle, ligne, uai, mefstat11, avant, apres }) => ({
    ...{ cle, ligne, effet },
    libelle: `${uai}, MEFSTAT11 ${mefstat11}${effet === "creer" ? ` : ${apres}` : ""}`,
    changements: effet === "creer" ? [] : [{ champ: "eleves", avant, apres }],
  }));
}
