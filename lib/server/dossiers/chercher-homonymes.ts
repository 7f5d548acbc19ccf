import "server-only";
import type { DemandeHomonymes, Homonyme } from "@/lib/schemas/duplication";
import { base } from "@/lib/server/base";
import { type Agent, dossiersVisibles, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";

const NOMMES_MAX = 5;

/** Dossiers this person may read that bear this title or this acronym: said before an import, which they do not prevent. */
export async function chercherHomonymes(agent: Agent, { titre, acronyme }: DemandeHomonymes): Promise<Homonyme[]> {
  if (!peut(agent, "dossier.importer")) throw interdit();
  const noms = [{ titre: { equals: titre.trim(), mode: "insensitive" as const } }];
  const lus = await (await base()).dossier.findMany({
    where: {
      AND: [
        dossiersVisibles(agent),
        { OR: acronyme?.trim() ? [...noms, { acronyme: { equals: acronyme.trim(), mode: "insensitive" } }] : noms },
      ],
    },
    orderBy: [{ modifieLe: "desc" }, { id: "asc" }],
    take: NOMMES_MAX,
    select: { id: true, acronyme: true, titre: true },
  });
  return lus.map((d) => ({ id: d.id, nom: d.acronyme ?? d.titre }));
}
