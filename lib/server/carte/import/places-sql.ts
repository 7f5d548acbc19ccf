import "server-only";
import { COLONNES_PLACES } from "@/lib/domain/carte/colonnes-places";
import { STATUTS_ECARTES, TYPES_ECARTES } from "@/lib/domain/carte/methodes";
import type { LignePrevue } from "@/lib/schemas/imports-carte";
import type { Tx } from "@/lib/server/base";
import { remesurerConstats } from "@/lib/server/carte/constat/remesurer-constats";
import type { Effets } from "@/lib/server/carte/import/description";
import { CarteChangee } from "@/lib/server/carte/import/erreurs";
import { CITE_MAX, parTranches, REMARQUES_MAX } from "@/lib/server/carte/import/garder-lignes";
import { Prisma } from "@/prisma/genere/client";

/** Staged rows of Rigel's table of places against ConstatPlaces, a range of lines at a time. */

const dans = (importId: string, de: number, a: number) =>
  Prisma.sql`s."importId" = ${importId}::uuid AND s."ligne" BETWEEN ${de} AND ${a}`;
const LUES = Prisma.sql`CROSS JOIN LATERAL jsonb_to_record(s."valeurs") AS n("numero" text, "rentree" int, "scolaire" int,
  "scolaireColoree" int, "apprentissage" int, "apprentissageColoree" int, "motif" text, "precision" text, "vue" text)`;
const MEME_CLE = Prisma.sql`c."numero" = n."numero" AND c."rentree" = n."rentree"`;
/** A version starts again from 0 once a constat was taken back and entered anew: its instant tells the two apart. */
const VUE = Prisma.sql`(c."version" || ' ' || c."saisiLe")`;
const PAREIL = Prisma.sql`(c."scolaire", c."scolaireColoree", c."apprentissage", c."apprentissageColoree", c."motif", c."precision")
  IS NOT DISTINCT FROM (n."scolaire", n."scolaireColoree", n."apprentissage", n."apprentissageColoree", n."motif", n."precision")`;

