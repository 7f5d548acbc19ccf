import { createReadStream } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { env } from "@/lib/env";

/**
 * Every attachment is read by ClamAV's daemon when CLAMD_URL says where it is (tcp://host:3310). Without it none does, which
 * docs/security.md says. A daemon that does not answer lets nothing in.
 */
export type Analyse = { etat: "sain" } | { etat: "infecte"; nom: string } | { etat: "non_configure" };

/** clamd's own words. */
const INSTREAM = "zINSTREAM\0";
const DELAI_MS = 30_000;
const MORCEAU = 64 * 1024;

export class AntivirusInjoignable extends Error {
  override name = "AntivirusInjoignable";
}

export async function analyserFichier(chemin: string, adresse = env.CLAMD_URL): Promise<Analyse> {
  if (adresse === undefined) return { etat: "non_configure" };
  const { hostname, port } = new URL(adresse);
  const reponse = await demander(hostname, Number(port || 3310), chemin).catch((cause: unknown) => {
    throw new AntivirusInjoignable("L’antivirus ne répond pas", { cause });
  });
  const infecte = /^stream: (.+) FOUND$/.exec(reponse)?.[1];
  if (infecte !== undefined) return { etat: "infecte", nom: infecte };
  if (reponse === "stream: OK") return { etat: "sain" };
  throw new AntivirusInjoignable(`Réponse inattendue de l’antivirus : ${reponse.slice(0, 100)}`);
}

async function demander(hote: string, port: number, chemin: string): Promise<string> {
  const connexion = createConnection({ host: hote, port });
  connexion.setTimeout(DELAI_MS, () => connexion.destroy(new Error("délai dépassé")));
  try {
    const reponse = lire(connexion);
    // Answered early when the daemon's own limit is reached: what is then written goes nowhere.
    const envoi = envoyer(connexion, chemin).catch(() => undefined);
    const texte = await reponse;
    await Promise.race([envoi, Promise.resolve()]);
    return texte;
  } finally {
    connexion.destroy();
  }
}

function lire(connexion: Socket): Promise<string> {
  return new Promise((resoudre, rejeter) => {
    const morceaux: Buffer[] = [];
    connexion.on("data", (morceau) => morceaux.push(morceau));
    connexion.on("error", rejeter);
    connexion.on("close", () => rejeter(new Error("connexion fermée sans réponse")));
    connexion.on("end", () =>
      resoudre(
        Buffer.concat(morceaux)
          .toString("utf8")
          .split(/[\0\n]/)[0] ?? "",
      ),
    );
  });
}

/** Each chunk after its length; an empty one ends. */
async function envoyer(connexion: Socket, chemin: string): Promise<void> {
  const ecrire = (octets: Uint8Array) =>
    new Promise<void>((resoudre, rejeter) =>
      connexion.write(octets, (erreur) => (erreur ? rejeter(erreur) : resoudre())),
    );
  await ecrire(Buffer.from(INSTREAM));
  for await (const morceau of createReadStream(chemin, { highWaterMark: MORCEAU }) as AsyncIterable<Buffer>) {
    const longueur = Buffer.alloc(4);
    longueur.writeUInt32BE(morceau.length);
    await ecrire(Buffer.concat([longueur, morceau]));
  }
  await ecrire(Buffer.alloc(4));
}
