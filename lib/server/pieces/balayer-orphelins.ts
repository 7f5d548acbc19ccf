import "server-only";
import { ajouterJours, jourAParis } from "@/lib/domain/dates";
import { stockage } from "@/lib/integrations/stockage";
import { transactionBrute } from "@/lib/server/base";
import { ErreurMetier } from "@/lib/server/erreur";
import { lireCles, lireIdentite } from "@/lib/server/sauvegarde/catalogue";

/** A write that was killed between its file and its commit leaves the file. A day: no write lasts that long. */
const ABANDON_MS = 24 * 3_600_000;
const QUARANTAINE_JOURS = 30;

/** At once, of so many files: an ordinary day leaves none. Beyond, it is the database that is to be doubted. */
export const limiteBalayage = (fichiers: number): number => Math.min(50, Math.max(5, Math.floor(fichiers / 10)));

export type BilanBalayage = { ecartes: number; repris: number; effaces: number };

const refus = (raison: string): ErreurMetier =>
  new ErreurMetier("regle", `${raison} Aucun fichier n’a été touché (docs/operations.md, « Files without a row »).`);

type Lu = { nommes: ReadonlyMap<string, string>; identite: string };

/** The storage takes the identity of the first database that names one of its files. */
async function exigerMemeInstallation({ nommes, identite }: Lu, presentes: readonly string[]): Promise<void> {
  const marque = await stockage.identite();
  if (marque === identite) return;
  if (marque !== null)
    throw refus(
      `Le stockage appartient à l’installation ${marque}, la base à l’installation ${identite} : RIGEL_DATA et DATABASE_URL ne vont pas ensemble.`,
    );
  if (presentes.some((cle) => nommes.has(cle))) await stockage.marquer(identite);
  else throw refus("La base ne nomme aucun des fichiers du stockage : ce n’est sans doute pas la sienne.");
}

/**
 * Sets aside the files that nothing names and that are a day old, for thirty days; puts back those that are named again.
 * Nothing is deleted on the word of a database alone: that of another service, or an empty one, would condemn every file.
 */
export async function balayerOrphelins(maintenant: Date): Promise<BilanBalayage> {
  const jour = jourAParis(maintenant);
  // Listed before the database is read: a file written in between is too young to be here.
  const anciens = await stockage.cles(new Date(maintenant.getTime() - ABANDON_MS));
  const presentes = await stockage.cles();
  const ecartes = await stockage.ecartes();
  if (presentes.length + ecartes.length === 0) return { ecartes: 0, repris: 0, effaces: 0 };
  const lu = await transactionBrute("lecture", async (connexion) => ({
    nommes: await lireCles(connexion),
    identite: await lireIdentite(connexion),
  }));
  await exigerMemeInstallation(lu, [...presentes, ...ecartes.map(({ cle }) => cle)]);
  const orphelins = anciens.filter((cle) => !lu.nommes.has(cle));
  if (lu.nommes.size === 0 && orphelins.length > 0)
    throw refus(`La base ne nomme aucun fichier, le stockage en tient ${presentes.length}.`);
  const limite = limiteBalayage(presentes.length);
  if (orphelins.length > limite)
    throw refus(
      `${orphelins.length} fichiers sur ${presentes.length} ne sont nommés par rien : c’est plus que ${limite}, d’où un doute sur la base.`,
    );
  const bilan = { ecartes: orphelins.length, repris: 0, effaces: 0 };
  for (const ecarte of ecartes)
    if (lu.nommes.has(ecarte.cle)) {
      if ((await stockage.taille(ecarte.cle)) !== null) continue;
      await stockage.reprendre(ecarte);
      bilan.repris += 1;
    } else if (ecarte.jour <= ajouterJours(jour, -QUARANTAINE_JOURS)) {
      await stockage.effacerEcarte(ecarte);
      bilan.effaces += 1;
    }
  for (const cle of orphelins) await stockage.ecarter(cle, jour);
  return bilan;
}
