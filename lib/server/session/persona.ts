import "server-only";
import { env } from "@/lib/env";
import { base } from "@/lib/server/base";
import { limiterConnexion } from "@/lib/server/debit/connexion";
import { ErreurMetier } from "@/lib/server/erreur";
import { ouvrirBail } from "@/lib/server/session/bail";
import { noterRefusConnexion } from "@/lib/server/session/refus";

/** Sign-in by persona: only when RIGEL_DEMO is 1. Elsewhere every attempt is refused, and recorded. */

const refus = (motif: string) => new ErreurMetier("interdit", motif);

/** Never kept longer than any real code: what was typed goes to the audit trail. */
const abreger = (code: unknown): string => (typeof code === "string" ? code.slice(0, 60) : "");

const noter = (code: unknown) =>
  noterRefusConnexion({ action: "session.ouvrir_persona", objet: `persona:${abreger(code)}` });

/** The token of a fresh session for this persona. */
export async function ouvrirPersona(code: unknown, maintenant: Date, appareil?: string | null): Promise<string> {
  await limiterConnexion();
  if (!env.RIGEL_DEMO) {
    await noter(code);
    throw refus("La connexion par compte de démonstration n’existe pas sur ce service.");
  }
  const client = await base();
  const utilisateur =
    typeof code === "string" && code !== ""
      ? await client.utilisateur.findUnique({ where: { persona: code }, select: { id: true } })
      : null;
  if (utilisateur === null) {
    await noter(code);
    throw refus("Ce compte de démonstration n’existe pas.");
  }
  return ouvrirBail(
    utilisateur.id,
    {
      action: "session.ouvrir_persona",
      objet: `persona:${abreger(code)}`,
      methode: "persona",
      appareil: appareil ?? null,
    },
    maintenant,
  );
}
