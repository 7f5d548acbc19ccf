/** Reads a tagged PDF back as a screen reader would: the structure tree with its text, and the artifacts of each page. */
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
} from "pdf-lib";

export type Noeud = {
  type: string;
  alt?: string;
  portee?: string;
  etendue: number;
  bbox: boolean;
  /** Own text, without the children's. */
  texte: string;
  pages: number[];
  enfants: Noeud[];
};
export type Lecture = {
  racine: Noeud;
  /** Text of the artifacts, page by page. */
  artefacts: string[];
  /** Operators that draw outside any marked content: must be none. */
  horsMarque: string[];
  signets: { titre: string; niveau: number }[];
  titre: string | undefined;
  langue: string | undefined;
};

const decoder = (flux: unknown): string =>
  flux instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(flux).decode()).toString("latin1") : "";

const texteDe = (v: unknown): string | undefined =>
  v instanceof PDFString || v instanceof PDFHexString ? v.decodeText() : undefined;

/** Glyph → characters, from the font's ToUnicode map as PDFKit writes it. */
function alphabet(police: PDFDict): Map<number, string> {
  const table = new Map<number, string>();
  for (const [, debut, liste] of decoder(police.lookup(PDFName.of("ToUnicode"))).matchAll(
    /<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g,
  )) {
    let gid = Number.parseInt(debut as string, 16);
    for (const [, codes] of (liste as string).matchAll(/<([^>]*)>/g)) {
      const unites = (codes as string).split(" ").filter((c) => c !== "");
      table.set(gid, String.fromCharCode(...unites.map((c) => Number.parseInt(c, 16))));
      gid += 1;
    }
  }
  return table;
}

const OPERATEURS =
  /\/(\w+)\s+(?:<<([\s\S]*?)>>\s+BDC|BMC)|\b(EMC)\b|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|(?<=\s)(f\*?|S|B|s|b)(?=\s)/g;

type Page = { parMcid: Map<number, string>; artefacts: string; horsMarque: string[] };

function lirePage(page: { node: PDFDict }, alphabets: Map<PDFDict, Map<number, string>>): Page {
  const polices = page.node.lookup(PDFName.of("Resources"), PDFDict).lookupMaybe(PDFName.of("Font"), PDFDict);
  const resultat: Page = { parMcid: new Map(), artefacts: "", horsMarque: [] };
  const pile: { mcid?: number; artefact: boolean }[] = [];
  let courant: Map<number, string> | undefined;
  for (const m of decoder(page.node.lookup(PDFName.of("Contents"))).matchAll(OPERATEURS)) {
    const [tout, marque, attributs, fin, police, glyphes, peinture] = m;
    if (marque) {
      const mcid = /\/MCID (\d+)/.exec(attributs ?? "")?.[1];
      pile.push({ mcid: mcid === undefined ? undefined : Number(mcid), artefact: marque === "Artifact" });
    } else if (fin) {
      const { artefact } = pile.pop() ?? {};
      if (artefact) resultat.artefacts += "\n";
    } else if (police) {
      const dict = polices?.lookup(PDFName.of(police), PDFDict) as PDFDict;
      courant = alphabets.get(dict) ?? alphabet(dict);
      alphabets.set(dict, courant);
    } else if (glyphes !== undefined) {
      let texte = "";
      for (const [, hexa] of glyphes.matchAll(/<([0-9a-f]*)>/g))
        for (const gid of (hexa as string).match(/.{4}/g) ?? [])
          texte += courant?.get(Number.parseInt(gid, 16)) ?? "\ufffd";
      const haut = pile.at(-1);
      if (!haut) resultat.horsMarque.push(texte);
      else if (haut.artefact) resultat.artefacts += texte;
      else if (haut.mcid !== undefined)
        resultat.parMcid.set(haut.mcid, (resultat.parMcid.get(haut.mcid) ?? "") + texte);
    } else if (peinture && pile.length === 0) resultat.horsMarque.push(tout);
  }
  return resultat;
}

