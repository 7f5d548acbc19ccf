import "server-only";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { jourAParis } from "@/lib/domain/dates";
import { env } from "@/lib/env";
import { journal } from "@/lib/server/journaux";
import { sauvegarder } from "@/lib/server/sauvegarde/sauvegarder";

const JOUR_MS = 24 * 3_600_000;
const NOM = /^rigel-(\d{4}-\d{2}-\d{2})\.rigel\.tar\.gz$/;
const nomDuJour = (jour: string): string => `rigel-${jour}.rigel.tar.gz`;

/** Those of its own names that are older than what is kept; anything else in the folder is someone's. */
export function perimees(noms: readonly string[], maintenant: Date, joursGardes: number): string[] {
  const limite = jourAParis(new Date(maintenant.getTime() - joursGardes * JOUR_MS));
  return noms.filter((nom) => {
    const jour = NOM.exec(nom)?.[1];
    return jour !== undefined && jour <= limite;
  });
}

/** The day's backup in RIGEL_SAUVEGARDES, once; the old ones go only when the new one is there. */
export async function sauvegarderChaqueJour(
  maintenant: Date,
  { dossier, jours } = { dossier: env.RIGEL_SAUVEGARDES, jours: env.RIGEL_SAUVEGARDES_JOURS },
): Promise<void> {
  if (dossier === undefined) return;
  const fichier = path.join(dossier, nomDuJour(jourAParis(maintenant)));
  if ((await stat(fichier).catch(() => null)) === null) {
    const { lignes, fichiers, octets, dureeMs, manquants, alteres } = await sauvegarder(fichier, maintenant);
    journal.info({ lignes, fichiers, octets, dureeMs }, "Sauvegarde du jour écrite");
    if (manquants.length + alteres.length > 0)
      journal.error({ manquants, alteres }, "Des fichiers manquent ou ont changé : voyez la sauvegarde du jour");
  }
  for (const nom of perimees(await readdir(dossier), maintenant, jours)) await rm(path.join(dossier, nom));
}
