import "server-only";
import { uneLigne } from "@/lib/domain/une-ligne";
import { adresseAbsolue } from "@/lib/server/adresse";
import type { Tx } from "@/lib/server/base";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";

/** Words that the mails about a letter share. */

export const nomDossier = (d: { titre: string; acronyme: string | null }): string =>
  d.acronyme === null ? `« ${uneLigne(d.titre)} »` : `${uneLigne(d.acronyme)}, « ${uneLigne(d.titre)} »`;

/** The address of its page, for who has an open account and this partner's right today; null: only the reply by mail is left. */
export async function pageDuContact(
  tx: Tx,
  { id, partenaire, adresse }: { id: string; partenaire: string; adresse: string },
  maintenant: Date,
): Promise<string | null> {
  const contact = await tx.habilitation.count({
    where: {
      AND: [habilitationVivante(maintenant)],
      role: "partenaire",
      dossierId: id,
      partenaire,
      utilisateur: { email: adresse, desactiveLe: null, effaceLe: null },
    },
  });
  return contact === 0 ? null : adresseAbsolue(`/participation/${id}`);
}
