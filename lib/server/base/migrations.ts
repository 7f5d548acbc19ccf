import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ErreurDemarrage } from "@/lib/server/base/erreurs";

/**
 * Applies prisma/migrations at start, on PGlite and on PostgreSQL, and keeps the history in the format of Prisma's own
 * CLI, so that `npm run prisma -- migrate status` reads it.
 */

/** One connection: the advisory lock and the transactions need the same session throughout. */
export type Connexion = {
  executer(sql: string): Promise<unknown>;
  lire<T>(sql: string, parametres?: unknown[]): Promise<T[]>;
};

export type Migration = { nom: string; sql: string; empreinte: string };

/** The one schema Rigel lives in: the journal's triggers look there and nowhere else, and so do backup and restore. */
export const SCHEMA = "public";

/** Elsewhere everything would seem to work, until the first write of the journal. */
export async function exigerSchema({ lire }: Connexion): Promise<void> {
  const [vu] = await lire<{ schema: string | null }>("SELECT current_schema()::text AS schema");
  if (vu?.schema === SCHEMA) return;
  throw new ErreurDemarrage(
    `La connexion à la base mène au schéma « ${vu?.schema ?? "aucun"} » : Rigel demande le schéma « ${SCHEMA} ». ` +
      "Donnez-lui une base à elle seule, et retirez search_path du rôle, de la base ou de DATABASE_URL.",
  );
}

/** The key Prisma's CLI uses: the two never migrate at the same time. */
const VERROU_CONSULTATIF = 72_707_369;

const TABLE_HISTORIQUE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

type Ligne = { migration_name: string; checksum: string; terminee: boolean };

export function lireMigrations(dossier: string): Migration[] {
  return readdirSync(dossier, { withFileTypes: true })
    .filter((entree) => entree.isDirectory())
    .map((entree) => entree.name)
    .sort()
    .map((nom) => {
      const sql = readFileSync(path.join(dossier, nom, "migration.sql"), "utf8");
      return { nom, sql, empreinte: createHash("sha256").update(sql).digest("hex") };
    });
}

function refuserHistoriqueIncoherent(lignes: Ligne[], migrations: Migration[]): void {
  for (const ligne of lignes) {
    const nom = ligne.migration_name;
    if (!ligne.terminee) {
      throw new ErreurDemarrage(
        `La migration « ${nom} » a échoué ou n’a pas été terminée : Rigel ne démarre pas sur une base dans un état inconnu. ` +
          `Vérifiez la base, puis déclarez la migration annulée : npm run prisma -- migrate resolve --rolled-back ${nom}`,
      );
    }
    const migration = migrations.find((candidate) => candidate.nom === nom);
    if (migration === undefined) {
      throw new ErreurDemarrage(
        `La base a reçu la migration « ${nom} », que cette version de Rigel ne connaît pas : installez une version plus récente.`,
      );
    }
    if (migration.empreinte !== ligne.checksum) {
      throw new ErreurDemarrage(
        `La migration « ${nom} » a été modifiée après avoir été appliquée : rétablissez le fichier d’origine et écrivez une nouvelle migration.`,
      );
    }
  }
}

/**
 * The migration and its line of history commit together: killed half-way, nothing of it remains and the next start
 * begins it again. A failure is recorded as rolled back, since it was.
 */
async function appliquer(connexion: Connexion, { nom, sql, empreinte }: Migration): Promise<void> {
  const id = randomUUID();
  try {
    await connexion.executer("BEGIN");
    await connexion.lire(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)`, [
      id,
      empreinte,
      nom,
    ]);
    await connexion.executer(sql);
    await connexion.lire(
      `UPDATE "_prisma_migrations" SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1`,
      [id],
    );
    await connexion.executer("COMMIT");
  } catch (erreur) {
    const message = erreur instanceof Error ? erreur.message : String(erreur);
    await connexion.executer("ROLLBACK");
    await connexion.lire(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs, rolled_back_at) VALUES ($1, $2, $3, $4, now())`,
      [id, empreinte, nom, message],
    );
    throw new ErreurDemarrage(`La migration « ${nom} » a échoué et a été annulée, la base est inchangée : ${message}`, {
      cause: erreur,
    });
  }
}

/** Returns the names of the migrations applied by this call. */
export async function migrer(connexion: Connexion, migrations: Migration[]): Promise<string[]> {
  // Before the table is created: two servers starting together would both try to.
  await connexion.lire("SELECT pg_advisory_lock($1)", [VERROU_CONSULTATIF]);
  try {
    await connexion.executer(TABLE_HISTORIQUE);
    const lignes = await connexion.lire<Ligne>(
      `SELECT migration_name, checksum, finished_at IS NOT NULL AS terminee
         FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
    );
    refuserHistoriqueIncoherent(lignes, migrations);
    const faites = new Set(lignes.map((ligne) => ligne.migration_name));
    const aFaire = migrations.filter((migration) => !faites.has(migration.nom));
    for (const migration of aFaire) await appliquer(connexion, migration);
    return aFaire.map((migration) => migration.nom);
  } finally {
    await connexion.lire("SELECT pg_advisory_unlock($1)", [VERROU_CONSULTATIF]);
  }
}
