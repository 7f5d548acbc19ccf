import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { AntivirusInjoignable, analyserFichier } from "@/lib/integrations/antivirus";

const chemin = path.join(mkdtempSync(path.join(tmpdir(), "rigel-antivirus-")), "fichier");
let serveur: Server | undefined;
afterEach(() => serveur?.close());

/** Speaks as clamd does: a command, chunks after their length, an empty chunk, one answer. */
async function clamd(repondre: (octets: Buffer) => string): Promise<string> {
  serveur = createServer((connexion: Socket) => {
    let recu: Buffer = Buffer.alloc(0);
    connexion.on("error", () => undefined);
    connexion.on("data", (morceau) => {
      recu = Buffer.concat([recu, morceau]);
      let position = "zINSTREAM\0".length;
      const contenu: Buffer[] = [];
      while (position + 4 <= recu.length) {
        const longueur = recu.readUInt32BE(position);
        if (longueur === 0) return void connexion.end(repondre(Buffer.concat(contenu)));
        if (position + 4 + longueur > recu.length) return;
        contenu.push(recu.subarray(position + 4, position + 4 + longueur));
        position += 4 + longueur;
      }
    });
  });
  const ecoute = serveur;
  await new Promise<void>((pret) => ecoute.listen(0, "127.0.0.1", pret));
  return `tcp://127.0.0.1:${(ecoute.address() as { port: number }).port}`;
}

const EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
const repondre = (octets: Buffer) =>
  octets.includes("EICAR") ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";

test("sans adresse, rien n’est analysé et cela se dit", async () => {
  expect(await analyserFichier(chemin, undefined)).toEqual({ etat: "non_configure" });
});

test("un fichier sain passe, octet pour octet", async () => {
  const contenu = Buffer.alloc(300_000, 7);
  writeFileSync(chemin, contenu);
  let recu: Buffer = Buffer.alloc(0);
  const adresse = await clamd((octets) => {
    recu = octets;
    return repondre(octets);
  });
  expect(await analyserFichier(chemin, adresse)).toEqual({ etat: "sain" });
  expect(recu.equals(contenu)).toBe(true);
});

test("le fichier d’essai des antivirus est reconnu", async () => {
  writeFileSync(chemin, EICAR);
  expect(await analyserFichier(chemin, await clamd(repondre))).toEqual({
    etat: "infecte",
    nom: "Eicar-Test-Signature",
  });
});

test.each([
  ["répond autre chose", () => "INSTREAM size limit exceeded. ERROR\0"],
  ["ferme sans répondre", () => ""],
])("un antivirus qui %s ne laisse rien entrer", async (_, reponse) => {
  writeFileSync(chemin, "x");
  await expect(analyserFichier(chemin, await clamd(reponse))).rejects.toBeInstanceOf(AntivirusInjoignable);
});

test("un antivirus absent ne laisse rien entrer", async () => {
  writeFileSync(chemin, "x");
  await expect(analyserFichier(chemin, "tcp://127.0.0.1:1")).rejects.toBeInstanceOf(AntivirusInjoignable);
});
