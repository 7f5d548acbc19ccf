/**
 * The annexes of a dossier as one tagged PDF. One source is in memory at a time: it is read, made ready, written, forgotten; what
 * stays is what joins them (roles, parent tree, bookmarks). A source that cannot be read leaves nothing behind, and is named.
 */
import { PDFDict, PDFName, PDFRawStream, PDFRef } from "pdf-lib";
import { Annotations } from "./annotations";
import { ecrireFeuilles, ecrireOctets, ecrireTexte, texteDe } from "./arbres";
import { type Calques, ecrireCalques, lireCalques } from "./calques";
import { Copie } from "./copie";
import { Destinations } from "./destinations";
import { EcrivainPdf } from "./ecrivain";
import { ANNEXE_ABIMEE, AnnexeFautive, ecrireRetires, type Retire } from "./fautes";
import { imageEnPdf } from "./image";
import { ouvrirSource, type Source } from "./lire-source";
import { lirePages, type PageSource } from "./pages";
import { proprietesXmp } from "./proprietes";
import { Roles } from "./roles";
import { baliser } from "./sans-balises";
import { ecrireSignets, lireSignets, type Signet } from "./signets";
import { lireStructure, RACINE, renommer, type Structure } from "./structure";

export type Annexe = { titre: string; genre: "pdf" | "png" | "jpg"; lire: () => Promise<Uint8Array> };
/** `motif`: why it stays out of the assembly. `avis`: what was taken out of it. */
export type AnnexeAssemblee = {
  titre: string;
  pages: number;
  /** First page in the assembly, from 1; null: left out. */
  premiere: number | null;
  balisee: boolean;
  motif: string | null;
  avis: string[];
};
export type Recueil = { octets: number; pages: number; annexes: AnnexeAssemblee[] };

export type OptionsAssemblage = {
  titre: string;
  auteur: string;
  /** Day written in the document's properties. */
  date: Date;
  ecrire: (octets: Uint8Array) => void;
  /** Pages to put first, once it is known where each annexe begins. */
  sommaire?: (annexes: AnnexeAssemblee[]) => Promise<{ octets: Uint8Array; pages: number }>;
  pause?: () => Promise<void>;
};

const n = (nom: string): PDFName => PDFName.of(nom);
const RETIRES_DES_PAGES = ["AA", "AF", "B", "PieceInfo", "Thumb", "PresSteps", "Parent", "TemplateInstantiated"].map(n);
const LANGUE = "fr-FR";

/** What one source brings to what joins them. */
type Apport = {
  noeud: number;
  part: number;
  pages: number;
  balisee: boolean;
  conforme: boolean;
  signet: Signet;
  calques: Calques;
  feuilles: string[];
  identifiants: { refs: string[]; limites: [string, string] | null };
  espaces: string[];
};

class Assemblage {
  readonly ecrivain: EcrivainPdf;
  private roles = new Roles();
  private readonly racine: number;
  private readonly arbre: number;
  private readonly document: number;
  private cle = 0;
  private rang = 0;

  constructor(private readonly options: OptionsAssemblage) {
    this.ecrivain = new EcrivainPdf(options.ecrire);
    this.racine = this.ecrivain.reserver();
    this.arbre = this.ecrivain.reserver();
    this.document = this.ecrivain.reserver();
  }

  private pause = (): Promise<void> => this.options.pause?.() ?? Promise.resolve();

  async prendre(titre: string, octets: Uint8Array, image: boolean, retires: Set<Retire>): Promise<Apport> {
    const source = await ouvrirSource(octets);
    const pages = lirePages(source);
    const structure = lireStructure(source);
    await this.pause();
    const roles = this.roles.copier();
    try {
      return await this.ecrivain.essayer(() => this.ecrireSource({ titre, image, source, pages, structure, retires }));
    } catch (erreur) {
      this.roles = roles;
      if (erreur instanceof RangeError || erreur instanceof TypeError) throw new AnnexeFautive(ANNEXE_ABIMEE);
      throw erreur;
    }
  }

