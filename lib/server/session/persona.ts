import "server-only";
import { env } from "@/lib/env";
import { base } from "@/lib/server/base";
import { limiterConnexion } from "@/lib/server/debit/connexion";
import { ErreurMetier } from "@/lib/server/erreur";
import { ouvrirBail } from "@/lib/server/session/bail";
import { noterRefusConnexion } from "@/lib/server/session/refus";

/** Sign-in by persona: only when RIGEL_DEMO is 1. Elsewhere every attempt is refused, and recorded. */

/** Longer than any real code: not looked for. */
const CODE_MAX = 60;

const refus = (motif: string) => new ErreurMetier("interdit", motif);

/** The code of a persona that exists; « inconnu » else: the audit trail, which nobody can erase, keeps nothing typed. */
const noter = (persona: string | null) =>
  noterRefusConnexion({ action: "session.ouvrir_persona", objet: `persona:${persona ?? "inconnu"}` });

/** The token of a fresh session for this persona. */
export async function ouvrirPersona(code: unknown, maintenant: Date, appareil?: string | null): Promise<string> {
  await limiterConnexion("connexion_persona");
  const client = await base();
  const utilisateur =
    typeof code === "string" && code !== "" && code.length <= CODE_MAX
      ? await client.utilisateur.findUnique({
          where: { persona: code },
          select: { id: true, persona: true, desactiveLe: true },
        })
      : null;
  if (!env.RIGEL_DEMO) {
    await noter(utilisateur?.persona ?? null);
    throw refus("La connexion par compte de démonstration n’existe pas sur ce service.");
  }
  if (utilisateur === null) {
    await noter(null);
    throw refus("Ce compte de démonstration n’existe pas.");
  }
  if (utilisateur.desactiveLe !== null) {
    await noter(utilisateur.persona);
    throw refus("Ce compte est désactivé : l’administration du service peut le rouvrir.");
  }
  return ouvrirBail(
    utilisateur.id,
    {
      action: "session.ouvrir_persona",
      objet: `persona:${utilisateur.persona}`,
      methode: "persona",
      appareil: appareil ?? null,
    },
    maintenant,
  );
}
