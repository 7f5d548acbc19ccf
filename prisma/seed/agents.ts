/** The accounts as the use cases see them: the seed has no session, so it reads their rights itself. */
import type { Agent } from "@/lib/server/droits";
import type { PrismaClient } from "@/prisma/genere/client";

export async function lireAgent(client: PrismaClient, id: string): Promise<Agent> {
  const { prenom, nom, habilitations, ...reste } = await client.utilisateur.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      prenom: true,
      nom: true,
      email: true,
      organisation: true,
      persona: true,
      habilitations: {
        select: { role: true, regionAcademique: true, uai: true, campus: true, dossierId: true, partenaire: true },
      },
    },
  });
  return { ...reste, nom: `${prenom} ${nom}`, methode: "persona", habilitations };
}
