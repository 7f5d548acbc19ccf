import "server-only";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { lecture, transaction } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

export type Export = { nom: string; texte: string; fichier: DossierFichier };

/** The dossier as its exchange file, canonical; null: it does not exist, or not for this person. */
export async function exporterDossier(agent: Agent, id: string): Promise<Export | null> {
  if (!estIdentifiant(id)) return null;
  const dossier = await lecture((tx) =>
    tx.dossier.findFirst({
      where: { id, AND: [dossiersPermis(agent, "dossier.exporter")] },
      select: SELECTION_FICHIER,
    }),
  );
  if (dossier === null) return null;
  const fichier = versFichier(dossier);
  // Before anything goes out: no entry, no export.
  await transaction((tx) =>
    ecrireEntree(tx, { action: "dossier.exporter", acteur: agent, dossierId: id, objet: "rigel-dossier/1" }),
  );
  return { nom: `${nomDeFichier(fichier)}.json`, texte: `${JSON.stringify(fichier, null, 2)}\n`, fichier };
}

/** « FPI AURA » → fpi-aura: what every download of the dossier is called. */
export const nomDeFichier = ({ acronyme, titre }: { acronyme?: string | null | undefined; titre: string }): string =>
  (acronyme || titre)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || "dossier";
