import "server-only";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as attendre } from "node:timers/promises";
import { ErreurUsage } from "@/lib/cli/commande";
import { jourAParis } from "@/lib/domain/dates";
import { dossierRestauration, stockage } from "@/lib/integrations/stockage";
import { nomBase, transactionBrute } from "@/lib/server/base";
import { type Connexion, lireMigrations, type Migration } from "@/lib/server/base/migrations";
import { ErreurMetier } from "@/lib/server/erreur";
import { idRequete } from "@/lib/server/journaux";
import { charger } from "@/lib/server/sauvegarde/charger";
import { empreinteDe } from "@/lib/server/sauvegarde/ecrire-archive";
import { type ArchiveLue, lireArchive } from "@/lib/server/sauvegarde/lire-archive";
import type { Manifeste } from "@/lib/server/sauvegarde/manifeste";

export type OptionsRestauration = {
  /** Over a database that holds something. */
  remplacer: boolean;
  /** On PostgreSQL, although others are connected. */
  force: boolean;
};

export type BilanRestauration = {
  creeLe: string;
  lignes: number;
  fichiers: number;
  /** Files of the database that was there, which nothing names any more: set aside for thirty days. */
  ecartes: number;
  sessionsFermees: number;
  invitationsRetirees: number;
  manquants: string[];
  dureeMs: number;
};

/** The archive's migrations are the first of ours, unchanged: an older archive is brought forward, a newer one refused. */
function exigerMigrationsConnues(manifeste: Manifeste, migrations: Migration[]): void {
  manifeste.migrations.forEach(({ nom, empreinte }, i) => {
    if (migrations[i]?.nom === nom && migrations[i]?.empreinte === empreinte) return;
    throw new ErreurUsage(
      `L’archive vient de Rigel ${manifeste.rigel}, dont la migration « ${nom} » n’est pas celle de cette version : ` +
        "restaurez-la avec la version qui l’a écrite, ou une plus récente.",
    );
  });
}

async function exigerVide({ lire }: Connexion, remplacer: boolean): Promise<void> {
  if (remplacer) return;
  const [vu] = await lire<{ plein: boolean }>(
    `SELECT EXISTS (SELECT FROM "Utilisateur") OR EXISTS (SELECT FROM "Dossier") OR EXISTS (SELECT FROM "EntreeJournal") AS plein`,
  );
  if (vu?.plein)
    throw new ErreurMetier(
      "regle",
      "La base n’est pas vide : rien n’a été fait. Pour effacer ce qu’elle contient, ajoutez --remplacer.",
    );
}

/** The command's own connections take a moment to be gone from the server's list. */
const ESSAIS = 20;

