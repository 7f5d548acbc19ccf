import "server-only";
import { accorder, typographie } from "@/lib/domain/ecriture";
import { RefusFichier } from "@/lib/integrations/table/contrat";
import { base, type Tx, transaction } from "@/lib/server/base";
import type { DescriptionImport, LecteurImport } from "@/lib/server/carte/import/description";
import { descriptionDe } from "@/lib/server/carte/import/descriptions";
import { CITE_MAX, REMARQUES_MAX } from "@/lib/server/carte/import/garder-lignes";
import { lireNumeroCarte } from "@/lib/server/carte/import/numero-carte";
import { battre } from "@/lib/server/carte/import/suivi";
import { Prisma } from "@/prisma/genere/client";

/** The whole of France compared on PGlite takes seconds; the default would cut it. */
export const DELAI_LONG = { timeout: 30 * 60_000 } as const;

/**
 * Thousands of rows have just come, and the planner still believes the tables empty: it would compare each row with all the
 * others. PGlite never looks by itself, PostgreSQL later. Outside of the transaction, which would hold its lock.
 */
export async function tenirStatistiques(): Promise<void> {
  const client = await base();
  await client.$executeRaw`ANALYZE "LigneImportCarte"`;
  await client.$executeRaw`ANALYZE "DemandeOrion"`;
}

type Repetees = { repetees: number; refusees: number; ecartees: number; remarques: number };

/**
 * A repeated key: the last row wins (domain/2), be it refused, and the others are told. Gives how many were dropped, how many of them
 * had been refused or set aside, and how many of the latter had a remark.
 */
async function dedoublonner(tx: Tx, importId: string, colonne: string): Promise<Repetees> {
  const tombees = Prisma.sql`
    SELECT l."ligne", l."effet", l."cle", d."derniere"
    FROM "LigneImportCarte" l JOIN (${repetees(importId)}) d ON d."cle" = l."cle" AND l."ligne" < d."derniere"
    WHERE l."importId" = ${importId}::uuid`;
  const [lu] = await tx.$queryRaw<Repetees[]>`
    SELECT count(*)::int AS "repetees", count(*) FILTER (WHERE t."effet" = 'refusee')::int AS "refusees",
      count(*) FILTER (WHERE t."effet" = 'ecartee')::int AS "ecartees", 0 AS "remarques"
    FROM (${tombees}) t`;
  if (lu === undefined || lu.repetees === 0) return { repetees: 0, refusees: 0, ecartees: 0, remarques: 0 };
  const remarques = await tx.$executeRaw`
    DELETE FROM "RemarqueImportCarte" r USING (${tombees}) t
    WHERE r."importId" = ${importId}::uuid AND r."ligne" = t."ligne" AND r."gravite" = 'ecartee'`;
  await tx.$executeRaw`
    DELETE FROM "RemarqueImportCarte" r USING (${tombees}) t
    WHERE r."importId" = ${importId}::uuid AND r."ligne" = t."ligne" AND r."gravite" = 'refus'`;
  await tx.$executeRaw`
    INSERT INTO "RemarqueImportCarte" ("importId", "gravite", "ligne", "colonne", "motif", "valeur")
    SELECT ${importId}::uuid, 'avertissement', t."ligne", ${colonne.slice(0, CITE_MAX)},
      'Ce numéro revient à la ligne ' || t."derniere" || ' : c’est la dernière ligne qui compte.', left(t."cle", ${CITE_MAX})
    FROM (${tombees}) t ORDER BY t."ligne" LIMIT ${REMARQUES_MAX}`;
  await tx.$executeRaw`
    DELETE FROM "LigneImportCarte" l USING (${repetees(importId)}) d
    WHERE l."importId" = ${importId}::uuid AND d."cle" = l."cle" AND l."ligne" < d."derniere"`;
  return { ...lu, remarques };
}

/** Never row against row: the same key a million times would be as many squared. */
const repetees = (importId: string) => Prisma.sql`
  SELECT "cle", max("ligne") AS "derniere" FROM "LigneImportCarte"
  WHERE "importId" = ${importId}::uuid GROUP BY "cle" HAVING count(*) > 1`;

/** Every row is read: what applying would do, and on which carte. The import then waits for someone. */
export async function finirLecture(
  importId: string,
  description: DescriptionImport,
  lecteur: LecteurImport,
): Promise<void> {
  await tenirStatistiques();
  await transaction(async (tx) => {
    await battre(tx, importId);
    const { lues, ecartees, refusees, avertissements } = await tx.importCarte.findUniqueOrThrow({
      where: { id: importId },
      select: { lues: true, ecartees: true, refusees: true, avertissements: true },
    });
    // With a remark, a row set aside is worth a report.
    if (lues === ecartees && avertissements === 0) throw new RefusFichier(rienAPrendre(description, ecartees));
    const tombees = await dedoublonner(tx, importId, lecteur.colonneCle ?? "N° demande");
    const reprises = (await description.reprendreEcartees?.(tx, importId)) ?? 0;
    // They held their number; what is compared is what may be applied.
    await tx.ligneImportCarte.deleteMany({ where: { importId, effet: { in: ["refusee", "ecartee"] } } });
    // Read first: an import applied meanwhile makes this comparison an old one, which applying then sees.
    const surNumero = await lireNumeroCarte(tx);
    const { ecartees: misesDeCote = 0, ...effets } = await description.comparer(tx, importId);
    const rentree = lecteur.rentree?.() ?? null;
    await battre(tx, importId, {
      ...{ etat: "prepare", ...effets, surNumero, rentree, repetees: tombees.repetees },
      refusees: refusees - tombees.refusees + reprises,
      ecartees: ecartees - tombees.ecartees - reprises + misesDeCote,
      avertissements: avertissements + tombees.repetees - tombees.remarques - reprises + misesDeCote,
    });
  }, DELAI_LONG);
}

const rienAPrendre = ({ attendu, ecartees: dire }: DescriptionImport, ecartees: number): string =>
  ecartees > 0 && dire
    ? typographie(`Ce fichier n’apporte rien : ${dire(ecartees)}.`)
    : ecartees === 0
      ? `Ce fichier ne contient aucune ligne : il fallait ${attendu}.`
      : `Ce fichier ne dit rien de votre région académique : ses ${accorder(ecartees, "ligne")} sont d’une autre région.`;

/** The carte moved since: the same rows, compared with what it is now. */
export async function comparerANouveau(importId: string): Promise<void> {
  await transaction(async (tx) => {
    const lu = await tx.importCarte.findFirst({ where: { id: importId, etat: "prepare" }, select: { genre: true } });
    if (lu === null) return;
    const surNumero = await lireNumeroCarte(tx);
    const { ecartees = 0, ...effets } = await (await descriptionDe(lu.genre)).comparer(tx, importId);
    await tx.importCarte.updateMany({
      where: { id: importId, etat: "prepare" },
      data: { ...effets, surNumero, ecartees: { increment: ecartees }, avertissements: { increment: ecartees } },
    });
  }, DELAI_LONG);
}
