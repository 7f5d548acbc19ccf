import "server-only";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { genreAnnexe, HORS_RECUEIL, nomDansLePaquet, titreAnnexe } from "@/lib/domain/paquet";
import type { DemandeAssemblage } from "@/lib/pdf/assemblage/demande";
import type { AnnexeVue } from "@/lib/schemas/paquet";
import { ErreurMetier } from "@/lib/server/erreur";
import { assemblerAPart } from "@/lib/server/paquet/assembler-a-part";
import { aSonTour, type PourQui } from "@/lib/server/paquet/chacun-son-paquet";
import type { Atelier } from "@/lib/server/paquet/deposer-a-cote";

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

/** All the pieces of a pack. Their number and the weight of each are limited at upload; this is what one request may handle. */
export const OCTETS_PAQUET_MAX = 1_500_000_000;

type Contexte = { pour: PourQui; signal?: AbortSignal | undefined };

/**
 * Takes the pieces and assembles those that are pages, in its turn: nothing is read before. `sortie` null: only what it would give.
 * Nothing joined, nothing assembled.
 */
export async function composerRecueil(
  atelier: Atelier,
  pieces: readonly PieceStockee[],
  entete: Entete,
  sortie: string | null,
  { pour, signal }: Contexte,
): Promise<Recueil> {
  if (pieces.length === 0) return { pieces: [], pages: 0, octets: 0 };
  const total = pieces.reduce((somme, p) => somme + p.octets, 0);
  if (total > OCTETS_PAQUET_MAX)
    throw new ErreurMetier(
      "indisponible",
      `Les pièces de ce dossier pèsent ${ecrireOctets(total)} : un paquet en contient ${ecrireOctets(OCTETS_PAQUET_MAX)} au plus. Téléchargez-les une à une.`,
    );
  return aSonTour(pour, () => composer(atelier, pieces, entete, sortie, signal));
}

async function composer(
  atelier: Atelier,
  pieces: readonly PieceStockee[],
  entete: Entete,
  sortie: string | null,
  signal?: AbortSignal,
): Promise<Recueil> {
  const copies: (PieceStockee & { chemin: string; titre: string; fichier: string })[] = [];
  for (const [rang, piece] of pieces.entries()) {
    // The person left while waiting: nobody reads this answer.
    if (signal?.aborted) throw new ErreurMetier("indisponible", "La demande a été abandonnée.");
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
  const assemblables = copies.flatMap((c) => {
    const genre = genreAnnexe(c.typeMime);
    return genre === null ? [] : [{ titre: c.titre, genre, chemin: c.chemin, fichier: c.fichier }];
  });
  const hors = copies
    .filter((c) => genreAnnexe(c.typeMime) === null)
    .map((c) => ({ titre: c.titre, fichier: c.fichier, motif: HORS_RECUEIL }));
  const demande = { ...entete, pieces: assemblables, hors, sortie };
  const recueil = await assemblerAPart(demande, signal);
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
