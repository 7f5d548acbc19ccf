/** First pages of the assembly: which annexe begins on which page, what was taken out of it, and what could not be put in. */
import { sha256 } from "@/lib/pdf/donnees";
import { Feuille } from "@/lib/pdf/feuille";
import { ecrirePagination } from "@/lib/pdf/pagination";
import { ouvrirDocument, terminer } from "@/lib/pdf/pdfkit";
import { ouvrirPolices } from "@/lib/pdf/polices";
import { ecrireTableau } from "@/lib/pdf/tableau";
import { STYLES } from "@/lib/pdf/theme";
import type { AnnexeAssemblee } from "./assembler";

export type EnteteSommaire = { titre: string; dossier: string; auteur: string; date: Date };
/** Files that are not pages: they go beside the assembly, as they are. */
export type HorsRecueil = { titre: string; fichier: string; motif: string };

const accorder = (n: number): string => (n > 1 ? `${n} pages` : `${n} page`);

function particularites(a: AnnexeAssemblee): string {
  const phrases = [...(a.balisee ? [] : ["sans balises pour les lecteurs d’écran"]), ...a.avis];
  return phrases.length === 0 ? "—" : `${phrases.join(" ; ")}.`.replace(/^./, (c) => c.toUpperCase());
}

export async function composerSommaire(
  entete: EnteteSommaire,
  annexes: readonly AnnexeAssemblee[],
  hors: readonly HorsRecueil[],
): Promise<{ octets: Uint8Array; pages: number }> {
  const polices = ouvrirPolices();
  const empreinte = sha256(JSON.stringify([entete.titre, entete.dossier, annexes, hors]));
  const doc = ouvrirDocument(
    { titre: entete.titre, auteur: entete.auteur, sujet: entete.dossier, date: entete.date, donneesSha256: empreinte },
    polices,
  );
  const f = new Feuille(doc, polices);
  f.nouvellePage();
  f.titre(1, entete.titre, { ...STYLES.titre2, taille: 22 }, { apres: 4 });
  f.paragraphe(entete.dossier, STYLES.discret, { apres: 14 });
  const dedans = annexes.filter((a) => a.premiere !== null);
  if (dedans.length > 0) {
    f.titre(2, "Annexes de ce recueil", STYLES.titre3);
    ecrireTableau(f, {
      legende: "Annexes, dans l’ordre du recueil",
      colonnes: [
        { titre: "Annexe", part: 0.5 },
        { titre: "Première page", droite: true },
        { titre: "Longueur", droite: true },
        { titre: "Particularités", part: 0.5 },
      ],
      rangees: dedans.map((a) => ({
        cases: [{ texte: a.titre, entete: true }, `${a.premiere}`, accorder(a.pages), particularites(a)],
      })),
    });
  }
  if (hors.length > 0) {
    f.titre(2, "Pièces qui ne sont pas dans ce recueil", STYLES.titre3, { avant: 14 });
    f.paragraphe("Elles sont jointes telles quelles, dans le dossier « pieces » du paquet.");
    ecrireTableau(f, {
      legende: "Pièces jointes telles quelles",
      colonnes: [
        { titre: "Pièce", part: 0.35 },
        { titre: "Fichier", part: 0.3 },
        { titre: "Raison", part: 0.35 },
      ],
      rangees: hors.map((h) => ({ cases: [{ texte: h.titre, entete: true }, h.fichier, h.motif] })),
    });
  }
  f.clore();
  // The first page has its title: neither header nor number.
  ecrirePagination(f, entete.titre, entete.dossier, empreinte);
  const pages = doc.bufferedPageRange().count;
  return { octets: await terminer(doc), pages };
}
