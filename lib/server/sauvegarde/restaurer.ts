import "server-only";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as attendre } from "node:timers/promises";
import { ErreurUsage } from "@/lib/cli/commande";
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
  /** Files of the database that was there, which nothing names any more. */
  effaces: number;
  sessionsFermees: number;
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

/** What a copy of the past must not give back: open sessions, and sign-in links used since. */
async function fermerAcces({ lire }: Connexion, maintenant: Date): Promise<number> {
  const fermees = await lire(
    `UPDATE "Session" SET "fermeeLe" = $1::timestamptz, "motifFermeture" = 'restauration' WHERE "fermeeLe" IS NULL RETURNING 1`,
    [maintenant.toISOString()],
  );
  await lire(`UPDATE "LienConnexion" SET "expireLe" = LEAST("expireLe", $1::timestamptz)`, [maintenant.toISOString()]);
  return fermees.length;
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

/** After the commit: what only the database that was replaced named. */
async function effacerRestes(manifeste: Manifeste): Promise<number> {
  const gardees = new Set(manifeste.fichiers.map(({ cle }) => cle));
  const restes = (await stockage.cles()).filter((cle) => !gardees.has(cle));
  for (const cle of restes) await stockage.supprimer(cle);
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
      const sessionsFermees = await fermerAcces(connexion, maintenant);
      await inscrire(connexion, manifeste, lignes);
      await placerFichiers(archive);
      return { lignes, sessionsFermees };
    });
    return {
      creeLe: manifeste.creeLe,
      ...fait,
      fichiers: manifeste.fichiers.length,
      effaces: await effacerRestes(manifeste),
      manquants: manifeste.manquants,
      dureeMs: Math.round(performance.now() - debut),
    };
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}
