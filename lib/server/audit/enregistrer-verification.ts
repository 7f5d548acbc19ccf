import "server-only";
import { verifierJournal } from "@/lib/server/audit/verifier-journal";
import { base, transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { journal } from "@/lib/server/journaux";

export type Bilan = { le: Date; entrees: number; chaines: number; anomalies: number };

/** Of the whole journal, in `VerificationJournal.portee`; else a dossier's id. */
export const TOUT = "tout";

/** What the last verification said; null: never done. */
export async function derniereVerification(portee: string): Promise<Bilan | null> {
  const client = await base();
  return client.verificationJournal.findUnique({
    where: { portee },
    select: { le: true, entrees: true, chaines: true, anomalies: true },
  });
}

type Options = Parameters<typeof verifierJournal>[0];

/** Verifies, remembers the result to show it, and leaves an entry: who asked, what was found. `null`: the server itself. */
export async function verifierEtNoter(agent: Pick<Agent, "id"> | null, options: Options, maintenant: Date) {
  const verification = await verifierJournal(options);
  const { entrees, chaines, jours, anomalies } = verification;
  const portee = options?.dossierId ?? TOUT;
  const bilan = { le: maintenant, entrees, chaines, anomalies: anomalies.length };
  if (anomalies.length > 0)
    journal.error({ portee, anomalies: anomalies.slice(0, 20) }, "Le journal d’audit a été altéré");
  await transaction(async (tx) => {
    await tx.verificationJournal.upsert({
      where: { portee },
      create: { portee, ...bilan },
      update: bilan,
      select: { portee: true },
    });
    await ecrireEntree(tx, {
      action: "journal.verifier",
      acteur: agent,
      objet: portee,
      apres: { entrees, chaines, jours, anomalies: anomalies.length },
    });
  });
  return verification;
}
