/**
 * States that no use case reaches yet (review, award, convention): set directly, each with an audit entry that says so.
 * They go when the issues that bring those use cases do.
 */
import { type CodeEtat, nomEtat } from "@/lib/domain/etats";
import { transaction } from "@/lib/server/base";
import { ecrireEntree } from "@/lib/server/journal";

export async function poserSuites(dossierId: string, suites: readonly (readonly [CodeEtat, string])[]): Promise<void> {
  if (suites.length === 0) return;
  await transaction(async (tx) => {
    let { etat } = await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: { etat: true } });
    for (const [suivant, jour] of suites) {
      await ecrireEntree(tx, {
        action: "demonstration.poser_etat",
        dossierId,
        objet: `${nomEtat(suivant)} le ${jour} : état posé par les données de démonstration, sans passer par un cas d’usage`,
        avant: { etat },
        apres: { etat: suivant },
      });
      etat = suivant;
    }
    await tx.dossier.update({
      where: { id: dossierId },
      data: { etat, modifieLe: new Date(`${suites.at(-1)?.[1]}T09:00:00Z`) },
      select: { id: true },
    });
  });
}
