import type { Connexion } from "@/lib/server/base/migrations";

/** What the database is made of, read from its own catalogue: a new table or sequence is backed up without a line here. */

const HISTORIQUE = "_prisma_migrations";

export const identifiant = (nom: string): string => `"${nom.replaceAll('"', '""')}"`;

export async function lireTables({ lire }: Connexion): Promise<string[]> {
  const lignes = await lire<{ nom: string }>(
    `SELECT c.relname::text AS nom FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> $1
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
      WHERE schemaname = current_schema() ORDER BY sequencename COLLATE "C"`,
  );
}

export async function lireHistorique({ lire }: Connexion): Promise<{ nom: string; empreinte: string }[]> {
  return lire(
    `SELECT migration_name AS nom, checksum AS empreinte FROM ${identifiant(HISTORIQUE)}
      WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
}
