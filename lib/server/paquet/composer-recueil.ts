import "server-only";
import { genreAnnexe, HORS_RECUEIL, nomDansLePaquet, titreAnnexe } from "@/lib/domain/paquet";
import type { DemandeAssemblage } from "@/lib/pdf/assemblage/demande";
import type { AnnexeVue } from "@/lib/schemas/paquet";
import { assemblerAPart, deuxPaquetsALaFois } from "@/lib/server/paquet/assembler-a-part";
import type { Atelier } from "@/lib/server/paquet/deposer-a-cote";
import { surSaturation } from "@/lib/server/paquet/saturation";

export type PieceStockee = {
  nom: string;
  type: string | null;
  typeMime: string | null;
  octets: number;
  sha256: string;
  cle: string;
};
export type PieceSortie = AnnexeVue & { chemin: string; type: string | null; nom: string; sha256: string };
export type Recueil = { pieces: PieceSortie[]; pages: number; octets: number };

type Entete = Pick<DemandeAssemblage, "titre" | "dossier" | "auteur" | "date">;

/** Copies the pieces, assembles those that are pages. `sortie` null: only what it would give. Nothing joined, nothing assembled. */
export async function composerRecueil(
  atelier: Atelier,
  pieces: readonly PieceStockee[],
  entete: Entete,
  sortie: string | null,
  signal?: AbortSignal,
): Promise<Recueil> {
  const copies: (PieceStockee & { chemin: string; titre: string; fichier: string })[] = [];
  for (const [rang, piece] of pieces.entries()) {
    const { chemin, octets } = await atelier.copier(piece.cle, piece.sha256, piece.nom);
    copies.push({ ...piece, octets, chemin, titre: titreAnnexe(piece, rang), fichier: nomDansLePaquet(piece, rang) });
  }
  const vues = copies.map((c) => ({
    titre: c.titre,
    fichier: c.fichier,
    octets: c.octets,
    type: c.type,
    nom: c.nom,
    sha256: c.sha256,
    chemin: c.chemin,
    pages: 0,
    premiere: null as number | null,
    balisee: false,
    motif: HORS_RECUEIL as string | null,
    avis: [] as string[],
  }));
  if (copies.length === 0) return { pieces: [], pages: 0, octets: 0 };
  const assemblables = copies.flatMap((c) => {
    const genre = genreAnnexe(c.typeMime);
    return genre === null ? [] : [{ titre: c.titre, genre, chemin: c.chemin, fichier: c.fichier }];
  });
  const hors = copies
    .filter((c) => genreAnnexe(c.typeMime) === null)
    .map((c) => ({ titre: c.titre, fichier: c.fichier, motif: HORS_RECUEIL }));
  const demande = { ...entete, pieces: assemblables, hors, sortie };
  const recueil = await surSaturation(() => deuxPaquetsALaFois(() => assemblerAPart(demande, signal)));
  for (const [i, annexe] of recueil.annexes.entries()) {
    const vue = vues.find((v) => v.fichier === assemblables[i]?.fichier);
    if (vue === undefined) continue;
    const { pages, premiere, balisee, avis } = annexe;
    Object.assign(vue, {
      pages,
      premiere,
      balisee,
      avis,
      motif: annexe.motif === null ? null : `Elle ${annexe.motif}`,
    });
  }
  return { pieces: vues, pages: recueil.pages, octets: recueil.octets };
}
