import "server-only";
import { env } from "@/lib/env";
import { base, transaction } from "@/lib/server/base";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { journal } from "@/lib/server/journaux";
import { admettre } from "@/lib/server/limite";
import { ouvrirBail } from "@/lib/server/session/bail";

/** Sign-in by persona: only when RIGEL_DEMO is 1. Elsewhere every attempt is refused, and recorded. */

const refus = (motif: string) => new ErreurMetier("interdit", motif);

/** Never kept longer than any real code: what was typed goes to the audit trail. */
const abreger = (code: unknown): string => (typeof code === "string" ? code.slice(0, 60) : "");

/**
 * Anyone may knock, signed in or not: beyond so many refusals a minute in this process, they no longer fill the append-only
 * trail. Beyond so many openings, one waits.
 */
const REFUS_INSCRITS_PAR_MINUTE = 60;
const OUVERTURES_PAR_MINUTE = 600;

async function noter(code: unknown, maintenant: Date): Promise<void> {
  if (!admettre("persona:refus", maintenant, REFUS_INSCRITS_PAR_MINUTE)) {
    journal.warn(
      { action: "session.ouvrir_persona" },
      "Refus trop nombreux : celui-ci n’est pas inscrit au journal d’audit",
    );
    return;
  }
  await transaction((tx) =>
    ecrireEntree(tx, { action: "session.ouvrir_persona", issue: "refus", objet: `persona:${abreger(code)}` }),
  );
}

/** The token of a fresh session for this persona. */
export async function ouvrirPersona(code: unknown, maintenant: Date): Promise<string> {
  if (!env.RIGEL_DEMO) {
    await noter(code, maintenant);
    throw refus("La connexion par compte de démonstration n’existe pas sur ce service.");
  }
  const client = await base();
  const utilisateur =
    typeof code === "string" && code !== ""
      ? await client.utilisateur.findUnique({ where: { persona: code }, select: { id: true } })
      : null;
  if (utilisateur === null) {
    await noter(code, maintenant);
    throw refus("Ce compte de démonstration n’existe pas.");
  }
  if (!admettre("persona:ouverture", maintenant, OUVERTURES_PAR_MINUTE))
    throw new ErreurMetier("indisponible", "Trop de connexions en peu de temps. Attendez une minute et réessayez.");
  return ouvrirBail(
    utilisateur.id,
    { action: "session.ouvrir_persona", objet: `persona:${abreger(code)}` },
    maintenant,
  );
}