export async function lirePdf(octets: Uint8Array): Promise<Lecture> {
  const doc = await PDFDocument.load(octets, { updateMetadata: false });
  const alphabets = new Map<PDFDict, Map<number, string>>();
  const pages = doc.getPages().map((p) => lirePage(p as unknown as { node: PDFDict }, alphabets));
  const rang = new Map(doc.getPages().map((p, i) => [p.ref, i]));
  const arbre = doc.catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);

  const lireNoeud = (dict: PDFDict): Noeud => {
    const attributs = dict.lookupMaybe(PDFName.of("A"), PDFDict);
    const noeud: Noeud = {
      type: dict.lookup(PDFName.of("S"), PDFName).decodeText(),
      alt: texteDe(dict.lookup(PDFName.of("Alt"))),
      portee: attributs?.lookupMaybe(PDFName.of("Scope"), PDFName)?.decodeText(),
      etendue: attributs?.lookupMaybe(PDFName.of("ColSpan"), PDFNumber)?.asNumber() ?? 1,
      bbox: attributs?.has(PDFName.of("BBox")) ?? false,
      texte: "",
      pages: [],
      enfants: [],
    };
    const page = dict.get(PDFName.of("Pg"));
    const k = dict.lookup(PDFName.of("K"));
    const enfants = k instanceof PDFArray ? k.asArray() : k === undefined ? [] : [k];
    const contenu = (ref: unknown, mcid: number) => {
      const p = rang.get(ref as PDFRef) as number;
      noeud.texte += pages[p]?.parMcid.get(mcid) ?? "";
      if (!noeud.pages.includes(p)) noeud.pages.push(p);
    };
    for (const brut of enfants) {
      const enfant = brut instanceof PDFRef ? doc.context.lookup(brut) : brut;
      if (enfant instanceof PDFNumber) contenu(page, enfant.asNumber());
      else if (enfant instanceof PDFDict && enfant.has(PDFName.of("MCID")))
        contenu(enfant.get(PDFName.of("Pg")) ?? page, enfant.lookup(PDFName.of("MCID"), PDFNumber).asNumber());
      // A reference to an annotation (Link) has no text of its own.
      else if (enfant instanceof PDFDict && enfant.has(PDFName.of("S"))) noeud.enfants.push(lireNoeud(enfant));
    }
    return noeud;
  };

  const signets: Lecture["signets"] = [];
  const lireSignets = (parent: PDFDict | undefined, niveau: number) => {
    for (let s = parent?.lookupMaybe(PDFName.of("First"), PDFDict); s; s = s.lookupMaybe(PDFName.of("Next"), PDFDict)) {
      signets.push({ titre: texteDe(s.lookup(PDFName.of("Title"))) ?? "", niveau });
      lireSignets(s, niveau + 1);
    }
  };
  lireSignets(doc.catalog.lookupMaybe(PDFName.of("Outlines"), PDFDict), 1);

  return {
    racine: lireNoeud(arbre.lookup(PDFName.of("K"), PDFArray).lookup(0, PDFDict)),
    artefacts: pages.map((p) => p.artefacts),
    horsMarque: pages.flatMap((p) => p.horsMarque),
    signets,
    titre: doc.getTitle(),
    langue: texteDe(doc.catalog.lookup(PDFName.of("Lang"))),
  };
}

/** Depth first, the reading order. */
export function* parcourir(noeud: Noeud): Generator<Noeud> {
  yield noeud;
  for (const enfant of noeud.enfants) yield* parcourir(enfant);
}
export const tous = (racine: Noeud, ...types: string[]): Noeud[] =>
  [...parcourir(racine)].filter((n) => types.includes(n.type));
export const texteEntier = (noeud: Noeud): string => [...parcourir(noeud)].map((n) => n.texte).join("");
