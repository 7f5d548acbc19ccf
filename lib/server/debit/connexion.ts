import "server-only";
import { adresseClient } from "@/lib/server/debit/adresse-client";
import { consommer } from "@/lib/server/debit/consommer";
import type { NomLimite } from "@/lib/server/debit/limites";

/** One way to sign in never uses up another's. */
export type VoieConnexion = Extract<
  NomLimite,
  "depart_proconnect" | "retour_proconnect" | "connexion_lien" | "connexion_invitation" | "connexion_persona"
>;

/** Before any attempt to sign in: from this address, whatever the way, then in all by this way. */
export async function limiterConnexion(voie: VoieConnexion): Promise<void> {
  const adresse = await adresseClient();
  if (adresse !== null) await consommer("connexion_adresse", adresse);
  await consommer(voie, "tous");
}

/**
 * Before a link is sent: from this address, in all, then to this mailbox. Known or unknown mailboxes count alike. In this order:
 * who is stopped by the first two has written no row for a mailbox, and has not locked its owner out.
 */
export async function limiterLien(destinataire: string): Promise<void> {
  const adresse = await adresseClient();
  if (adresse !== null) await consommer("lien_adresse", adresse);
  await consommer("lien_service", "tous");
  await consommer("lien_destinataire", destinataire.trim().toLowerCase());
}
