import "server-only";
import type { z } from "zod";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { demandeEffectif } from "@/lib/schemas/constat";
import { base, type Tx, transaction } from "@/lib/server/base";
import { compterPremieresAnnees, type TerritoireEffectif } from "@/lib/server/carte/effectifs/couverture";
import { cleTerritoire } from "@/lib/server/carte/effectifs/effectif-de";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { academies } from "@/lib/server/reference";
import { erreurSaisie } from "@/lib/server/repondre";

/** A denominator typed by hand, as the dialog shows it before it is changed. */
export type EffectifSaisi = { effectif: number; source: string; version: number };

export async function lireEffectifSaisi(
  agent: Agent,
  territoire: TerritoireEffectif,
  rentree: number,
): Promise<EffectifSaisi | null> {
  if (!peut(agent, "effectif.saisir", { regionAcademique: territoire.regionAcademique, uai: null })) return null;
  const client = await base();
  return client.effectifSaisi.findUnique({
    where: { territoire_rentree: { territoire: cleTerritoire(territoire), rentree } },
    select: { effectif: true, source: true, version: true },
  });
}

/**
 * Types the places occupied at a rentrée, where no constat tells them whole, or takes back what was typed: they are then unknown, or
 * the constat's. Never over what someone else typed meanwhile.
 */
export async function saisirEffectif(
  agent: Agent,
  { regionAcademique, academie, rentree, effectif, source, vue }: z.output<typeof demandeEffectif>,
  maintenant: Date,
): Promise<EffectifSaisi | null> {
  if (!peut(agent, "effectif.saisir", { regionAcademique, uai: null })) throw interdit();
  if (academie !== null && !academies().some((a) => a.code === academie && a.region === regionAcademique))
    throw erreurSaisie({ academie: "Cette académie n’est pas de votre région académique." });
  const territoire = cleTerritoire({ regionAcademique, academie });
  return transaction(async (tx) => {
    const { eleves, manquantes } = await compterPremieresAnnees(tx, { regionAcademique, academie }, rentree);
    if (effectif !== null && eleves > 0 && manquantes.length === 0)
      throw new ErreurMetier(
        "regle",
        `Le constat de la rentrée ${rentree} est importé : c’est lui qui donne l’effectif de référence.`,
      );
    const count = await ecrire(tx, { territoire, rentree }, vue, effectif, {
      source,
      saisiLe: maintenant,
      saisiParId: agent.id,
    });
    if (count === 0) {
      const actuel = await tx.effectifSaisi.findUnique({
        where: { territoire_rentree: { territoire, rentree } },
        select: { effectif: true, source: true },
      });
      throw new ErreurMetier(
        "conflit",
        actuel === null
          ? "Cet effectif a été retiré entre-temps : rouvrez la fenêtre."
          : `Quelqu’un vient de saisir ${ecrireNombre(actuel.effectif)} (${actuel.source}) : rouvrez la fenêtre pour le voir.`,
      );
    }
    await ecrireEntree(tx, {
      action: "effectif.saisir",
      acteur: agent,
      objet: territoire,
      apres: { rentree, effectif },
    });
    return effectif === null ? null : { effectif, source, version: vue === null ? 0 : vue + 1 };
  });
}

/** How many rows were written: none when what was seen is no longer what is there. */
async function ecrire(
  tx: Tx,
  ou: { territoire: string; rentree: number },
  vue: number | null,
  effectif: number | null,
  dit: { source: string; saisiLe: Date; saisiParId: string },
): Promise<number> {
  if (effectif === null)
    return vue === null ? 0 : (await tx.effectifSaisi.deleteMany({ where: { ...ou, version: vue } })).count;
  if (vue === null)
    return (await tx.effectifSaisi.createMany({ data: [{ ...ou, effectif, ...dit }], skipDuplicates: true })).count;
  const { count } = await tx.effectifSaisi.updateMany({
    where: { ...ou, version: vue },
    data: { effectif, ...dit, version: { increment: 1 } },
  });
  return count;
}
