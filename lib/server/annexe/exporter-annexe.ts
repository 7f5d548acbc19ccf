import "server-only";
import { composerAnnexe } from "@/lib/domain/annexe/composer";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireClasseur } from "@/lib/integrations/classeur/ecrire";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { contenuAnnexe, lireDossier } from "@/lib/server/annexe/lire-contenu";
import { lecture, transaction } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

/** « FPI - annexe financière - 2026-11-21.xlsx » */
export const nomAnnexe = (dossier: string, jour: string): string =>
  `${
    dossier
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no file may hold one in its name
      .replace(/[\u0000-\u001f\\/:*?"<>|]/g, "-")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 80) || "Dossier"
  } - annexe financière - ${jour}.xlsx`;

/** The annexe financière of a dossier; null: it does not exist, or not for this person. */
export async function exporterAnnexe(
  agent: Agent,
  id: string,
  maintenant: Date,
): Promise<{ nom: string; octets: Buffer } | null> {
  if (!estIdentifiant(id)) return null;
  const lu = await lecture(async (tx) => {
    const permis = await tx.dossier.findFirst({
      where: { id, AND: [dossiersPermis(agent, "dossier.exporter")] },
      select: { id: true },
    });
    return permis === null ? null : lireDossier(tx, id);
  });
  if (lu === null) return null;
  const { etat, revision, regime } = lu;
  const { titre, acronyme } = etat.fichier;
  const exporteeLe = jourAParis(maintenant);
  const octets = await ecrireClasseur(
    composerAnnexe({
      dossierId: id,
      revision,
      tete: { titre, acronyme: acronyme ?? null, regime: regime.nom, seuils: regime.seuils, exporteeLe },
      contenu: contenuAnnexe(etat),
    }),
  );
  // Before anything goes out: no entry, no export.
  await transaction((tx) =>
    ecrireEntree(tx, { action: "annexe.exporter", acteur: agent, dossierId: id, apres: { revision } }),
  );
  return { nom: nomAnnexe(acronyme || titre, exporteeLe), octets };
}
