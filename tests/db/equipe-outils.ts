import { createHash } from "node:crypto";
import type { DroitMembre } from "@/lib/domain/equipe";
import type { CodeRole } from "@/lib/domain/roles";
import type { Agent } from "@/lib/server/droits";
import type { PrismaClient } from "@/prisma/genere/client";
import { lireAgent } from "@/prisma/seed/agents";
import { creerAgent, exemple, importer, inviter } from "./monde";

/** A dossier with its team, and what the mails carry. */

export async function equipeDe(client: PrismaClient, droits: readonly DroitMembre[] = []) {
  const alex = await creerAgent(client, "equipe_projet", { regionAcademique: "01" });
  const dossierId = await importer(alex, exemple("fpi-aura"));
  const membres: Agent[] = [];
  for (const droit of droits) {
    const membre = await creerAgent(client, "equipe_projet", { regionAcademique: "01" });
    await inviter(client, dossierId, membre, droit);
    membres.push(membre);
  }
  return { alex, dossierId, membres };
}

/** Someone with an account and no right on the dossier. */
export const passant = (client: PrismaClient, role: CodeRole = "lecteur_national") => creerAgent(client, role);

/** As the next request would read them. */
export const relire = (client: PrismaClient, { id }: Agent) => lireAgent(client, id);

/** The token of the last mail sent to this address: it is written nowhere else. */
export async function jetonPour(client: PrismaClient, email: string): Promise<string> {
  const { corps } = await client.courriel.findFirstOrThrow({
    where: { destinataire: email, genre: "invitation" },
    // Two mails of one instant follow each other in no other order than that of the rows' versions.
    orderBy: [{ creeLe: "desc" }],
  });
  const jeton = /\/invitations\/([A-Za-z0-9_-]+)/.exec(corps)?.[1];
  if (jeton === undefined) throw new Error("Aucun lien d’invitation dans ce message");
  return jeton;
}

export const sha256 = (texte: string): string => createHash("sha256").update(texte).digest("hex");

export const membresDe = async (client: PrismaClient, dossierId: string): Promise<Record<string, DroitMembre>> =>
  Object.fromEntries(
    (await client.membreDossier.findMany({ where: { dossierId } })).map((m) => [m.utilisateurId, m.droit]),
  );

export const versionDe = async (client: PrismaClient, dossierId: string, utilisateurId: string): Promise<number> =>
  (await client.membreDossier.findUniqueOrThrow({ where: { dossierId_utilisateurId: { dossierId, utilisateurId } } }))
    .version;
