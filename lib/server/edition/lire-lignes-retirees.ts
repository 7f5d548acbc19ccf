import "server-only";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { LigneRetiree } from "@/lib/schemas/lignes-retirees";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { deballer, versAuteur } from "@/lib/server/edition/lire-nouveautes";

/** Rows taken out looked at, newest first: nobody looks further back for one that was taken out by mistake. */
const RETRAITS_MAX = 300;

/** Rows that were taken out and are not back, the last taken out first. null: this dossier has no history for this person. */
export async function lireLignesRetirees(agent: Agent, dossierId: string): Promise<LigneRetiree[] | null> {
  if (!estIdentifiant(dossierId)) return null;
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "historique.lire")] },
      select: { id: true },
    });
    if (dossier === null) return null;
    const retraits = await tx.modificationChamp.findMany({
      where: { dossierId, type: "retrait", appliquee: true },
      orderBy: [{ revision: "desc" }, { adresse: "asc" }],
      take: RETRAITS_MAX,
      select: {
        adresse: true,
        revision: true,
        avant: true,
        le: true,
        par: { select: { id: true, prenom: true, nom: true } },
      },
    });
    const derniers = new Map<string, (typeof retraits)[number]>();
    for (const r of retraits) if (!derniers.has(r.adresse)) derniers.set(r.adresse, r);
    const ajouts = await tx.modificationChamp.findMany({
      where: { dossierId, type: "ajout", appliquee: true, adresse: { in: [...derniers.keys()] } },
      select: { adresse: true, revision: true },
    });
    for (const a of ajouts) if (a.revision >= (derniers.get(a.adresse)?.revision ?? 0)) derniers.delete(a.adresse);
    return [...derniers.values()].flatMap(({ adresse, avant, le, par }) => {
      const ligne = deballer(avant);
      if (typeof ligne !== "object" || ligne === null) return [];
      return [{ adresse, ligne: ligne as Record<string, unknown>, le: le.toISOString(), par: versAuteur(par) }];
    });
  });
}
