import { spawn, spawnSync } from "node:child_process";
import { RACINE } from "./racine.mjs";

/** A step could not be carried out; the message is for the person who started the command. */
export class Arret extends Error {
  name = "Arret";
}

/** Runs a command with its output shown. True: it succeeded. */
export function executer(commande, args, { env = {}, ...options } = {}) {
  const { status, error } = spawnSync(commande, args, {
    cwd: RACINE,
    stdio: "inherit",
    ...options,
    env: { ...process.env, ...env },
  });
  if (error) throw new Arret(`La commande « ${commande} » ne peut pas être lancée : ${error.message}`);
  return status === 0;
}

/** Runs a command quietly; its output is shown only if it fails. */
export function executerEnSilence(commande, args, { env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(commande, args, {
    cwd: RACINE,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
  if (error) throw new Arret(`La commande « ${commande} » ne peut pas être lancée : ${error.message}`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
  return status === 0;
}

export function demarrer(commande, args, { env = {}, ...options } = {}) {
  return spawn(commande, args, { cwd: RACINE, stdio: "inherit", ...options, env: { ...process.env, ...env } });
}
