/** What a paste or a drop brings, whatever its form, cut to what the answer can still hold. */
import { type Bloc, lireTexte } from "@/lib/domain/texte-riche";
import { ecrireTexte } from "@/lib/domain/texte-riche/ecrire";
import { texteDe } from "@/lib/domain/texte-riche/types";
import type { Avis } from "./avis";
import { type Collage, lireHtml } from "./lire-html";

/** Beyond, reading the page would freeze the field: the text alone is taken. */
const HTML_MAX = 12_000_000;

/** Read at once: the browser empties the clipboard's data as soon as the event is over. */
export type Apport = { html: string; texte: string; images: readonly File[] };

export function apportDe(donnees: DataTransfer | null): Apport | null {
  if (donnees === null) return null;
  return {
    html: donnees.getData("text/html"),
    texte: donnees.getData("text/plain"),
    images: [...donnees.files].filter((f) => f.type.startsWith("image/")),
  };
}

export function lireApport({ html, texte, images }: Apport): Collage {
  if (html !== "" && html.length <= HTML_MAX) {
    const lu = lireHtml(html);
    if (lu.blocs.length > 0 || lu.avis.length > 0) return lu;
  }
  const blocs = lireTexte(texte);
  const avis: Avis[] = [];
  if (html.length > HTML_MAX) avis.push("trop_lourd");
  if (images.length > 0 && blocs.length === 0) avis.push("image");
  return { blocs, avis };
}

/** As many whole blocks as fit in `place` characters, then what fits of the next when it is a paragraph. */
export function couper(blocs: readonly Bloc[], place: number): { blocs: Bloc[]; coupe: boolean } {
  if (ecrireTexte(blocs).length <= place) return { blocs: [...blocs], coupe: false };
  const gardes: Bloc[] = [];
  let reste = place;
  for (const bloc of blocs) {
    const longueur = ecrireTexte([bloc]).length + 2;
    if (longueur <= reste) {
      gardes.push(bloc);
      reste -= longueur;
      continue;
    }
    const partiel = partie(bloc, reste - 2);
    if (partiel) gardes.push(partiel);
    break;
  }
  return { blocs: gardes, coupe: true };
}

function partie(bloc: Bloc, place: number): Bloc | null {
  if (place <= 0) return null;
  if (bloc.type === "paragraphe") {
    // Marks cost characters too: the text alone is kept of the paragraph that is cut.
    const texte = texteDe(bloc.contenu).slice(0, Math.floor(place * 0.9));
    const mot = texte.lastIndexOf(" ");
    const garde = (mot > 0 ? texte.slice(0, mot) : texte).trimEnd();
    return garde === "" ? null : { type: "paragraphe", contenu: [{ texte: garde }] };
  }
  const decouper = <T>(suite: readonly T[], faire: (n: readonly T[]) => Bloc): Bloc | null => {
    let reste = place - (bloc.type === "tableau" ? ecrireTexte([faire([])]).length + 1 : 0);
    let n = 0;
    for (; n < suite.length; n++) {
      reste -= ecrireTexte([faire([suite[n] as T])]).length + 8;
      if (reste < 0) break;
    }
    return n === 0 ? null : faire(suite.slice(0, n));
  };
  if (bloc.type === "liste") return decouper(bloc.items, (items) => ({ ...bloc, items: [...items] }));
  if (bloc.type === "tableau") return decouper(bloc.lignes, (lignes) => ({ ...bloc, lignes: [...lignes] }));
  return null;
}
