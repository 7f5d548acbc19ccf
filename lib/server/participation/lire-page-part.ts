import "server-only";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import type { MontantChange, TotauxVus } from "@/lib/schemas/participation";
import { lecture } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { lireMaLettre } from "@/lib/server/lettres/lire-ma-lettre";
import { chargerEspacePart } from "@/lib/server/participation/charger-espace-part";
import { lireTotaux } from "@/lib/server/participation/lire-totaux";
import { montantsChanges } from "@/lib/server/participation/montants-changes";
import { suiviLettre } from "@/lib/server/participation/suivi-lettre";

export type PagePart = {
  espace: EspaceDossier;
  totaux: TotauxVus;
  lettre: MaLettreVue | null;
  /** Name of the letter as it was read: the page's beat tells when there is another. */
  suivi: string;
  /** Pledges that the team’s own writing made to be confirmed. */
  changes: MontantChange[];
};

/** Everything the page of one part shows; null: no such part, or not this person's. */
export async function lirePagePart(
  agent: Agent,
  dossierId: string,
  partenaire: string,
  maintenant: Date,
): Promise<PagePart | null> {
  const espace = await chargerEspacePart(agent, dossierId, partenaire, maintenant);
  if (espace === null) return null;
  const [totaux, suivi, changes] = await lecture(async (tx) => [
    await lireTotaux(tx, agent, dossierId, partenaire),
    // Before the letter itself: whatever comes in between, the beat asks for it again.
    await suiviLettre(tx, dossierId, partenaire),
    await montantsChanges(tx, dossierId, partenaire),
  ]);
  return { espace, totaux, suivi, changes, lettre: await lireMaLettre(agent, dossierId, partenaire, maintenant) };
}
