import "server-only";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import type { TotauxVus } from "@/lib/schemas/participation";
import { lecture } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { lireMaLettre } from "@/lib/server/lettres/lire-ma-lettre";
import { chargerEspacePart } from "@/lib/server/participation/charger-espace-part";
import { lireTotaux } from "@/lib/server/participation/lire-totaux";

export type PagePart = { espace: EspaceDossier; totaux: TotauxVus; lettre: MaLettreVue | null };

/** Everything the page of one part shows; null: no such part, or not this person's. */
export async function lirePagePart(
  agent: Agent,
  dossierId: string,
  partenaire: string,
  maintenant: Date,
): Promise<PagePart | null> {
  const espace = await chargerEspacePart(agent, dossierId, partenaire, maintenant);
  if (espace === null) return null;
  const totaux = await lecture((tx) => lireTotaux(tx, agent, dossierId, partenaire));
  return { espace, totaux, lettre: await lireMaLettre(agent, dossierId, partenaire, maintenant) };
}
