import "server-only";
import type { z } from "zod";
import { ligneDe } from "@/lib/domain/edition/changements";
import type { demandeHistorique, LigneHistorique } from "@/lib/schemas/edition";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { deballer, versAuteur } from "@/lib/server/edition/lire-nouveautes";
import { introuvable } from "@/lib/server/erreur";

/** Newest first; beyond, the audit trail of the dossier tells the rest. */
const LIGNES_MAX = 100;

/** Who wrote what in one field, values that met another one included; the coming and going of its row with it. */
export async function lireHistoriqueChamp(
  agent: Agent,
  { dossierId, adresse }: z.output<typeof demandeHistorique>,
): Promise<LigneHistorique[]> {
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "historique.lire")] },
      select: { id: true },
    });
    if (dossier === null) throw introuvable();
    const ligne = ligneDe(adresse);
    const lues = await tx.modificationChamp.findMany({
      where: { dossierId, adresse: { in: ligne === null ? [adresse] : [adresse, ligne] } },
      orderBy: [{ revision: "desc" }, { adresse: "desc" }],
      take: LIGNES_MAX,
      select: {
        revision: true,
        type: true,
        nature: true,
        avant: true,
        apres: true,
        le: true,
        par: { select: { id: true, prenom: true, nom: true } },
      },
    });
    return lues.map(({ revision, type, nature, avant, apres, le, par }) => ({
      revision,
      type: type as LigneHistorique["type"],
      nature: nature as LigneHistorique["nature"],
      avant: deballer(avant),
      apres: deballer(apres),
      le: le.toISOString(),
      par: versAuteur(par),
    }));
  });
}
