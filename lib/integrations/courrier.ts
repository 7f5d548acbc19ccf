import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";

/** The mail server. Knows nothing of what is sent. */

export type CourrierAEnvoyer = {
  id: string;
  destinataire: string;
  objet: string;
  corps: string;
  piece?: { nom: string; octets: Uint8Array };
};

/** Without SMTP_URL nothing leaves: the outbox keeps it. */
export const courrierConfigure = (): boolean => env.SMTP_URL !== undefined;

const DELAI_MS = 10_000;
let transport: Transporter | undefined;

function ouvrir(adresse: string): Transporter {
  transport ??= createTransport({
    url: adresse,
    connectionTimeout: DELAI_MS,
    greetingTimeout: DELAI_MS,
    socketTimeout: DELAI_MS,
    // A message is its text and nothing that it could name.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return transport;
}

/** Throws what the server answered. The identifier makes a second attempt the same message for the recipient. */
export async function envoyerCourrier({ id, destinataire, objet, corps, piece }: CourrierAEnvoyer): Promise<void> {
  const { SMTP_URL, RIGEL_EXPEDITEUR } = env;
  if (SMTP_URL === undefined || RIGEL_EXPEDITEUR === undefined) throw new Error("Aucun serveur de courrier");
  const domaine = /@([^\s<>@]+)>?$/.exec(RIGEL_EXPEDITEUR)?.[1] ?? "rigel.invalid";
  await ouvrir(SMTP_URL).sendMail({
    from: RIGEL_EXPEDITEUR,
    // As an object: a comma in it never makes two recipients.
    to: { name: "", address: destinataire },
    subject: objet,
    text: corps,
    ...(piece && { attachments: [{ filename: piece.nom, content: Buffer.from(piece.octets) }] }),
    messageId: `<${id}@${domaine}>`,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  });
}
