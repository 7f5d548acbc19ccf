import "server-only";
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import path from "node:path";
import { clesDans } from "@/lib/integrations/stockage";
import type { Connexion } from "@/lib/server/base/migrations";
import { identifiant, lireCles, lireHistorique, lireSequences, lireTables } from "@/lib/server/sauvegarde/catalogue";
import type { Manifeste } from "@/lib/server/sauvegarde/manifeste";

/** The whole database as lines of text, on the disk, inside the caller's one snapshot. */

/** Bytes read from the database at a time, whatever the size of a row. */
const LOT_OCTETS = 4 * 1024 * 1024;
const LOT_LIGNES = 2_000;

export type Releve = Pick<Manifeste, "migrations" | "journal" | "sequences" | "tables"> & {
  /** Keys of the storage that any row names, with the hash the database knows, where it knows it. */
  cles: Map<string, string | null>;
};

async function releverTable(connexion: Connexion, nom: string, fichier: string, cles: Releve["cles"]) {
  const empreinte = createHash("sha256");
  let lignes = 0;
  let octets = 0;
  let lot = 50;
  // row_to_json writes every type so that json_populate_recordset reads the same value back.
  await connexion.executer(
    `DECLARE releve NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS ligne FROM ${identifiant(nom)} t`,
  );
  const sortie = await open(fichier, "wx", 0o600);
  try {
    for (;;) {
      const lues = await connexion.lire<{ ligne: string }>(`FETCH ${lot} FROM releve`);
      if (lues.length === 0) break;
      const texte = lues.map(({ ligne }) => `${ligne}\n`).join("");
      for (const cle of clesDans(texte)) if (!cles.has(cle)) cles.set(cle, null);
      const morceau = Buffer.from(texte);
      empreinte.update(morceau);
      await sortie.writeFile(morceau);
      lignes += lues.length;
      octets += morceau.byteLength;
      lot = Math.max(1, Math.min(LOT_LIGNES, Math.floor((LOT_OCTETS * lignes) / octets)));
    }
  } finally {
    await sortie.close();
  }
  await connexion.executer("CLOSE releve");
  return { nom, lignes, octets, sha256: empreinte.digest("hex") };
}

export async function relever(connexion: Connexion, dossier: string, abandon?: AbortSignal): Promise<Releve> {
  // These must be there; anything else that looks like a key, in a text, is a bonus.
  const cles = new Map<string, string | null>(await lireCles(connexion));
  const tables: Manifeste["tables"] = [];
  for (const nom of await lireTables(connexion)) {
    abandon?.throwIfAborted();
    tables.push(await releverTable(connexion, nom, path.join(dossier, `${nom}.jsonl`), cles));
  }
  const [derniere] = await connexion.lire<{ id: string; empreinte: string }>(
    `SELECT "id"::text, "empreinte" FROM "EntreeJournal" ORDER BY "EntreeJournal"."id" DESC LIMIT 1`,
  );
  return {
    cles,
    tables,
    migrations: await lireHistorique(connexion),
    sequences: await lireSequences(connexion),
    journal: { entrees: tables.find(({ nom }) => nom === "EntreeJournal")?.lignes ?? 0, derniere: derniere ?? null },
  };
}
