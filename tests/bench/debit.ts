import { env } from "@/lib/env";
import { consommer } from "@/lib/server/debit/consommer";
import { LIMITES } from "@/lib/server/debit/limites";
import { baseDeTest } from "@/tests/db/outils";
import { mesurer, titre } from "./mesure";

/** One count of the limiter, then one more once the person is held back. On PGlite, or PostgreSQL with DATABASE_URL. Figures: docs/security.md. */

const PERSONNES = 20;

async function mesurerDebit(): Promise<void> {
  const base = await baseDeTest();
  titre(`Limites de débit, ${env.DATABASE_URL === undefined ? "PGlite" : "PostgreSQL"}`);
  await mesurer("compter une demande", 300, (tour) => consommer("exports", `p${tour % PERSONNES}`));
  for (let i = 0; i < LIMITES.exports.points; i++) await consommer("exports", "retenue");
  await mesurer("refuser une demande de trop", 300, () => consommer("exports", "retenue").catch(() => undefined));
  await base.fermer();
}

void mesurerDebit().then(() => process.exit(0));
