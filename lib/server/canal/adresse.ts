import { closeSync, constants, existsSync, lstatSync, mkdirSync, openSync, realpathSync } from "node:fs";
import path from "node:path";
import { ErreurDemarrage } from "@/lib/server/base/erreurs";

/**
 * Where the local channel is: a Unix domain socket in RIGEL_DATA/canal, a folder that only the account of the service may
 * enter. No port: nothing of it can be reached from the network.
 */

/** sun_path holds 108 bytes on Linux and 104 elsewhere, the final zero included; a longer one is cut or refused. */
const LONGUEUR_MAX = 103;
const PROCESSUS = "/proc/self/fd";

export type Adresse = {
  /** What listen() and connect() are given. */
  chemin: string;
  /** The file itself, however deep. */
  fichier: string;
  fermer(): void;
};

function verifierDossier(dossier: string): void {
  const vu = lstatSync(dossier);
  const moi = process.getuid?.();
  if (!vu.isDirectory() || (moi !== undefined && vu.uid !== moi) || (vu.mode & 0o077) !== 0)
    throw new ErreurDemarrage(
      `Le dossier ${dossier} doit appartenir au compte du service et n’être ouvert qu’à lui (chmod 700).`,
    );
}

/** A path too long for a socket goes through an open descriptor of its folder, which Linux shows as a short path. */
function raccourcir(dossier: string, fichier: string): Adresse {
  if (Buffer.byteLength(fichier) <= LONGUEUR_MAX) return { chemin: fichier, fichier, fermer: () => undefined };
  if (!existsSync(PROCESSUS))
    throw new ErreurDemarrage(
      `Le chemin ${fichier} est trop long pour un canal local : choisissez RIGEL_DATA plus court.`,
    );
  const descripteur = openSync(dossier, constants.O_RDONLY | constants.O_DIRECTORY);
  return {
    chemin: `${PROCESSUS}/${descripteur}/${path.basename(fichier)}`,
    fichier,
    fermer: () => closeSync(descripteur),
  };
}

/** Null: no channel was ever opened there. */
export function adresseCanal(dossierDonnees: string, { creer }: { creer: boolean }): Adresse | null {
  const dossier = path.join(dossierDonnees, "canal");
  if (creer) mkdirSync(dossier, { recursive: true, mode: 0o700 });
  else if (!existsSync(path.join(dossier, "rigel.sock"))) return null;
  verifierDossier(dossier);
  const reel = realpathSync(dossier);
  return raccourcir(reel, path.join(reel, "rigel.sock"));
}
