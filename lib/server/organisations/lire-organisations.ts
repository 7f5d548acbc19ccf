import "server-only";
import type { IdentiteOrganisation } from "@/lib/domain/organisations";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { SELECTION_ORGANISATION, versIdentite } from "@/lib/server/organisations/identites";

/** The organisations that the partners of one dossier are, for whoever reads that dossier. */
export async function lireOrganisations(agent: Agent, dossierId: string): Promise<IdentiteOrganisation[]> {
  if (!estIdentifiant(dossierId)) return [];
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "dossier.lire")] },
      select: {
        partenaires: {
          where: { organisationId: { not: null } },
          orderBy: { rang: "asc" },
          select: { organisation: { select: SELECTION_ORGANISATION } },
        },
      },
    });
    return (dossier?.partenaires ?? []).flatMap((p) => (p.organisation === null ? [] : [versIdentite(p.organisation)]));
  });
}
