import "server-only";
import { type BattementPart, demandeNouveautesPart } from "@/lib/schemas/participation";
import { lecture } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { exigerLecteur } from "@/lib/server/edition/exiger-lecteur";
import { exigerPartLisible } from "@/lib/server/participation/exiger-part";
import { lireTotaux } from "@/lib/server/participation/lire-totaux";
import { lireNouveautesPart } from "@/lib/server/participation/nouveautes-part";
import { suiviLettre } from "@/lib/server/participation/suivi-lettre";
import { analyser } from "@/lib/server/repondre";

/** What an open page of a part asks every few seconds: what others wrote in it, and the sums when they may have moved. */
export async function lireBattementPart(agent: Agent, dossierId: string, brut: unknown): Promise<BattementPart> {
  const { lecteur, partenaire: nomme } = (brut ?? {}) as { lecteur?: unknown; partenaire?: unknown };
  exigerLecteur(agent, lecteur);
  return lecture(async (tx) => {
    await exigerPartLisible(tx, agent, dossierId, typeof nomme === "string" ? nomme : "");
    // After the right: whatever is sent about someone else's part, it does not exist.
    const { partenaire, client, depuis, totaux } = analyser(demandeNouveautesPart, brut);
    const nouveautes = await lireNouveautesPart(tx, { dossierId, partenaire, depuis }, { agent, client });
    return {
      nouveautes,
      totaux: nouveautes.revision === totaux ? null : await lireTotaux(tx, agent, dossierId, partenaire),
      lettre: await suiviLettre(tx, dossierId, partenaire),
    };
  });
}
