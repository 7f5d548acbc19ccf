/** What changed in the content of two versions, section by section: fields, rows, and long texts apart. */
import { type Changement, cibleDe, comparer, type Ligne, lireA } from "../edition/changements";
import { listesDe, SECTIONS_EDITABLES, type SectionEditable } from "../edition/formes";
import { apparier } from "./appariement";

export type Contenus = Readonly<Record<SectionEditable, unknown>>;

/** Fields where people write at length: shown word by word rather than one value beside the other. */
const LONGS: ReadonlySet<string> = new Set([
  "diagnostic/diagnostic/texte",
  "diagnostic/besoins",
  "diagnostic/apprenants",
  "strategie/projetEconomique",
  "strategie/egalite",
  "strategie/alignement/justification",
  "financement/complementarite/texte",
  "transformations/plateauxTechniques/acces",
  "verification/justifications",
]);

/** The field's name without the key of its row: what tells a long text from the others. */
function nature(adresse: string): string {
  const cible = cibleDe(adresse);
  if (cible === null || cible.genre === "ligne") return "";
  const parts = cible.liste === null ? cible.parts : [cible.liste, ...cible.parts.slice(2)];
  return [cible.section, ...(cible.section === "verification" ? parts.slice(0, 1) : parts)].join("/");
}

/** A long text, on both sides; null: nothing written. */
export type TexteCompare = { adresse: string; avant: string | null; apres: string | null };

export type SectionComparee = {
  section: SectionEditable;
  changements: Changement[];
  textes: TexteCompare[];
  /** Long texts that are the same on both sides. */
  identiques: TexteCompare[];
  /** Both contents, their rows under the same keys: what an address leads to. */
  avant: unknown;
  apres: unknown;
};

const enTexte = (v: unknown): string | null => (typeof v === "string" && v.trim() !== "" ? v : null);
const enLignes = (contenu: unknown, liste: string): readonly Ligne[] =>
  ((contenu as Record<string, unknown>)[liste] as Ligne[] | undefined) ?? [];

/** Every long text of a content, by its address. */
function longs(section: SectionEditable, contenu: unknown): Map<string, string> {
  const vide = section === "verification" ? { justifications: {} } : {};
  const lus = new Map<string, string>();
  for (const c of comparer(section, vide, contenu)) {
    if (c.type === "champ" && LONGS.has(nature(c.adresse))) {
      const texte = enTexte(c.apres);
      if (texte !== null) lus.set(c.adresse, texte);
    }
    if (c.type === "ajout")
      for (const champ of Object.keys(c.apres)) {
        const adresse = `${c.adresse}/${champ}`;
        const texte = LONGS.has(nature(adresse)) ? enTexte(lireA(contenu, adresse)) : null;
        if (texte !== null) lus.set(adresse, texte);
      }
  }
  return lus;
}

/** `cles`: the rows of both versions bear their own lasting keys; else they are told apart by what they hold. */
function comparerSection(section: SectionEditable, a: unknown, b: unknown, cles: boolean): SectionComparee {
  let [avant, apres] = [a, b];
  if (!cles)
    for (const liste of listesDe(section).filter((l) => l !== "partenaires")) {
      const paires = apparier(liste, enLignes(avant, liste), enLignes(apres, liste));
      avant = { ...(avant as object), [liste]: paires.avant };
      apres = { ...(apres as object), [liste]: paires.apres };
    }
  const tous = comparer(section, avant, apres);
  const estLong = (c: Changement) => c.type === "champ" && LONGS.has(nature(c.adresse));
  const textes = tous.flatMap((c) =>
    c.type === "champ" && estLong(c) ? [{ adresse: c.adresse, avant: enTexte(c.avant), apres: enTexte(c.apres) }] : [],
  );
  const changes = new Set(textes.map((t) => t.adresse));
  const gauche = longs(section, avant);
  return {
    section,
    changements: tous.filter((c) => !estLong(c)),
    textes,
    identiques: [...longs(section, apres)].flatMap(([adresse, texte]) =>
      !changes.has(adresse) && gauche.get(adresse) === texte ? [{ adresse, avant: texte, apres: texte }] : [],
    ),
    avant,
    apres,
  };
}

export const comparerContenus = (avant: Contenus, apres: Contenus, cles: boolean): SectionComparee[] =>
  SECTIONS_EDITABLES.map((section) => comparerSection(section, avant[section], apres[section], cles));
