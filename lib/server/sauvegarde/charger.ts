import "server-only";
import { createReadStream } from "node:fs";
import { type Connexion, type Migration, SCHEMA } from "@/lib/server/base/migrations";
import { enLignes } from "@/lib/server/lignes";
import { identifiant, lireColonnes, lireTables } from "@/lib/server/sauvegarde/catalogue";
import type { Manifeste } from "@/lib/server/sauvegarde/manifeste";

/** Puts the tables of an archive in place of the database's own, inside the caller's one transaction. */

const LOT_OCTETS = 2 * 1024 * 1024;

type Contrainte = { table: string; nom: string; definition: string };
type Declencheur = { table: string; nom: string };

/**
 * Foreign keys are taken off and put back: rows may then come in any order, and PostgreSQL checks them all again at the end.
 * Triggers (append-only tables, the journal's chain) sleep meanwhile. Both inside the transaction: nobody sees it.
 */
async function sansGardes<T>(connexion: Connexion, fn: () => Promise<T>): Promise<T> {
  const { lire, executer } = connexion;
  const contraintes = await lire<Contrainte>(
    `SELECT c.relname::text AS "table", k.conname::text AS nom, pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE k.contype = 'f' AND c.relnamespace = '${SCHEMA}'::regnamespace`,
  );
  const declencheurs = await lire<Declencheur>(
    `SELECT c.relname::text AS "table", t.tgname::text AS nom
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND c.relnamespace = '${SCHEMA}'::regnamespace`,
  );
  const surTable = (table: string, suite: string) => executer(`ALTER TABLE ${identifiant(table)} ${suite}`);
  for (const { table, nom } of contraintes) await surTable(table, `DROP CONSTRAINT ${identifiant(nom)}`);
  for (const { table, nom } of declencheurs) await surTable(table, `DISABLE TRIGGER ${identifiant(nom)}`);
  const resultat = await fn();
  for (const { table, nom, definition } of contraintes)
    await surTable(table, `ADD CONSTRAINT ${identifiant(nom)} ${definition}`);
  for (const { table, nom } of declencheurs) await surTable(table, `ENABLE TRIGGER ${identifiant(nom)}`);
  return resultat;
}

async function chargerTable(connexion: Connexion, table: string, fichier: string): Promise<number> {
  const colonnes = (await lireColonnes(connexion, table)).map(identifiant).join(", ");
  const nom = identifiant(table);
  const inserer = async (lot: string[]) => {
    await connexion.lire(
      `INSERT INTO ${nom} (${colonnes}) OVERRIDING SYSTEM VALUE
       SELECT ${colonnes} FROM json_populate_recordset(NULL::${nom}, $1::text::json)`,
      [`[${lot.join(",")}]`],
    );
  };
  let lot: string[] = [];
  let octets = 0;
  let lignes = 0;
  for await (const ligne of enLignes(createReadStream(fichier) as AsyncIterable<Buffer>)) {
    lot.push(ligne);
    lignes += 1;
    octets += ligne.length;
    if (octets < LOT_OCTETS) continue;
    await inserer(lot);
    lot = [];
    octets = 0;
  }
  if (lot.length > 0) await inserer(lot);
  return lignes;
}

/** Back to nothing but the history, then forward to the archive's own schema. */
async function rebatir({ lire, executer }: Connexion, migrations: Migration[]): Promise<void> {
  const aRetirer = await lire<{ sql: string }>(
    `SELECT 'DROP TABLE ' || c.oid::regclass || ' CASCADE' AS sql FROM pg_class c
       WHERE c.relnamespace = '${SCHEMA}'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
     UNION ALL SELECT 'DROP FUNCTION ' || p.oid::regprocedure || ' CASCADE' FROM pg_proc p
       WHERE p.pronamespace = '${SCHEMA}'::regnamespace
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     UNION ALL SELECT 'DROP TYPE ' || t.oid::regtype || ' CASCADE' FROM pg_type t
       WHERE t.typnamespace = '${SCHEMA}'::regnamespace AND t.typtype = 'e'`,
  );
  // A function may go with the table whose type it takes: IF EXISTS.
  for (const { sql } of aRetirer) await executer(sql.replace(/^DROP (TABLE|FUNCTION|TYPE) /, "DROP $1 IF EXISTS "));
  for (const { sql } of migrations) await executer(sql);
}

type Charge = { manifeste: Manifeste; fichierDe: (membre: string) => string; migrations: Migration[] };

/** Rows written. The archive may be older than the program: its schema is rebuilt first and brought forward afterwards. */
export async function charger(connexion: Connexion, { manifeste, fichierDe, migrations }: Charge): Promise<number> {
  const { lire, executer } = connexion;
  const anciennes = migrations.slice(0, manifeste.migrations.length);
  const nouvelles = migrations.slice(manifeste.migrations.length);
  if (nouvelles.length > 0) await rebatir(connexion, anciennes);
  const lignes = await sansGardes(connexion, async () => {
    const tables = await lireTables(connexion);
    const absente = manifeste.tables.find(({ nom }) => !tables.includes(nom));
    if (absente !== undefined) throw new Error(`la table ${absente.nom} de l’archive n’existe pas`);
    await executer(`TRUNCATE ${tables.map(identifiant).join(", ")}`);
    let total = 0;
    for (const { nom, lignes } of manifeste.tables) {
      const chargees = await chargerTable(connexion, nom, fichierDe(`tables/${nom}.jsonl`));
      if (chargees !== lignes) throw new Error(`${nom} : ${chargees} lignes au lieu de ${lignes}`);
      total += chargees;
    }
    return total;
  });
  for (const { nom, valeur } of manifeste.sequences)
    await lire("SELECT setval($1::regclass, GREATEST($2::bigint, 1), $2::bigint > 0)", [identifiant(nom), valeur]);
  for (const { sql } of nouvelles) await executer(sql);
  return lignes;
}
