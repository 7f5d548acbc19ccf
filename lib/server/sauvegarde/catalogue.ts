import "server-only";
import { type Connexion, SCHEMA } from "@/lib/server/base/migrations";

/** What the database is made of, read from its own catalogue: a new table or sequence is backed up without a line here. */

const HISTORIQUE = "_prisma_migrations";

export const identifiant = (nom: string): string => `"${nom.replaceAll('"', '""')}"`;

export async function lireTables({ lire }: Connexion): Promise<string[]> {
  const lignes = await lire<{ nom: string }>(
    `SELECT c.relname::text AS nom FROM pg_class c
      WHERE c.relnamespace = '${SCHEMA}'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> $1
      ORDER BY c.relname COLLATE "C"`,
    [HISTORIQUE],
  );
  return lignes.map(({ nom }) => nom);
}

/** Columns that are written; generated ones compute themselves. */
export async function lireColonnes({ lire }: Connexion, table: string): Promise<string[]> {
  const lignes = await lire<{ nom: string }>(
    `SELECT attname::text AS nom FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [identifiant(table)],
  );
  return lignes.map(({ nom }) => nom);
}

/** Next value that has not been given yet; 0 when none has. */
export async function lireSequences({ lire }: Connexion): Promise<{ nom: string; valeur: string }[]> {
  return lire(
    `SELECT sequencename::text AS nom, COALESCE(last_value, 0)::text AS valeur FROM pg_sequences
      WHERE schemaname = '${SCHEMA}' ORDER BY sequencename COLLATE "C"`,
  );
}

export async function lireHistorique({ lire }: Connexion): Promise<{ nom: string; empreinte: string }[]> {
  return lire(
    `SELECT migration_name AS nom, checksum AS empreinte FROM ${identifiant(HISTORIQUE)}
      WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
}

/** Columns that name a file of the storage, each beside the one that holds its hash. */
const COLONNES_DE_CLE = { cleStockage: "sha256", pdfCle: "pdfSha256" } as const;

/** Columns that hold a list of documents, each with its `cle` and its `sha256`: what was filed or published is kept whole. */
const LISTES_DE_CLES: Record<string, string> = { VersionDeposee: "pieces", RegimePublie: "documents" };

/** Every key that the database must be able to read, with the hash it knows. */
export async function lireCles(connexion: Connexion): Promise<Map<string, string>> {
  const cles = new Map<string, string>();
  for (const table of await lireTables(connexion)) {
    const colonnes = await lireColonnes(connexion, table);
    const liste = LISTES_DE_CLES[table];
    if (liste !== undefined) {
      const lignes = await connexion.lire<{ cle: string; sha256: string | null }>(
        `SELECT DISTINCT e->>'cle' AS cle, e->>'sha256' AS sha256 FROM ${identifiant(table)},
                jsonb_array_elements(${identifiant(liste)}) e WHERE e->>'cle' IS NOT NULL`,
      );
      for (const ligne of lignes) cles.set(ligne.cle, ligne.sha256 ?? "");
    }
    for (const [cle, sha256] of Object.entries(COLONNES_DE_CLE)) {
      if (!colonnes.includes(cle) || !colonnes.includes(sha256)) continue;
      const lignes = await connexion.lire<{ cle: string; sha256: string | null }>(
        `SELECT ${identifiant(cle)} AS cle, ${identifiant(sha256)} AS sha256 FROM ${identifiant(table)}
          WHERE ${identifiant(cle)} IS NOT NULL`,
      );
      for (const ligne of lignes) cles.set(ligne.cle, ligne.sha256 ?? "");
    }
  }
  return cles;
}

/** Which installation the database belongs to. */
export async function lireIdentite({ lire }: Connexion): Promise<string> {
  const [ligne] = await lire<{ identite: string }>(`SELECT "identite"::text AS identite FROM "Installation"`);
  if (ligne === undefined) throw new Error("la table Installation est vide");
  return ligne.identite;
}
