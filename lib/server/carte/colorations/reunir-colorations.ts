import "server-only";
import type { z } from "zod";
import type { demandePaire, demandeReproposer, demandeSeparation } from "@/lib/schemas/colorations";
import { type Tx, transaction } from "@/lib/server/base";
import {
  assurerNationales,
  depassee,
  designer,
  introuvable,
  tenirRegion,
  visibles,
} from "@/lib/server/carte/colorations/tenir-colorations";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

type Paire = z.output<typeof demandePaire>;

/** Both ends of a pair, put in the list if they were not; neither has become something else since it was seen. */
async function deux(tx: Tx, { regionAcademique, premiere, seconde }: Paire, maintenant: Date) {
  const un = await designer(tx, regionAcademique, premiere, maintenant);
  const autre = await designer(tx, regionAcademique, seconde, maintenant);
  if (un.id === autre.id) throw new ErreurMetier("regle", "Choisissez deux libellés différents.");
  if (un.fusionneeDansId !== null || autre.fusionneeDansId !== null) throw depassee();
  return [un, autre] as const;
}

/** The first label is read as the second from now on. Nothing is lost: it can be taken apart again. */
export async function reunirColorations(
  agent: Agent,
  demande: Paire,
  maintenant: Date,
): Promise<{ id: string; version: number; libelle: string; dans: string }> {
  const { regionAcademique } = demande;
  return transaction(async (tx) => {
    await tenirRegion(tx, agent, regionAcademique);
    const [partante, gardee] = await deux(tx, demande, maintenant);
    if (partante.portee === "nationale")
      throw new ErreurMetier("regle", "Une coloration nationale garde son libellé : réunissez l’autre avec elle.");
    const { id, version, libelle } = await tx.coloration.update({
      where: { id: partante.id },
      data: { fusionneeDansId: gardee.id, fusionneeLe: maintenant, version: { increment: 1 } },
    });
    await ecrireEntree(tx, {
      action: "coloration.reunir",
      acteur: agent,
      objet: id,
      apres: { regionAcademique, dans: gardee.id },
    });
    return { id, version, libelle, dans: gardee.libelle };
  });
}

/** Undoes a merge: the label is its own again, as it was. */
export async function separerColoration(
  agent: Agent,
  { regionAcademique, colorationId, versionVue }: z.output<typeof demandeSeparation>,
  maintenant: Date,
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    await tenirRegion(tx, agent, regionAcademique);
    const lue = await designer(tx, regionAcademique, { id: colorationId, versionVue }, maintenant);
    if (lue.fusionneeDansId === null || lue.regionAcademique !== regionAcademique)
      throw new ErreurMetier("regle", "Cette coloration n’est réunie avec aucune autre.");
    const suivante = await tx.coloration.update({
      where: { id: lue.id },
      data: { fusionneeDansId: null, fusionneeLe: null, version: { increment: 1 } },
      select: { version: true },
    });
    await ecrireEntree(tx, {
      action: "coloration.separer",
      acteur: agent,
      objet: lue.id,
      avant: { dans: lue.fusionneeDansId },
      apres: { regionAcademique },
    });
    return suivante;
  });
}

const enOrdre = (a: string, b: string): { premiereId: string; secondeId: string } =>
  a < b ? { premiereId: a, secondeId: b } : { premiereId: b, secondeId: a };

/** Two labels that look alike and are not the same: not proposed again. */
export async function refuserPaire(
  agent: Agent,
  demande: Paire,
  maintenant: Date,
): Promise<{ premiereId: string; secondeId: string }> {
  const { regionAcademique } = demande;
  return transaction(async (tx) => {
    await tenirRegion(tx, agent, regionAcademique);
    const [un, autre] = await deux(tx, demande, maintenant);
    const paire = enOrdre(un.id, autre.id);
    await tx.varianteRefusee.createMany({
      data: [{ ...paire, refuseeLe: maintenant, refuseeParId: agent.id }],
      skipDuplicates: true,
    });
    await ecrireEntree(tx, {
      action: "coloration.refuser",
      acteur: agent,
      objet: paire.premiereId,
      apres: { regionAcademique, avec: paire.secondeId },
    });
    return paire;
  });
}

/** Takes that refusal back. */
export async function reproposerPaire(
  agent: Agent,
  { regionAcademique, premiereId, secondeId }: z.output<typeof demandeReproposer>,
): Promise<{ premiereId: string; secondeId: string }> {
  const paire = enOrdre(premiereId, secondeId);
  return transaction(async (tx) => {
    await tenirRegion(tx, agent, regionAcademique);
    await assurerNationales(tx);
    const lesDeux = await tx.coloration.findMany({
      where: { id: { in: [premiereId, secondeId] }, ...visibles(regionAcademique) },
      select: { portee: true },
    });
    // One of the two at least is of this région: two national ones are never proposed.
    if (lesDeux.length < 2 || lesDeux.every((c) => c.portee === "nationale")) throw introuvable();
    const { count } = await tx.varianteRefusee.deleteMany({ where: paire });
    if (count === 0) throw new ErreurMetier("regle", "Cette paire n’est pas écartée.");
    await ecrireEntree(tx, {
      action: "coloration.reproposer",
      acteur: agent,
      objet: paire.premiereId,
      apres: { regionAcademique, avec: paire.secondeId },
    });
    return paire;
  });
}
