import "server-only";
import type { z } from "zod";
import { COLORATIONS_NATIONALES } from "@/lib/domain/carte/colorations";
import type { demandeAttestation } from "@/lib/schemas/colorations";
import { transaction } from "@/lib/server/base";
import {
  assurerNationales,
  depassee,
  introuvable,
  tenirRegion,
} from "@/lib/server/carte/colorations/tenir-colorations";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

/** A région notes the wording that its attestations bear for a national coloration: its own row, the coloration stays as it is. */
export async function noterAttestation(
  agent: Agent,
  { regionAcademique, colorationId, attestation, vue }: z.output<typeof demandeAttestation>,
  maintenant: Date,
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    await tenirRegion(tx, agent, regionAcademique);
    if (!COLORATIONS_NATIONALES.some((n) => n.id === colorationId)) throw introuvable();
    await assurerNationales(tx);
    const cle = { regionAcademique_colorationId: { regionAcademique, colorationId } };
    const avant = await tx.attestationRegionale.findUnique({ where: cle });
    if ((avant?.version ?? null) !== vue) throw depassee();
    const ecrite = await tx.attestationRegionale.upsert({
      where: cle,
      create: { regionAcademique, colorationId, attestation, modifieeLe: maintenant },
      update: { attestation, modifieeLe: maintenant, version: { increment: 1 } },
      select: { version: true },
    });
    await ecrireEntree(tx, {
      action: "coloration.attester",
      acteur: agent,
      objet: colorationId,
      apres: { regionAcademique, notee: attestation !== null },
    });
    return ecrite;
  });
}