async function exigerSeul({ lire, executer }: Connexion, force: boolean): Promise<void> {
  if (nomBase() === "pglite") return;
  await executer("SET LOCAL lock_timeout = '30s'");
  for (let essai = 1; !force; essai += 1) {
    const [vu] = await lire<{ autres: string }>(
      `SELECT count(*)::text AS autres FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    if (vu?.autres === "0") return;
    if (essai === ESSAIS)
      throw new ErreurMetier(
        "regle",
        `D’autres connexions à la base sont ouvertes (${vu?.autres}) : arrêtez le service, ou ajoutez --force.`,
      );
    await attendre(100);
  }
}

type Fermetures = Pick<BilanRestauration, "sessionsFermees" | "invitationsRetirees">;

/**
 * What a copy of the past must not give back: open sessions, links and invitations used or withdrawn since, mails that
 * carry them, and the warning after which an account is erased: its owner may have come back since. Rights withdrawn since
 * are back, and nothing here can tell which: the command says so.
 */
async function fermerAcces({ lire }: Connexion, maintenant: Date): Promise<Fermetures> {
  const le = [maintenant.toISOString()];
  const sessions = await lire(
    `UPDATE "Session" SET "fermeeLe" = $1::timestamptz, "motifFermeture" = 'restauration' WHERE "fermeeLe" IS NULL RETURNING 1`,
    le,
  );
  await lire(`UPDATE "LienConnexion" SET "expireLe" = LEAST("expireLe", $1::timestamptz)`, le);
  const invitations = await lire(
    `UPDATE "Invitation" SET "retireeLe" = $1::timestamptz, "version" = "version" + 1
      WHERE "accepteeLe" IS NULL AND "retireeLe" IS NULL RETURNING 1`,
    le,
  );
  await lire(`DELETE FROM "Courriel" WHERE "envoyeLe" IS NULL AND "genre" IN ('invitation', 'lien_connexion')`);
  await lire(`UPDATE "Utilisateur" SET "prevenuLe" = NULL WHERE "prevenuLe" IS NOT NULL`);
  return { sessionsFermees: sessions.length, invitationsRetirees: invitations.length };
}

/**
 * Another identity than the archive's: what it was taken from may live on beside, with files of its own. The storage forgets
 * its own before the commit and learns the new one after it; in between, the sweep of orphans learns it by itself.
 */
async function changerIdentite({ lire }: Connexion): Promise<string> {
  const [ligne] = await lire<{ identite: string }>(
    `INSERT INTO "Installation" ("cle") VALUES ('service')
     ON CONFLICT ("cle") DO UPDATE SET "identite" = EXCLUDED."identite" RETURNING "identite"::text AS identite`,
  );
  await stockage.marquer(null);
  return ligne?.identite as string;
}

async function inscrire({ lire }: Connexion, manifeste: Manifeste, lignes: number): Promise<void> {
  const apres = {
    archive: manifeste.creeLe,
    rigel: manifeste.rigel,
    lignes,
    fichiers: manifeste.fichiers.length,
    journal: manifeste.journal,
  };
  await lire(`INSERT INTO "EntreeJournal" ("action", "apres", "requeteId") VALUES ($1, $2::text::jsonb, $3)`, [
    "sauvegarde.restaurer",
    JSON.stringify(apres),
    idRequete(),
  ]);
}

/** Before the commit: keys are drawn at random and never used again, a file too many harms nobody if it fails. */
async function placerFichiers({ manifeste, fichierDe }: ArchiveLue): Promise<void> {
  for (const { cle, octets, sha256 } of manifeste.fichiers) {
    if ((await stockage.taille(cle)) === octets) {
      const deja = await empreinteDe((await stockage.lire(cle)) as unknown as AsyncIterable<Uint8Array>);
      if (deja.sha256 === sha256) continue;
    }
    await stockage.remettre(cle, fichierDe(`fichiers/${cle}`));
  }
}

/** After the commit: what only the database that was replaced named, or that of another service if the folder was wrong. */
async function ecarterRestes(manifeste: Manifeste, maintenant: Date): Promise<number> {
  const gardees = new Set(manifeste.fichiers.map(({ cle }) => cle));
  const restes = (await stockage.cles()).filter((cle) => !gardees.has(cle));
  for (const cle of restes) await stockage.ecarter(cle, jourAParis(maintenant));
  return restes.length;
}

/** All or nothing: until the one transaction commits, the old database and all its files are there. */
export async function restaurer(
  fichier: string,
  { remplacer, force }: OptionsRestauration,
  maintenant: Date,
): Promise<BilanRestauration> {
  const debut = performance.now();
  const migrations = lireMigrations(path.join(process.cwd(), "prisma", "migrations"));
  await transactionBrute("lecture", (connexion) => exigerVide(connexion, remplacer));
  const dossier = await dossierRestauration();
  try {
    const archive = await lireArchive(fichier, dossier);
    const { manifeste } = archive;
    exigerMigrationsConnues(manifeste, migrations);
    const fait = await transactionBrute("ecriture", async (connexion) => {
      await exigerSeul(connexion, force);
      await exigerVide(connexion, remplacer);
      const lignes = await charger(connexion, { ...archive, migrations });
      const fermetures = await fermerAcces(connexion, maintenant);
      await inscrire(connexion, manifeste, lignes);
      const identite = await changerIdentite(connexion);
      await placerFichiers(archive);
      return { identite, bilan: { lignes, ...fermetures } };
    });
    await stockage.marquer(fait.identite);
    return {
      creeLe: manifeste.creeLe,
      ...fait.bilan,
      fichiers: manifeste.fichiers.length,
      ecartes: await ecarterRestes(manifeste, maintenant),
      manquants: manifeste.manquants,
      dureeMs: Math.round(performance.now() - debut),
    };
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}