/** Not followed, or no longer: of another région, set aside by every rate, or of a later rentrée (lire-constat.ts says it of a row). */
const horsSuivi = (region: string | null) => Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "DemandeOrion" d WHERE d."numero" = n."numero" AND d."rentree" <= n."rentree"
    AND d."type" NOT IN (${Prisma.join([...TYPES_ECARTES])}) AND d."statut" NOT IN (${Prisma.join([...STATUTS_ECARTES])})
    AND ${region === null ? Prisma.sql`TRUE` : Prisma.sql`d."regionAcademique" = ${region}`})`;

async function regionDe(tx: Tx, importId: string): Promise<string | null> {
  const lu = await tx.importCarte.findUniqueOrThrow({ where: { id: importId }, select: { regionAcademique: true } });
  return lu.regionAcademique;
}

/** The carte changed since the file was read: what it says of a demand no longer followed is set aside, and told. Gives how many. */
async function ecarterHorsSuivi(tx: Tx, importId: string, region: string | null): Promise<number> {
  await tx.$executeRaw`
    INSERT INTO "RemarqueImportCarte" ("importId", "gravite", "ligne", "colonne", "motif", "valeur")
    SELECT s."importId", 'ecartee', s."ligne", ${COLONNES_PLACES.numero},
      'Ligne écartée : cette demande n’est plus suivie à cette rentrée sur la carte de votre région académique.', left(s."cle", ${CITE_MAX})
    FROM "LigneImportCarte" s ${LUES} WHERE s."importId" = ${importId}::uuid AND ${horsSuivi(region)}
    ORDER BY s."ligne" LIMIT ${REMARQUES_MAX}`;
  return tx.$executeRaw`
    DELETE FROM "LigneImportCarte" l WHERE l."importId" = ${importId}::uuid AND l."ligne" IN (
      SELECT s."ligne" FROM "LigneImportCarte" s ${LUES} WHERE s."importId" = ${importId}::uuid AND ${horsSuivi(region)})`;
}

/** Each row keeps the version it was compared with: what an établissement types meanwhile is seen when it is applied. */
export async function comparerPlaces(tx: Tx, importId: string): Promise<Effets> {
  const ecartees = await ecarterHorsSuivi(tx, importId, await regionDe(tx, importId));
  await parTranches(tx, importId, async (de, a) => {
    await tx.$executeRaw`
      UPDATE "LigneImportCarte" l SET "effet" = x."effet",
        "valeurs" = jsonb_set(l."valeurs", '{vue}', COALESCE(to_jsonb(x."vue"), 'null'::jsonb))
      FROM (
        SELECT s."ligne", ${VUE} AS "vue",
          CASE WHEN c."numero" IS NULL THEN 'creer' WHEN ${PAREIL} THEN 'inchanger' ELSE 'modifier' END AS "effet"
        FROM "LigneImportCarte" s ${LUES} LEFT JOIN "ConstatPlaces" c ON ${MEME_CLE}
        WHERE ${dans(importId, de, a)}
      ) x
      WHERE l."importId" = ${importId}::uuid AND l."ligne" = x."ligne"`;
  });
  const parEffet = await tx.ligneImportCarte.groupBy({ by: ["effet"], where: { importId }, _count: true });
  const nombre = (effet: string) => parEffet.find((p) => p.effet === effet)?._count ?? 0;
  return { crees: nombre("creer"), modifies: nombre("modifier"), inchanges: nombre("inchanger"), ecartees };
}

export async function appliquerPlaces(
  tx: Tx,
  importId: string,
  maintenant: Date,
  par: { id: string | null },
  avancer: (lignes: number) => void,
): Promise<void> {
  // Nobody types meanwhile: a save waits for the number of the carte, which this import holds (enregistrer-constat.ts).
  const [heurts] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "LigneImportCarte" s ${LUES} LEFT JOIN "ConstatPlaces" c ON ${MEME_CLE}
    WHERE s."importId" = ${importId}::uuid AND ${VUE} IS DISTINCT FROM n."vue"`;
  if ((heurts?.n ?? 0) > 0)
    throw new CarteChangee(
      "Un établissement a saisi son constat depuis cette lecture. La comparaison vient d’être refaite : relisez-la, puis confirmez.",
    );
  const region = await regionDe(tx, importId);
  const [perdues] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "LigneImportCarte" s ${LUES} WHERE s."importId" = ${importId}::uuid AND ${horsSuivi(region)}`;
  if ((perdues?.n ?? 0) > 0)
    throw new CarteChangee(
      "Des demandes de ce fichier ne sont plus suivies sur la carte de votre région académique. La comparaison vient d’être refaite sans elles : relisez-la, puis confirmez.",
    );
  const le = maintenant.toISOString();
  let faites = 0;
  await parTranches(tx, importId, async (de, a) => {
    faites += await tx.$executeRaw`
      INSERT INTO "ConstatPlaces" AS c ("numero", "rentree", "scolaire", "scolaireColoree", "apprentissage", "apprentissageColoree",
        "motif", "precision", "source", "importId", "saisiLe", "saisiParId", "sOuvertes", "sFermees", "sColoreesOuvertes",
        "sColoreesFermees", "aOuvertes", "aFermees", "aColoreesOuvertes", "aColoreesFermees", "sOuvertes2023", "sFermees2023",
        "aOuvertes2023", "aFermees2023", "iOuvertes", "iFermees", "iColoreesOuvertes", "iColoreesFermees")
      SELECT n."numero", n."rentree", n."scolaire", n."scolaireColoree", n."apprentissage", n."apprentissageColoree", n."motif",
        n."precision", 'import', ${importId}::uuid, ${le}::timestamptz, ${par.id}::uuid, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      FROM "LigneImportCarte" s ${LUES} WHERE ${dans(importId, de, a)} AND s."effet" <> 'inchanger'
      ON CONFLICT ("numero", "rentree") DO UPDATE SET "scolaire" = EXCLUDED."scolaire",
        "scolaireColoree" = EXCLUDED."scolaireColoree", "apprentissage" = EXCLUDED."apprentissage",
        "apprentissageColoree" = EXCLUDED."apprentissageColoree", "motif" = EXCLUDED."motif",
        "precision" = EXCLUDED."precision", "source" = 'import', "importId" = EXCLUDED."importId",
        "saisiLe" = EXCLUDED."saisiLe", "saisiParId" = EXCLUDED."saisiParId", "version" = c."version" + 1`;
    avancer(faites);
  });
  await remesurerConstats(tx, importId, "constats");
}

type Brute = { cle: string; ligne: number; libelle: string; avant: unknown; apres: unknown };
const VALEURS = {
  c: Prisma.sql`jsonb_build_object('scolaire', c."scolaire", 'scolaireColoree', c."scolaireColoree", 'apprentissage', c."apprentissage",
    'apprentissageColoree', c."apprentissageColoree", 'motif', c."motif", 'precision', c."precision")`,
  n: Prisma.sql`jsonb_build_object('scolaire', n."scolaire", 'scolaireColoree', n."scolaireColoree", 'apprentissage', n."apprentissage",
    'apprentissageColoree', n."apprentissageColoree", 'motif', n."motif", 'precision', n."precision")`,
};

export async function apercevoirPlaces(
  tx: Tx,
  importId: string,
  effet: "creer" | "modifier",
  max: number,
): Promise<LignePrevue[]> {
  const lues = await tx.$queryRaw<Brute[]>`
    SELECT s."cle", s."ligne", concat_ws(', ', d."formation", d."etablissement", 'rentrée ' || n."rentree") AS "libelle",
      ${VALEURS.c} AS "avant", ${VALEURS.n} AS "apres"
    FROM (
      SELECT * FROM "LigneImportCarte" WHERE "importId" = ${importId}::uuid AND "effet" = ${effet} ORDER BY "ligne" LIMIT ${max}
    ) s ${LUES} JOIN "DemandeOrion" d ON d."numero" = n."numero" LEFT JOIN "ConstatPlaces" c ON ${MEME_CLE}
    ORDER BY s."ligne"`;
  return lues.map(({ avant, apres, ...reste }) => {
    const [a, b] = [avant as Record<string, unknown>, apres as Record<string, unknown>];
    const changements = Object.keys(b).flatMap((champ) =>
      a[champ] === b[champ] ? [] : [{ champ, avant: a[champ], apres: b[champ] }],
    );
    return { ...reste, effet, changements: effet === "creer" ? [] : changements };
  });
}
