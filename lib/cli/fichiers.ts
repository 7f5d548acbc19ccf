/** Reading the files given on the command line; every failure is one clear French sentence. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { lireFichier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { ErreurUsage } from "./commande";

/** Far above the largest dossier (2,400 budget lines weigh 0.4 MB), far below what would fill the memory. */
const TAILLE_MAX = 50_000_000;

const RAISONS: Record<string, string> = {
  ENOENT: "ce fichier n’existe pas",
  EACCES: "la lecture de ce fichier n’est pas autorisée",
  EPERM: "la lecture de ce fichier n’est pas autorisée",
  EISDIR: "c’est un dossier, pas un fichier",
  ENOTDIR: "ce chemin traverse un fichier",
  ENAMETOOLONG: "ce nom de fichier est trop long",
  ELOOP: "ce lien tourne en rond",
};

export const illisible = (chemin: string, erreur: unknown): ErreurUsage => {
  const { code = "" } = erreur as { code?: string };
  return new ErreurUsage(`${chemin} : ${RAISONS[code] ?? "ce fichier ne peut pas être lu"}.`);
};

/** The bytes of a file, up to a limit: a device or an endless pipe must not be swallowed. */
export async function lireOctets(chemin: string): Promise<Uint8Array> {
  const morceaux: Buffer[] = [];
  let taille = 0;
  try {
    if ((await stat(chemin)).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    for await (const morceau of createReadStream(chemin)) {
      taille += (morceau as Buffer).length;
      if (taille > TAILLE_MAX)
        throw new ErreurUsage(`${chemin} : ce fichier dépasse ${TAILLE_MAX / 1_000_000} Mo, la taille maximale.`);
      morceaux.push(morceau as Buffer);
    }
  } catch (erreur) {
    throw erreur instanceof ErreurUsage ? erreur : illisible(chemin, erreur);
  }
  return Buffer.concat(morceaux);
}

const MARQUES = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
];

function analyserJson(chemin: string, octets: Uint8Array): unknown {
  if (MARQUES.some((m) => m.every((octet, i) => octets[i] === octet)))
    throw new ErreurUsage(
      `${chemin} : ce fichier commence par une marque d’encodage (BOM). Enregistrez-le en UTF-8 sans BOM.`,
    );
  let texte: string;
  try {
    texte = new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    throw new ErreurUsage(`${chemin} : ce fichier n’est pas un texte UTF-8.`);
  }
  if (texte.trim() === "") throw new ErreurUsage(`${chemin} : ce fichier est vide.`);
  try {
    return JSON.parse(texte);
  } catch (erreur) {
    const { message } = erreur as Error;
    const position = /position (\d+)/.exec(message)?.[1];
    const fin = /Unexpected end/.test(message) ? texte.length : undefined;
    const rang = position === undefined ? fin : Number(position);
    const ou = rang === undefined ? "" : `, à la ligne ${texte.slice(0, rang).split("\n").length}`;
    throw new ErreurUsage(`${chemin} : ce fichier n’est pas du JSON bien formé${ou}.`);
  }
}

/** A checked `rigel-dossier/1`, or every fault at once. */
export async function lireDossier(chemin: string): Promise<DossierFichier> {
  const lecture = lireFichier(analyserJson(chemin, await lireOctets(chemin)));
  if (lecture.ok) return lecture.dossier;
  const fautes = lecture.fautes.map((f) => `  ${f.chemin === "" ? "" : `${f.chemin} : `}${f.message}`);
  const combien = fautes.length > 1 ? `${fautes.length} fautes` : "une faute";
  throw new ErreurUsage([`${chemin} : ${combien} dans le fichier.`, ...fautes].join("\n"));
}
