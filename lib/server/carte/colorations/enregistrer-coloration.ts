import "server-only";
import type { z } from "zod";
import { COLORATIONS_NATIONALES } from "@/lib/domain/carte/colorations";
import type { demandeColoration } from "@/lib/schemas/colorations";
import { transaction } from "@/lib/server/base";
import { depassee, designer, tenirRegion } from "@/lib/server/carte/colorations/tenir-colorations";
import { simplifier } from "@/lib/server/dossiers/recherche";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { erreurSaisie } from "@/lib/server/repondre";

/** Completes a coloration of the région, or adds one. A national one is decided nationally: read only. */
export async function enregistrerColoration(
  agent: Agent,
  demande: z.output<typeof demandeColoration>,
  maintenant: Date,
): Promise<{ id: string; version: number }> {
  const { regionAcademique, cible, libelle, secteur, demandeCma, attestation } = demande;
  return transaction(async (tx) => {
    await tenirRegion(tx, agent, regionAcademique);
    const avant = cible === null ? null : await designer(tx, regionAcademique, cible, maintenant);
    if (avant?.portee === "nationale")
      throw new ErreurMetier("regle", "Une coloration nationale ne se modifie pas dans une région académique.");
    if (avant?.fusionneeDansId) throw depassee();
    const nationales = COLORATIONS_NATIONALES.flatMap((n) => [n.libelle, ...n.autresNoms]);
    const memes = await tx.coloration.findMany({
      where: { regionAcademique, fusionneeDansId: null, ...(avant !== null && { id: { not: avant.id } }) },
      select: { libelle: true },
    });
    const change = avant === null || avant.libelle !== libelle;
    if (change && [...nationales, ...memes.map((m) => m.libelle)].some((l) => simplifier(l) === simplifier(libelle)))
      throw erreurSaisie({ libelle: "Ce libellé est déjà dans la liste : réunissez les deux plutôt." });
    const valeurs = { libelle, secteur, demandeCma, attestation, modifieeLe: maintenant };
    const ecrite =
      avant === null
        ? await tx.coloration.create({
            data: { ...valeurs, portee: "locale", regionAcademique, creeeLe: maintenant },
            select: { id: true, version: true },
          })
        : await tx.coloration.update({
            where: { id: avant.id },
            data: { ...valeurs, version: { increment: 1 } },
            select: { id: true, version: true },
          });
    // Rows that wrote the former label still mean this coloration.
    if (avant !== null && change)
      await tx.varianteColoration.createMany({
        data: [{ regionAcademique, libelle: avant.libelle, colorationId: avant.id }],
        skipDuplicates: true,
      });
    await ecrireEntree(tx, {
      action: "coloration.enregistrer",
      acteur: agent,
      objet: ecrite.id,
      apres: {
        regionAcademique,
        creee: avant === null,
        champs: Object.entries({ libelle, secteur, demandeCma, attestation }).flatMap(([cle, v]) =>
          avant === null || avant[cle as keyof typeof avant] !== v ? [cle] : [],
        ),
      },
    });
    return ecrite;
  });
}
