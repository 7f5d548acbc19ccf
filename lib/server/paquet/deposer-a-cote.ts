import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { cheminReception, ecrireFichier, stockage } from "@/lib/integrations/stockage";
import { ErreurMetier } from "@/lib/server/erreur";
import { journal } from "@/lib/server/journaux";

/** Stored files within reach on this machine, without a copy where the disk allows it, each checked against the hash known of it, gone when the work is done. */
export class Atelier {
  private readonly chemins: string[] = [];

  async chemin(): Promise<string> {
    const chemin = await cheminReception();
    this.chemins.push(chemin);
    return chemin;
  }

  /** Stops on a file that is missing or is no longer the one that was filed: a pack never holds anything else. */
  async copier(cle: string, sha256: string, nom: string): Promise<{ chemin: string; octets: number }> {
    const chemin = await this.chemin();
    let empreinte: { octets: number; sha256: string };
    try {
      empreinte = (await stockage.lier(cle, chemin))
        ? { octets: (await stat(chemin)).size, sha256: await this.empreinte(chemin) }
        : await ecrireFichier(chemin, (await stockage.lire(cle)) as unknown as AsyncIterable<Uint8Array>);
    } catch (err) {
      journal.error({ err, cle }, "Fichier absent du stockage : le paquet n’est pas produit");
      throw alteree(nom);
    }
    if (empreinte.sha256 !== sha256) {
      journal.error({ cle, attendu: sha256, lu: empreinte.sha256 }, "Fichier altéré : le paquet n’est pas produit");
      throw alteree(nom);
    }
    return { chemin, octets: empreinte.octets };
  }

  /** Of a file that is here. */
  async empreinte(chemin: string): Promise<string> {
    const empreinte = createHash("sha256");
    for await (const morceau of createReadStream(chemin)) empreinte.update(morceau as Buffer);
    return empreinte.digest("hex");
  }

  async vider(): Promise<void> {
    await Promise.all(this.chemins.splice(0).map((chemin) => rm(chemin, { force: true })));
  }
}

const alteree = (nom: string): ErreurMetier =>
  new ErreurMetier(
    "indisponible",
    `« ${nom} » n’est plus le fichier qui a été joint : le paquet n’est pas produit. Prévenez votre support.`,
  );
