/**
 * Roles and classes are names of the whole document: two annexes may give one name two meanings. The first keeps it, the next is
 * renamed, so that every tag keeps the meaning that it had.
 */
import type { PDFDict, PDFName, PDFObject } from "pdf-lib";

const nomDe = (nom: unknown): string | null => {
  const n = nom as { decodeText?: () => string } | undefined;
  return n !== undefined && typeof n.decodeText === "function" ? n.decodeText() : null;
};

export class Roles {
  /** Name in the assembly → its chain of roles, « Titre1>H1 »; a role that nothing maps is a chain of one. */
  private chaines = new Map<string, string>();
  private vises = new Map<string, string>();
  private classes = new Map<string, string>();
  private suffixes = 0;

  /** What a source adds to this one is kept only if the whole source is. */
  copier(): Roles {
    const copie = new Roles();
    copie.chaines = new Map(this.chaines);
    copie.vises = new Map(this.vises);
    copie.classes = new Map(this.classes);
    copie.suffixes = this.suffixes;
    return copie;
  }

  /** Names that the roles of one annexe take. `employes`: those of its elements, mapped or not. */
  renommer(carte: PDFDict | undefined, employes: ReadonlySet<string>): Map<string, string> {
    const vers = new Map<string, string>();
    for (const [cle, valeur] of carte?.entries() ?? []) {
      const cible = nomDe(valeur);
      if (cible !== null) vers.set(cle.decodeText(), cible);
    }
    const noms = new Map<string, string>();
    const chaine = (nom: string): string[] => {
      const suite = [nom];
      for (let c = vers.get(nom); c !== undefined && !suite.includes(c) && suite.length < 50; c = vers.get(c))
        suite.push(c);
      return suite;
    };
    const prendre = (nom: string): string => {
      const deja = noms.get(nom);
      if (deja !== undefined) return deja;
      const suite = chaine(nom);
      const sens = suite.join(">");
      const tenu = this.chaines.get(nom);
      const pris = tenu === undefined || tenu === sens ? nom : this.libre(nom, sens);
      this.chaines.set(pris, sens);
      noms.set(nom, pris);
      const cible = suite[1];
      if (cible !== undefined) this.vises.set(pris, prendre(cible));
      return pris;
    };
    for (const nom of [...employes, ...vers.keys()]) prendre(nom);
    return noms;
  }

  private libre(nom: string, sens: string): string {
    for (const [tenu, autre] of this.chaines) if (autre === sens && tenu.startsWith(`${nom}.`)) return tenu;
    let pris: string;
    do {
      this.suffixes += 1;
      pris = `${nom}.${this.suffixes}`;
    } while (this.chaines.has(pris));
    return pris;
  }

  /** `texte`: the attributes, as written in the assembly. */
  classer(nom: string, texte: string): string {
    const tenu = this.classes.get(nom);
    if (tenu === undefined || tenu === texte) {
      this.classes.set(nom, texte);
      return nom;
    }
    this.suffixes += 1;
    const pris = `${nom}.${this.suffixes}`;
    this.classes.set(pris, texte);
    return pris;
  }

  ecrire(nom: (texte: string) => string): { roles: string; classes: string } {
    const entrees = (carte: ReadonlyMap<string, string>, valeur: (v: string) => string) =>
      [...carte].map(([cle, v]) => `${nom(cle)} ${valeur(v)}`).join("");
    return { roles: entrees(this.vises, nom), classes: entrees(this.classes, (v) => v) };
  }
}

export const nomRole = (valeur: PDFObject | PDFName | undefined): string | null => nomDe(valeur);
