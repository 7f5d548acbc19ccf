// A LibreOffice for the tests of the annexe financière: SOFFICE_PATH, one on the PATH, Debian's package. The command line
// that computes is enough: no screen, no Java.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

const NOMS = ["soffice", "libreoffice"];
export const PAQUET = "libreoffice-calc-nogui";

function executable(fichier) {
  try {
    accessSync(fichier, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a LibreOffice already on this machine, or undefined. */
export function trouverLibreOffice(env = process.env) {
  if (env.SOFFICE_PATH) return executable(env.SOFFICE_PATH) ? env.SOFFICE_PATH : undefined;
  const dossiers = (env.PATH ?? "").split(path.delimiter);
  return NOMS.flatMap((nom) => dossiers.map((dossier) => path.join(dossier, nom))).find(executable);
}

export const ABSENT = `Les tests de l’annexe financière demandent LibreOffice, qui n’a pu être ni trouvé ni installé : installez-le (Debian : apt-get install ${PAQUET}) ou donnez son chemin dans SOFFICE_PATH.`;

const lancer = (commande, args) => spawnSync(commande, args, { stdio: "inherit" }).status === 0;

/** Finds a LibreOffice or installs one. Throws one clear sentence when it can do neither. */
export function assurerLibreOffice() {
  const present = trouverLibreOffice();
  if (present) return present;
  if (process.env.SOFFICE_PATH)
    throw new Error(`SOFFICE_PATH vaut « ${process.env.SOFFICE_PATH} », qui n’est pas un programme.`);
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stdout.write("Installation de LibreOffice (apt-get)…\n");
    lancer("apt-get", ["update", "-qq"]);
    if (lancer("apt-get", ["install", "-y", "-qq", "--no-install-recommends", PAQUET])) {
      const installe = trouverLibreOffice();
      if (installe) return installe;
    }
  }
  throw new Error(ABSENT);
}
