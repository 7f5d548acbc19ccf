import "server-only";
import { type Changement, comparer } from "@/lib/domain/edition/changements";
import { SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { type ClesLignes, contenuDeSection } from "@/lib/schemas/contenus";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Tx } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { emballer } from "@/lib/server/edition/lire-nouveautes";

/**
 * Fields that the service itself writes (the day of filing): in their history as any other, and told to the open pages, which
 * must not save an older value back. No row comes or goes; `cles`: of those whose fields change.
 */
export async function noterSysteme(
  tx: Tx,
  agent: Agent,
  dossierId: string,
  avant: DossierFichier,
  apres: DossierFichier,
  maintenant: Date,
  cles: ClesLignes = {},
): Promise<void> {
  const changements = SECTIONS_EDITABLES.flatMap((section) =>
    comparer(section, contenuDeSection(avant, section, cles), contenuDeSection(apres, section, cles)).map((c) => ({
      section,
      c,
    })),
  );
  if (changements.length === 0) return;
  const { revision } = await tx.dossier.update({
    where: { id: dossierId },
    data: { revision: { increment: 1 } },
    select: { revision: true },
  });
  const champ = (c: Changement) => {
    if (c.type !== "champ") throw new Error(`Le service n’écrit pas de ligne : ${c.adresse}`);
    return { avant: emballer(c.avant), apres: emballer(c.apres) };
  };
  await tx.modificationChamp.createMany({
    data: changements.map(({ section, c }) => ({
      dossierId,
      revision,
      adresse: c.adresse,
      section,
      type: c.type,
      nature: "systeme",
      le: maintenant,
      parId: agent.id,
      ...champ(c),
    })),
  });
}
