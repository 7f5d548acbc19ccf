import "server-only";
import { adresseClient } from "@/lib/server/debit/adresse-client";
import { consommer } from "@/lib/server/debit/consommer";

/** Before any attempt to sign in, whatever the method: from this address, then in all. */
export async function limiterConnexion(): Promise<void> {
  const adresse = await adresseClient();
  if (adresse !== null) await consommer("connexion_adresse", adresse);
  await consommer("connexion_service", "tous");
}

/** Before a link is sent: to this mailbox, then from this address. Known or unknown mailboxes count alike. */
export async function limiterLien(destinataire: string): Promise<void> {
  await consommer("lien_destinataire", destinataire.trim().toLowerCase());
  const adresse = await adresseClient();
  if (adresse !== null) await consommer("lien_adresse", adresse);
}
