import "server-only";
import { rm } from "node:fs/promises";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { cheminReception, ecrireFichier, type Source } from "@/lib/integrations/stockage";
import { examinerFichier } from "@/lib/integrations/type-fichier";
import { ErreurMetier } from "@/lib/server/erreur";
import { erreurSaisie } from "@/lib/server/repondre";

export type FichierRecu = {
  chemin: string;
  nom: string;
  typeMime: string;
  octets: number;
  sha256: string;
};

const NOM_MAX = 200;

/** The last part of a path, without control characters, short enough, its extension kept. */
export function nomPropre(nom: string): string {
  const dernier = (nom.split(/[\\/]/).at(-1) ?? "")
    .normalize("NFC")
    // Directional marks may make « fdp.exe » read « exe.pdf ».
    .replace(/[\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "")
    .trim();
  const point = dernier.lastIndexOf(".");
  const extension = point > 0 ? dernier.slice(point).slice(0, 10) : "";
  const tige = point > 0 ? dernier.slice(0, point) : dernier;
  return `${tige.slice(0, NOM_MAX - extension.length) || "fichier"}${extension}`;
}

const tropLourd = (nom: string) =>
  new ErreurMetier("trop_lourd", `« ${nom} » dépasse la limite de ${ecrireOctets(PIECE_OCTETS_MAX)} par fichier.`);

async function* limiter(source: Source, nom: string): AsyncIterable<Uint8Array> {
  let octets = 0;
  for await (const morceau of source instanceof Uint8Array ? [source] : source) {
    octets += morceau.byteLength;
    if (octets > PIECE_OCTETS_MAX) throw tropLourd(nom);
    yield morceau;
  }
}

/** Streams bytes to the disk under the limit, then reads what they are. What is refused leaves nothing behind. */
export async function recevoirFichier(source: Source, nomDonne: string): Promise<FichierRecu> {
  const nom = nomPropre(nomDonne);
  const chemin = await cheminReception();
  try {
    const { octets, sha256 } = await ecrireFichier(chemin, limiter(source, nom));
    if (octets === 0) throw erreurSaisie({ fichier: `« ${nom} » est vide.` });
    const examen = await examinerFichier(chemin, nom);
    if (!examen.ok) throw erreurSaisie({ fichier: examen.motif });
    return { chemin, nom, typeMime: examen.typeMime, octets, sha256 };
  } catch (erreur) {
    await rm(chemin, { force: true });
    throw erreur;
  }
}

export const jeterFichier = (recu: FichierRecu): Promise<void> => rm(recu.chemin, { force: true });
