/** Reads the annexes from the disk one by one, writes the assembly as it comes. */
import { closeSync, openSync, writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { assembler, type Recueil } from "./assembler";
import type { DemandeAssemblage } from "./demande";
import { composerSommaire } from "./sommaire";

export async function executer(demande: DemandeAssemblage): Promise<Recueil> {
  const date = new Date(demande.date);
  const { titre, dossier, auteur, pieces } = demande;
  const fichier = demande.sortie === null ? null : openSync(demande.sortie, "wx", 0o600);
  try {
    return await assembler(
      pieces.map((p) => ({ titre: p.titre, genre: p.genre, lire: () => readFile(p.chemin) })),
      {
        titre,
        auteur,
        date,
        ecrire: (octets) => {
          if (fichier !== null) ecrireTout(fichier, octets);
        },
        sommaire: (annexes) => {
          const fautives = annexes.flatMap((a, i) =>
            a.motif === null ? [] : [{ titre: a.titre, fichier: pieces[i]?.fichier ?? "", motif: `Elle ${a.motif}` }],
          );
          return composerSommaire({ titre, dossier, auteur, date }, annexes, [...fautives, ...demande.hors]);
        },
      },
    );
  } finally {
    if (fichier !== null) closeSync(fichier);
  }
}

/** A disk may take less than it is given. */
function ecrireTout(fichier: number, octets: Uint8Array): void {
  for (let ecrits = 0; ecrits < octets.byteLength; ) ecrits += writeSync(fichier, octets, ecrits);
}