  private async ecrireSource(s: {
    titre: string;
    image: boolean;
    source: Source;
    pages: PageSource[];
    structure: Structure | null;
    retires: Set<Retire>;
  }): Promise<Apport> {
    const { source, pages, structure, retires, titre } = s;
    const { ecrivain } = this;
    this.rang += 1;
    const copie = new Copie(source.contexte, ecrivain, this.cle, retires);
    const destinations = new Destinations(source, pages, retires);
    const annotations = new Annotations(source, destinations, retires);
    signalerCatalogue(source, destinations, retires);
    const [noeud, part] = [ecrivain.reserver(), ecrivain.reserver()];
    const numeros = pages.map(() => ecrivain.reserver());
    for (const [i, page] of pages.entries()) copie.placer(page.ref, numeros[i] as number);
    copie.placer(RACINE, part);
    const arbre = source.catalogue.get(n("StructTreeRoot"));
    if (arbre instanceof PDFRef) copie.placer(arbre, part);

    const liens = new Map<PageSource, PDFRef[]>();
    for (const page of pages) {
      for (const cle of RETIRES_DES_PAGES) {
        if (cle === n("AA") && page.dict.has(cle)) retires.add("actions");
        page.dict.delete(cle);
      }
      liens.set(page, annotations.dePage(page.dict));
    }

    let enfants: string[];
    let parents: [number, string][];
    let identifiants: [string, PDFRef][] = [];
    let espaces: string[] = [];
    if (structure === null) {
      ({ enfants, parents } = baliser(
        source,
        pages,
        liens,
        { titre, part, image: s.image },
        { copie, ecrivain, numeros },
      ));
    } else {
      for (const annotation of structure.annotations) annotations.nettoyer(annotation);
      const vivants = new Set(structure.elements.map((e) => e.dict));
      copie.elements = new WeakSet(vivants);
      identifiants = renommer(structure, `${`${this.rang}`.padStart(4, "0")}-`, this.roles, (o) => copie.texte(o));
      enfants = structure.enfants.map((e) => copie.texte(e));
      parents = structure.parents.map(([cle, valeur]) => [cle, copie.texte(valeur)]);
      const noms = structure.racine.lookup(n("Namespaces"));
      espaces = noms === undefined ? [] : [copie.texte(noms).replace(/^\[|\]$/g, "")];
    }

    const titreSignet: Signet = {
      titre,
      lieu: `/Dest[${numeros[0]} 0 R/Fit]`,
      enfants: lireSignets(source, destinations, copie),
    };
    const calques = lireCalques(source, copie);
    for (const [i, page] of pages.entries())
      ecrivain.objet(numeros[i] as number, `<<${copie.corps(page.dict)}/Parent ${noeud} 0 R>>`);
    await copie.vider(this.pause);

    const langue = structure === null ? LANGUE : texteDe(source.catalogue.lookup(n("Lang"))) || LANGUE;
    ecrivain.objet(
      part,
      `<</Type/StructElem/S/Part/P ${this.document} 0 R/T${ecrireTexte(titre)}/Lang${ecrireTexte(langue)}/K[${enfants.join(" ")}]>>`,
    );
    ecrivain.objet(
      noeud,
      `<</Type/Pages/Parent ${this.racine} 0 R/Count ${pages.length}/Kids[${numeros.map((k) => `${k} 0 R`).join(" ")}]>>`,
    );
    const places = parents.map(([cle, valeur]) => [cle + this.cle, valeur] as const);
    const noms = identifiants.map(([octets, ref]) => [octets, copie.texte(ref)] as const);
    const apport: Apport = {
      noeud,
      part,
      pages: pages.length,
      balisee: structure !== null,
      conforme: structure !== null && retires.size === 0 && declareUa(source),
      signet: titreSignet,
      calques,
      feuilles: ecrireFeuilles("Nums", places, String, (texte) => ecrivain.ajouter(texte)),
      identifiants: {
        refs: ecrireFeuilles("Names", noms, ecrireOctets, (texte) => ecrivain.ajouter(texte)),
        limites: noms.length === 0 ? null : [noms[0]?.[0] as string, noms.at(-1)?.[0] as string],
      },
      espaces,
    };
    this.cle += Math.max(copie.cleMax, parents.at(-1)?.[0] ?? -1) + 1;
    return apport;
  }

