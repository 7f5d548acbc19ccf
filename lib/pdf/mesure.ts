/** How long texts are once printed: the layout of the dossier's PDF itself, on a document that draws nothing. */
import { Feuille } from "./feuille";
import type { Document } from "./pdfkit";
import { ouvrirPolices, type Polices } from "./polices";
import { ecrireReponse } from "./texte-riche";
import { MARGES } from "./theme";

/** Fonts keep the width of every word they meet: opened anew now and then. */
const MESURES_PAR_POLICES = 200;
let ouvertes: { polices: Polices; usages: number } | undefined;

function polices(): Polices {
  if (ouvertes === undefined || ouvertes.usages >= MESURES_PAR_POLICES)
    ouvertes = { polices: ouvrirPolices(), usages: 0 };
  ouvertes.usages += 1;
  return ouvertes.polices;
}

/** Counts the pages; everything else answers itself and does nothing. */
function documentMuet(): { doc: Document; pages: () => number } {
  let pages = 0;
  const element = () => ({
    add: (enfant: unknown) => {
      if (typeof enfant === "function") enfant();
    },
    end: () => undefined,
    dictionary: { data: {} },
  });
  const signet: unknown = { addItem: () => signet };
  const muet: unknown = new Proxy(
    {},
    {
      get: (_, nom) => {
        if (nom === "addPage") return () => (pages += 1);
        if (nom === "struct") return element;
        if (nom === "outline") return signet;
        return () => muet;
      },
    },
  );
  return { doc: muet as Document, pages: () => pages };
}

function feuilleMuette(): { f: Feuille; mesure: () => number } {
  const { doc, pages } = documentMuet();
  const f = new Feuille(doc, polices());
  f.nouvellePage();
  return { f, mesure: () => pages() - 1 + Math.min(1, (f.y - MARGES.haut) / f.hauteurUtile) };
}

/** In pages, a fraction included. */
export function mesurerTexte(texte: string): number {
  const { f, mesure } = feuilleMuette();
  ecrireReponse(f, texte);
  return mesure();
}

/** One after the other, each under its title; `pause` between two of them lets others go on. */
export async function mesurerTextes(
  parties: readonly { titre: string; texte: string }[],
  pause: () => Promise<void> = async () => undefined,
): Promise<number> {
  const { f, mesure } = feuilleMuette();
  for (const { titre, texte } of parties) {
    f.sousTitre(titre);
    ecrireReponse(f, texte);
    await pause();
  }
  return mesure();
}
