import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { env } from "@/lib/env";
import { lireMigrations } from "@/lib/server/base/migrations";
import { migrerPglite, ouvrirPglite } from "@/lib/server/base/pglite";
import { clientPostgresql, migrerPostgresql } from "@/lib/server/base/postgresql";
import type { PrismaClient } from "@/prisma/genere/client";
import { baseVide } from "@/tests/db/outils";

/** Opening, migrating and saving, on PGlite and, with DATABASE_URL, on PostgreSQL. Figures: docs/performance.md. */

const TOURS = 5;
const SECTIONS = 50;
const MIGRATIONS = lireMigrations(path.join(process.cwd(), "prisma", "migrations"));

const mesures = new Map<string, number[]>();
async function mesurer<T>(nom: string, travail: () => Promise<T>): Promise<T> {
  const debut = performance.now();
  const resultat = await travail();
  mesures.set(nom, [...(mesures.get(nom) ?? []), performance.now() - debut]);
  return resultat;
}

/** What a save of the budget does: its 40 lines replaced in one transaction. */
async function enregistrements(nom: string, client: PrismaClient): Promise<void> {
  const { id: dossierId } = await client.dossier.create({ data: { titre: "Exemple", regime: "ATCF" } });
  await client.partenaire.create({ data: { dossierId, cle: "gip", rang: 0 } });
  const lignes = Array.from({ length: 40 }, (_, rang) => ({ dossierId, rang, partenaire: "gip", montant: 100_00n }));
  for (let i = 0; i < SECTIONS; i++) {
    await mesurer(`${nom} : enregistrer 40 lignes de budget`, () =>
      client.$transaction(async (tx) => {
        await tx.ligneBudget.deleteMany({ where: { dossierId } });
        await tx.ligneBudget.createMany({ data: lignes });
      }),
    );
  }
}

async function surPglite(): Promise<void> {
  for (let i = 0; i < TOURS; i++) {
    const dossier = mkdtempSync(path.join(tmpdir(), "rigel-bench-"));
    const neuve = await mesurer("PGlite : créer le dossier, sans migration", () =>
      PGlite.create(path.join(dossier, "nue")),
    );
    await mesurer("PGlite : appliquer les migrations", () => migrerPglite(neuve, MIGRATIONS));
    await neuve.close();
    const creee = await mesurer("PGlite : premier démarrage (créer et migrer)", () =>
      ouvrirPglite(dossier, 0, MIGRATIONS),
    );
    await creee.fermer();
    const rouverte = await mesurer("PGlite : redémarrage (rouvrir et vérifier)", () =>
      ouvrirPglite(dossier, 0, MIGRATIONS),
    );
    if (i === 0) await enregistrements("PGlite", rouverte.client);
    await rouverte.fermer();
    rmSync(dossier, { recursive: true });
  }
}

async function surPostgresql(): Promise<void> {
  for (let i = 0; i < TOURS; i++) {
    const { adresse, supprimer } = await baseVide();
    await mesurer("PostgreSQL : premier démarrage (migrer)", () => migrerPostgresql(adresse, MIGRATIONS));
    await mesurer("PostgreSQL : redémarrage (vérifier)", () => migrerPostgresql(adresse, MIGRATIONS));
    const client = clientPostgresql(adresse);
    if (i === 0) await enregistrements("PostgreSQL", client);
    await client.$disconnect();
    await supprimer();
  }
}

function mediane(valeurs: readonly number[]): number {
  return [...valeurs].sort((a, b) => a - b)[Math.floor(valeurs.length / 2)] ?? 0;
}

async function bench(): Promise<void> {
  await surPglite();
  if (env.DATABASE_URL !== undefined) await surPostgresql();
  for (const [nom, valeurs] of mesures) {
    const ligne = `${nom.padEnd(48)} médiane ${mediane(valeurs).toFixed(0).padStart(5)} ms, pire ${Math.max(...valeurs).toFixed(0)} ms`;
    process.stdout.write(`${ligne} (${valeurs.length} fois)\n`);
  }
}

bench();
