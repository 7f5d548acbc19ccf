/**
 * An annexe without tags: each page becomes one element of its part, so that a screen reader finds the annexe, its title, its
 * language and its pages. Where the page holds text, the element is a paragraph whose text is read in the order in which it was
 * drawn: an alternative text would silence it. Where it holds none (a scan), it is a figure with an alternative text that says so.
 */
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
} from "pdf-lib";
import { ecrireTexte, texteDe } from "./arbres";
import type { Copie } from "./copie";
import type { EcrivainPdf } from "./ecrivain";
import type { Source } from "./lire-source";
import { contenus, type PageSource } from "./pages";

const n = (nom: string): PDFName => PDFName.of(nom);
const PROFONDEUR_MAX = 5;

/** A font among what the page may draw with, its forms included: it holds text, or may. */
function aDuTexte(ressources: unknown, niveau = 0): boolean {
  if (!(ressources instanceof PDFDict) || niveau > PROFONDEUR_MAX) return false;
  const polices = ressources.lookup(n("Font"));
  if (polices instanceof PDFDict && polices.keys().length > 0) return true;
  const objets = ressources.lookup(n("XObject"));
  if (!(objets instanceof PDFDict)) return false;
  return objets.keys().some((cle) => {
    const objet = objets.lookup(cle);
    return objet instanceof PDFRawStream && aDuTexte(objet.dict.lookup(n("Resources")), niveau + 1);
  });
}

function entourer(page: PDFDict, { contexte }: Source, role: string): void {
  const flux = (texte: string) => contexte.register(PDFRawStream.of(contexte.obj({}), Buffer.from(texte, "latin1")));
  page.set(n("Contents"), contexte.obj([flux(`/${role} <</MCID 0>> BDC\n`), ...contenus(page), flux("\nEMC\n")]));
}

export type PartSansBalises = { enfants: string[]; parents: [number, string][] };

export function baliser(
  source: Source,
  pages: readonly PageSource[],
  liens: ReadonlyMap<PageSource, PDFRef[]>,
  annexe: { titre: string; part: number; image: boolean },
  { copie, ecrivain, numeros }: { copie: Copie; ecrivain: EcrivainPdf; numeros: readonly number[] },
): PartSansBalises {
  const gardes = new WeakSet<PDFDict>();
  copie.gardes = gardes;
  const enfants: string[] = [];
  const parents: [number, string][] = [];
  let cle = pages.length;
  for (const [i, page] of pages.entries()) {
    const numero = numeros[i] as number;
    gardes.add(page.dict);
    page.dict.set(n("StructParents"), PDFNumber.of(i));
    const texte = aDuTexte(page.dict.lookup(n("Resources")));
    const role = texte ? "P" : "Figure";
    entourer(page.dict, source, role);
    const ou = pages.length > 1 ? `, page ${i + 1} sur ${pages.length}` : "";
    const alt = annexe.image
      ? `${annexe.titre} (image)`
      : `${annexe.titre}${ou} : image d’une page, sans texte lisible`;
    const element = ecrivain.ajouter(
      `<</Type/StructElem/S/${role}/P ${annexe.part} 0 R/Pg ${numero} 0 R/K 0${texte ? "" : `/Alt${ecrireTexte(alt)}/A<</O/Layout/Placement/Block/BBox[${boite(page.dict)}]>>`}>>`,
    );
    enfants.push(`${element} 0 R`);
    parents.push([i, `[${element} 0 R]`]);
    for (const ref of liens.get(page) ?? []) {
      const lien = source.contexte.lookup(ref, PDFDict);
      gardes.add(lien);
      lien.set(n("StructParent"), PDFNumber.of(cle));
      const nom = nommerLien(lien);
      const balise = ecrivain.ajouter(
        `<</Type/StructElem/S/Link/P ${annexe.part} 0 R/Pg ${numero} 0 R/K<</Type/OBJR/Pg ${numero} 0 R/Obj ${copie.texte(ref)}>>/Alt${ecrireTexte(nom)}>>`,
      );
      enfants.push(`${balise} 0 R`);
      parents.push([cle, `${balise} 0 R`]);
      cle += 1;
    }
  }
  return { enfants, parents };
}

const boite = (page: PDFDict): string => {
  const rect = page.lookup(n("CropBox")) ?? page.lookup(n("MediaBox"));
  const cotes: PDFObject[] = rect instanceof PDFArray ? rect.asArray() : [];
  const nombres = cotes.map((c) => (c instanceof PDFNumber ? c.asNumber() : 0));
  return nombres.length === 4 ? nombres.join(" ") : "0 0 595.28 841.89";
};

function nommerLien(lien: PDFDict): string {
  const dit = texteDe(lien.lookup(n("Contents")));
  if (dit) return dit;
  const action = lien.lookup(n("A"));
  const adresse = action instanceof PDFDict ? texteDe(action.lookup(n("URI"))) : null;
  const nom = adresse === null ? "Lien dans l’annexe" : `Lien : ${adresse}`;
  lien.set(n("Contents"), PDFHexString.fromText(nom));
  return nom;
}
