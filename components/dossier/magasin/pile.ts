/** Undo and redo of a whole dossier: one stack, one's own edits, those of one field within a second counting for one. Pure but for its two lists. */
import type { Adresse } from "@/lib/domain/edition/adresses";
import { appliquer, type Changement, inverser, lireA, memeValeur } from "@/lib/domain/edition/changements";
import type { SectionSaisie } from "@/lib/schemas/sections";

/** Edits closer than this on the same field count as one for « Annuler ». */
const REGROUPEMENT_MS = 1_000;
const PROFONDEUR = 200;

/** Name of one gesture, for whoever made it and may take back that one. */
export type NomGeste = { readonly geste: symbol };
type Geste = { nom: NomGeste; section: SectionSaisie; changements: readonly Changement[]; le: number };
/** Whether two values of this field or row are one and the same once read: « 12 » and « 12.00 ». */
export type Egales = (section: SectionSaisie, adresse: Adresse, a: unknown, b: unknown) => boolean;
export type Cible = { section: SectionSaisie; adresses: Adresse[] };
export type Retrait = Cible & { saisie: unknown; refusees: Adresse[] };

const adressesDe = (g: Geste): Adresse[] => g.changements.map((c) => c.adresse);

/** Whether what this change made is still there as it made it. */
export function intact(section: SectionSaisie, saisie: unknown, c: Changement, egales: Egales): boolean {
  const present = lireA(saisie, c.adresse);
  if (c.type === "retrait") return present === undefined;
  return present !== undefined && (memeValeur(present, c.apres) || egales(section, c.adresse, present, c.apres));
}

export function creerPile(egales: Egales) {
  let faits: Geste[] = [];
  let defaits: Geste[] = [];

  const cible = (g: Geste | undefined): Cible | null => (g ? { section: g.section, adresses: adressesDe(g) } : null);

  /** `seul`: a gesture of its own, however close to the others. */
  function noter(
    section: SectionSaisie,
    changements: readonly Changement[],
    instant: number,
    seul: boolean,
  ): NomGeste | null {
    if (changements.length === 0) return null;
    const le = seul ? Number.NEGATIVE_INFINITY : instant;
    defaits = [];
    const dernier = faits.at(-1);
    const [nouveau] = changements;
    const [ancien] = dernier?.changements ?? [];
    if (
      !seul &&
      dernier?.section === section &&
      le - dernier.le < REGROUPEMENT_MS &&
      dernier.changements.length === 1 &&
      changements.length === 1 &&
      ancien?.type === "champ" &&
      nouveau?.type === "champ" &&
      ancien.adresse === nouveau.adresse
    ) {
      const reunis = { ...ancien, apres: nouveau.apres };
      faits = [...faits.slice(0, -1), { ...dernier, changements: [reunis], le }];
      return dernier.nom;
    }
    const nom: NomGeste = { geste: Symbol() };
    faits = [...faits, { nom, section, changements, le }].slice(-PROFONDEUR);
    return nom;
  }

  /** Takes the last gesture of `depuis` back on what is typed; what someone changed since stays. */
  function defaire(geste: Geste, saisie: unknown): Retrait & { fait: Geste } {
    const possibles = geste.changements.filter((c) => intact(geste.section, saisie, c, egales));
    const refusees = geste.changements.filter((c) => !possibles.includes(c)).map((c) => c.adresse);
    return {
      section: geste.section,
      adresses: possibles.map((c) => c.adresse),
      refusees,
      saisie: appliquer(geste.section, saisie, inverser(possibles)),
      fait: { ...geste, changements: possibles, le: 0 },
    };
  }

  return {
    noter,
    annulable: () => cible(faits.at(-1)),
    retablissable: () => cible(defaits.at(-1)),
    /** The last one, or that one; null: it is not there any more. */
    annuler(lire: (section: SectionSaisie) => unknown, nom?: NomGeste): Retrait | null {
      const geste = nom === undefined ? faits.at(-1) : faits.find((g) => g.nom === nom);
      if (!geste) return null;
      const retrait = defaire(geste, lire(geste.section));
      faits = faits.filter((g) => g !== geste);
      if (retrait.adresses.length > 0) defaits = [...defaits, retrait.fait];
      return retrait;
    },
    retablir(lire: (section: SectionSaisie) => unknown): Retrait | null {
      const geste = defaits.at(-1);
      if (!geste) return null;
      const retrait = defaire({ ...geste, changements: inverser(geste.changements) }, lire(geste.section));
      defaits = defaits.slice(0, -1);
      if (retrait.adresses.length > 0)
        faits = [...faits, { ...retrait.fait, changements: inverser(retrait.fait.changements) }];
      return retrait;
    },
  };
}
