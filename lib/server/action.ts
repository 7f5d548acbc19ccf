import "server-only";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { Reponse } from "@/lib/schemas/reponse";
import { transaction } from "@/lib/server/base";
import { consommer } from "@/lib/server/debit/consommer";
import type { NomLimite } from "@/lib/server/debit/limites";
import type { Agent } from "@/lib/server/droits";
import { exigerLecteur } from "@/lib/server/edition/exiger-lecteur";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { avecRequete, journal } from "@/lib/server/journaux";
import { analyser, enReponse } from "@/lib/server/repondre";
import { agentCourant } from "@/lib/server/session";

type Description<S extends z.ZodType, T> = {
  /** Name in the audit trail and in the logs, e.g. dossier.deposer */
  nom: string;
  schema: S;
  /** Counted under this limit too, besides that of all writes. */
  debit?: NomLimite;
  /** How many times: a call that writes to twenty people counts for twenty. */
  nombre?: (entree: z.output<S>) => number;
  /** The use case: opens its transaction, applies the right inside its queries, writes its audit entry. */
  executer: (agent: Agent, entree: z.output<S>, maintenant: Date) => Promise<T>;
  /** Pages to read again afterwards. */
  revalider?: (entree: z.output<S>, data: T) => Iterable<Parameters<typeof revalidatePath>>;
};

/**
 * The one wrapper of every server action, always in this order: session → limit → parsing → use case (right, write, audit
 * entry in one transaction) → revalidation → typed answer. It never throws: an unexpected error is logged with a
 * reference and only the reference goes out. A refusal is recorded too.
 */
export function action<S extends z.ZodType, T>({ nom, schema, debit, nombre, executer, revalider }: Description<S, T>) {
  return async (entree: z.input<S>): Promise<Reponse<T>> =>
    avecRequete((await headers()).get("x-request-id"), async () => {
      let agent: Agent | null = null;
      try {
        agent = await agentCourant();
        if (agent === null)
          throw new ErreurMetier("session", "Votre session est terminée. Reconnectez-vous pour continuer.");
        const maintenant = new Date();
        await consommer("ecritures", agent.id);
        const lue = analyser(schema, entree);
        // Before the right: nothing is done, nor said, in the name of someone else.
        exigerLecteur(agent, (lue as { lecteur?: unknown } | null)?.lecteur);
        // After reading: a typing mistake is not an invitation sent.
        if (debit !== undefined) await consommer(debit, agent.id, nombre?.(lue));
        const data = await executer(agent, lue, maintenant);
        for (const chemin of revalider?.(lue, data) ?? []) revalidatePath(...chemin);
        return { ok: true, data };
      } catch (erreur) {
        // Next's own signals (redirect, not found) are not errors.
        unstable_rethrow(erreur);
        if (agent !== null && erreur instanceof ErreurMetier) await noterRefus(agent, nom, entree, erreur);
        return { ok: false, error: enReponse(erreur, nom) };
      }
    });
}

/**
 * Someone asked for what they may not do. Never fails: the person must get their answer. Beyond so many a minute only the log
 * tells: the trail is kept for years and nobody could empty it of what one script poured in.
 */
export async function noterRefus(agent: Agent, nom: string, entree: unknown, erreur: ErreurMetier): Promise<void> {
  if (erreur.code !== "interdit" && erreur.code !== "introuvable") return;
  const vise = (entree as { dossierId?: unknown } | null)?.dossierId;
  try {
    await consommer("refus_personne", agent.id);
  } catch {
    journal.warn(
      { action: nom, acteur: agent.id },
      "Refus trop nombreux : celui-ci n’est pas inscrit au journal d’audit",
    );
    return;
  }
  try {
    await transaction((tx) =>
      // As text, not as a link: it may well not exist. Nothing but an identifier: free text would stay in the trail for ever.
      ecrireEntree(tx, {
        action: nom,
        acteur: agent,
        issue: "refus",
        objet: estIdentifiant(vise) ? vise : null,
      }),
    );
  } catch (err) {
    journal.error({ err, action: nom }, "Un refus n’a pas pu être inscrit au journal");
  }
}
