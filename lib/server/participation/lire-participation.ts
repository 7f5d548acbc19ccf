import "server-only";
import type { Categorie, CodeRegime, Nature } from "@/lib/domain/nomenclatures";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { Part, ParticipationLue } from "@/lib/schemas/participation";
import { lecture } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import { type Agent, partsPermises } from "@/lib/server/droits";
import { dossiersDesParts } from "@/lib/server/participation/lister-participations";
import type { Prisma } from "@/prisma/genere/client";

const SELECTION_PART = {
  cle: true,
  nom: true,
  nature: true,
  categorie: true,
  chefDeFile: true,
  siret: true,
  uai: true,
} as const satisfies Prisma.PartenaireSelect;

/** The head of a dossier and who this person is in it; null: no such dossier, or no right on any part of it. */
export async function lireParticipation(agent: Agent, dossierId: string): Promise<ParticipationLue | null> {
  if (!estIdentifiant(dossierId) || !dossiersDesParts(agent).includes(dossierId)) return null;
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findUnique({
      where: { id: dossierId },
      select: {
        titre: true,
        acronyme: true,
        etat: true,
        regime: true,
        dateDepot: true,
        partenaires: { where: partsPermises(agent), orderBy: { rang: "asc" }, select: SELECTION_PART },
      },
    });
    if (dossier === null) return null;
    const { partenaires, ...entete } = dossier;
    return {
      ...entete,
      dossierId,
      regime: entete.regime as CodeRegime,
      dateDepot: versJour(entete.dateDepot),
      parts: partenaires.map(versPart),
    };
  });
}

const versPart = (p: Prisma.PartenaireGetPayload<{ select: typeof SELECTION_PART }>): Part => ({
  ...p,
  nom: p.nom ?? "Partenaire sans nom",
  nature: p.nature as Nature | null,
  categorie: p.categorie as Categorie | null,
  chefDeFile: p.chefDeFile === true,
});
