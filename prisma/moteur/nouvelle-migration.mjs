// `npm run migration -- <nom>`: writes the migration that takes prisma/migrations to prisma/schema.prisma.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prisma } from "./lancer.mjs";

const nom = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]*$/.test(nom)) {
  process.stderr.write("Donnez un nom en minuscules : npm run migration -- ajoute_le_suivi\n");
  process.exit(64);
}

const args = ["migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma"];
const diff = prisma([...args, "--script", "--exit-code"], { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });

// --exit-code: 0 no difference, 2 a difference, anything else a failure already told on stderr.
if (diff.status === 0) {
  process.stdout.write("Aucune différence : le schéma est déjà celui des migrations.\n");
} else if (diff.status === 2) {
  const horodatage = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const dossier = path.join("prisma", "migrations", `${horodatage}_${nom}`);
  mkdirSync(dossier, { recursive: true });
  writeFileSync(path.join(dossier, "migration.sql"), `${diff.stdout.trim()}\n`);
  process.stdout.write(
    `${dossier}/migration.sql\nRelisez-la : contraintes, clés différées et déclencheurs s’ajoutent à la main (docs/database.md).\n`,
  );
} else {
  process.exit(diff.status ?? 1);
}
