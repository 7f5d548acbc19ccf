import "server-only";
import type { CodeEtat } from "@/lib/domain/etats";
import { base } from "@/lib/server/base";
import { type Agent, partsPermises, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";

export type Participation = {
  dossierId: string;
  titre: string;
  acronyme: string | null;
  etat: CodeEtat;
  /** Names of the partners the person answers for here; empty: none of them is in the dossier any more. */
  partenaires: string[];
};

/** Dossiers in which a live right names a partner for this person, whether that partner is still there or not. */
export const dossiersDesParts = (agent: Agent): string[] => [
  ...new Set(
    agent.habilitations.flatMap((h) =>
      h.dossierId !== null &&
      h.partenaire !== null &&
      peut(agent, "part.lire", { dossierId: h.dossierId, partenaire: h.partenaire })
        ? [h.dossierId]
        : [],
    ),
  ),
];

export async function listerParticipations(agent: Agent): Promise<Participation[]> {
  if (!peut(agent, "part.lister")) throw interdit();
  const client = await base();
  const dossiers = await client.dossier.findMany({
    where: { id: { in: dossiersDesParts(agent) } },
    orderBy: [{ titre: "asc" }, { id: "asc" }],
    select: {
      id: true,
      titre: true,
      acronyme: true,
      etat: true,
      partenaires: { where: partsPermises(agent), orderBy: { rang: "asc" }, select: { nom: true } },
    },
  });
  return dossiers.map(({ id, partenaires, ...d }) => ({
    ...d,
    dossierId: id,
    partenaires: partenaires.map((p) => p.nom ?? "Partenaire sans nom"),
  }));
}
