import net from "node:net";
import { NEXT } from "./construction.mjs";
import { Arret, demarrer } from "./execution.mjs";

const DELAI_DEMARRAGE_MS = 60_000;
const PAUSE_MS = 150;
const DELAI_ARRET_MS = 10_000;

function ecouter(port) {
  return new Promise((resoudre, refuser) => {
    const serveur = net.createServer();
    serveur.once("error", refuser);
    // Without a host, as Next does: a port taken on any interface is taken.
    serveur.listen(port, () => {
      const { port: obtenu } = serveur.address();
      serveur.close(() => resoudre(obtenu));
    });
  });
}

export const portLibre = () => ecouter(0);

export async function verifierPort(port) {
  try {
    await ecouter(port);
  } catch (erreur) {
    if (erreur.code === "EADDRINUSE") {
      throw new Arret(
        `Le port ${port} est déjà occupé : arrêtez le programme qui l’utilise, ou choisissez-en un autre avec PORT.`,
      );
    }
    if (erreur.code === "EACCES") {
      throw new Arret(`Le port ${port} est réservé : choisissez-en un au-dessus de 1023 avec PORT.`);
    }
    throw erreur;
  }
}

async function repond(adresse) {
  try {
    const reponse = await fetch(`${adresse}/api/sante`, { signal: AbortSignal.timeout(10_000) });
    return reponse.ok;
  } catch {
    return false;
  }
}

/** Starts `next start` and waits until it answers, database included. */
export async function servir(port, env, options = {}) {
  const adresse = `http://localhost:${port}`;
  const processus = demarrer(process.execPath, [NEXT, "start", "-p", String(port)], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env, PORT: String(port) },
    ...options,
  });
  const fin = new Promise((resoudre) => processus.once("exit", (code, signal) => resoudre({ code, signal })));
  let termine = false;
  fin.then(() => {
    termine = true;
  });

  /** Asks politely, then insists. */
  async function arreter() {
    if (termine) return;
    processus.kill("SIGTERM");
    const insister = setTimeout(() => processus.kill("SIGKILL"), DELAI_ARRET_MS);
    await fin;
    clearTimeout(insister);
  }

  // From now on, not once ready: a signal during the start would leave the server behind, alone.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, arreter);

  const limite = Date.now() + DELAI_DEMARRAGE_MS;
  while (!(await repond(adresse))) {
    if (termine) throw new Arret("Le serveur s’est arrêté au démarrage : voyez le message ci-dessus.");
    if (Date.now() > limite) {
      await arreter();
      throw new Arret("Le serveur ne répond pas : voyez ses messages ci-dessus.");
    }
    await new Promise((resoudre) => setTimeout(resoudre, PAUSE_MS));
  }
  return { adresse, fin, arreter };
}
