/** The process that reads a PDF brought back, apart from the server's: any person signed in may send one. */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { type Extraction, extraireDossier } from "./extraction";

export type DemandeExtraction = { chemin: string; octetsMax: number };
export type ReponseExtraction =
  | { ok: true; texte: string }
  | { ok: false; motif: Exclude<Extraction, { ok: true }>["motif"] | "trop_lourd" };

async function repondre(): Promise<ReponseExtraction> {
  const { chemin, octetsMax } = JSON.parse(await text(process.stdin)) as DemandeExtraction;
  const lu = await extraireDossier(await readFile(chemin));
  if (!lu.ok) return lu;
  return Buffer.byteLength(lu.texte) > octetsMax ? { ok: false, motif: "trop_lourd" } : { ok: true, texte: lu.texte };
}

repondre().then(
  (reponse) => process.stdout.write(`${JSON.stringify(reponse)}\n`),
  (erreur: unknown) => {
    process.stderr.write(`${erreur instanceof Error ? erreur.stack : erreur}\n`);
    process.exitCode = 1;
  },
);