  /** What joins the sources, and the end of the file. */
  terminer(apports: readonly Apport[]): void {
    const { ecrivain, options } = this;
    const nombres = apports.flatMap((a) => a.feuilles);
    const noms = apports.flatMap((a) => a.identifiants.refs);
    const limites = apports.flatMap((a) => a.identifiants.limites ?? []).sort();
    const { roles, classes } = this.roles.ecrire((nom) => n(nom).toString());
    const espaces = apports.flatMap((a) => a.espaces);
    const kids = apports.map((a) => `${a.noeud} 0 R`).join(" ");
    const pages = apports.reduce((somme, a) => somme + a.pages, 0);
    ecrivain.objet(this.racine, `<</Type/Pages/Count ${pages}/Kids[${kids}]>>`);
    ecrivain.objet(
      this.document,
      `<</Type/StructElem/S/Document/P ${this.arbre} 0 R/T${ecrireTexte(options.titre)}/Lang${ecrireTexte(LANGUE)}/K[${apports.map((a) => `${a.part} 0 R`).join(" ")}]>>`,
    );
    const arbreDeNombres = ecrivain.ajouter(nombres.length === 0 ? "<</Nums[]>>" : `<</Kids[${nombres.join(" ")}]>>`);
    const arbreDeNoms = limites.length === 0 ? "" : `/IDTree ${ecrivain.ajouter(`<</Kids[${noms.join(" ")}]>>`)} 0 R`;
    ecrivain.objet(
      this.arbre,
      `<</Type/StructTreeRoot/K[${this.document} 0 R]/ParentTree ${arbreDeNombres} 0 R/ParentTreeNextKey ${this.cle}` +
        `${roles === "" ? "" : `/RoleMap<<${roles}>>`}${classes === "" ? "" : `/ClassMap<<${classes}>>`}` +
        `${espaces.length === 0 ? "" : `/Namespaces[${espaces.join(" ")}]`}${arbreDeNoms}>>`,
    );
    const signets = ecrireSignets(
      apports.map((a) => a.signet),
      ecrivain,
    );
    const xmp = ecrivain.reserver();
    const conforme = apports.every((a) => a.conforme);
    const { paquet, dateInfo } = proprietesXmp({ ...options, conforme });
    ecrivain.flux(xmp, "/Type/Metadata/Subtype/XML", paquet);
    const calques = apports.reduce<Calques>(
      (tous, a) => ({
        tous: [...tous.tous, ...a.calques.tous],
        caches: [...tous.caches, ...a.calques.caches],
        ordre: [...tous.ordre, ...a.calques.ordre],
      }),
      { tous: [], caches: [], ordre: [] },
    );
    const catalogue = ecrivain.ajouter(
      `<</Type/Catalog/Version/1.7/Pages ${this.racine} 0 R/StructTreeRoot ${this.arbre} 0 R/MarkInfo<</Marked true>>` +
        `/Lang(${LANGUE})/ViewerPreferences<</DisplayDocTitle true>>/Outlines ${signets} 0 R/PageMode/UseOutlines/Metadata ${xmp} 0 R${ecrireCalques(calques)}>>`,
    );
    const info = ecrivain.ajouter(
      `<</Title${ecrireTexte(options.titre)}/Author${ecrireTexte(options.auteur)}/Creator(Rigel)/Producer(Rigel)/CreationDate(${dateInfo})/ModDate(${dateInfo})>>`,
    );
    ecrivain.terminer(catalogue, info);
  }
}

/** What the catalogue would do by itself is not taken; it is said. */
function signalerCatalogue({ catalogue }: Source, destinations: Destinations, retires: Set<Retire>): void {
  if (catalogue.has(n("AA"))) retires.add("actions");
  const ouverture = catalogue.lookup(n("OpenAction"));
  if (ouverture instanceof PDFDict) destinations.action(ouverture);
  const noms = catalogue.lookup(n("Names"));
  if (noms instanceof PDFDict && noms.has(n("JavaScript"))) retires.add("code");
  if ((noms instanceof PDFDict && noms.has(n("EmbeddedFiles"))) || catalogue.has(n("AF"))) retires.add("fichiers");
}

/** The source says of itself that it conforms to PDF/UA-1. */
function declareUa({ catalogue }: Source): boolean {
  const xmp = catalogue.lookup(n("Metadata"));
  if (!(xmp instanceof PDFRawStream) || xmp.dict.has(n("Filter"))) return false;
  return /pdfuaid:part(?:>|=["'])1/.test(Buffer.from(xmp.contents).toString("utf8"));
}

export async function assembler(annexes: readonly Annexe[], options: OptionsAssemblage): Promise<Recueil> {
  const assemblage = new Assemblage(options);
  const apports: Apport[] = [];
  const assemblees: AnnexeAssemblee[] = [];
  for (const { titre, genre, lire } of annexes) {
    const retires = new Set<Retire>();
    try {
      const brut = await lire();
      const octets = genre === "pdf" ? brut : await imageEnPdf(brut, genre);
      const apport = await assemblage.prendre(titre, octets, genre !== "pdf", retires);
      apports.push(apport);
      assemblees.push({
        titre,
        pages: apport.pages,
        premiere: 0,
        balisee: apport.balisee,
        motif: null,
        avis: ecrireRetires(retires),
      });
    } catch (erreur) {
      if (!(erreur instanceof AnnexeFautive)) throw erreur;
      assemblees.push({ titre, pages: 0, premiere: null, balisee: false, motif: erreur.motif, avis: [] });
    }
    await options.pause?.();
  }
  const situer = (avant: number): AnnexeAssemblee[] => {
    let page = avant + 1;
    return assemblees.map((a) => {
      const premiere = a.premiere === null ? null : page;
      page += a.pages;
      return { ...a, premiere };
    });
  };
  let situees = situer(0);
  if (options.sommaire !== undefined) {
    // The list says on which page each annexe begins, its own pages counted.
    const essai = await options.sommaire(situees);
    situees = situer(essai.pages);
    const { octets } = await options.sommaire(situees);
    apports.unshift(await assemblage.prendre("Liste des annexes", octets, false, new Set()));
  }
  assemblage.terminer(apports);
  return {
    octets: assemblage.ecrivain.octets,
    pages: apports.reduce((somme, a) => somme + a.pages, 0),
    annexes: situees,
  };
}
