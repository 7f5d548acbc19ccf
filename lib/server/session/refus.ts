import "server-only";
import { transaction } from "@/lib/server/base";
import { consommer } from "@/lib/server/debit/consommer";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { journal } from "@/lib/server/journaux";

export type RefusConnexion = {
  action: string;
  /** A code, never what the person or the provider said: no personal data in the trail. */
  objet: string;
  /** The account concerned, when it is known. */
  utilisateurId?: string | null;
};

/** Anyone may knock, signed in or not: beyond so many refusals a minute, they no longer fill the append-only trail. */
export async function noterRefusConnexion({ action, objet, utilisateurId }: RefusConnexion): Promise<void> {
  try {
    await consommer("refus_inscrits", action);
  } catch (erreur) {
    if (!(erreur instanceof ErreurMetier)) throw erreur;
    journal.warn({ action }, "Refus trop nombreux : celui-ci n’est pas inscrit au journal d’audit");
    return;
  }
  await transaction((tx) =>
    ecrireEntree(tx, {
      action,
      issue: "refus",
      objet,
      acteur: typeof utilisateurId === "string" ? { id: utilisateurId } : null,
    }),
  );
}
