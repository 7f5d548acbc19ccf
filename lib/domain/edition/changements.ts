/**
 * Between two contents of one section: what changed, field by field and row by row, and the way back. This is what travels,
 * what is merged, what is undone and what the history of a field is made of. Rows keep their order; moving one is no change.
 */
import { type Adresse, ecrireAdresse, lireAdresse } from "./adresses";
import { estEditable, type Forme, formeDe, type SectionEditable } from "./formes";

export type Ligne = Readonly<Record<string, unknown>>;

export type Changement =
  /** `avant`, `apres`: undefined never; a field without a value is null. */
  | { type: "champ"; adresse: Adresse; avant: unknown; apres: unknown }
  /** `rang`: place among the rows of its list, in places from 0. */
  | { type: "ajout"; adresse: Adresse; rang: number; apres: Ligne }
  | { type: "retrait"; adresse: Adresse; rang: number; avant: Ligne };

type Objet = Record<string, unknown>;
const objet = (v: unknown): Objet => (typeof v === "object" && v !== null ? (v as Objet) : {});
const lignes = (v: unknown): readonly Ligne[] => (Array.isArray(v) ? (v as Ligne[]) : []);
const valeur = (v: unknown): unknown => v ?? null;

/** Same value, whatever the order of its keys; absent, null and undefined are one. */
export function memeValeur(a: unknown, b: unknown): boolean {
  if (valeur(a) === valeur(b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((v, i) => memeValeur(v, b[i]));
  const cles = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...cles].every((cle) => memeValeur((a as Objet)[cle], (b as Objet)[cle]));
}

/** What takes `avant` to `apres`: rows taken out first, then put in, then fields. */
export function comparer(section: SectionEditable, avant: unknown, apres: unknown): Changement[] {
  const retraits: Changement[] = [];
  const ajouts: Changement[] = [];
  const champs: Changement[] = [];
  const parcourir = (forme: Forme, parts: readonly string[], a: unknown, b: unknown): void => {
    if (a === b) return;
    switch (forme.genre) {
      case "valeur":
        if (!memeValeur(a, b))
          champs.push({
            type: "champ",
            adresse: ecrireAdresse(section, ...parts),
            avant: valeur(a),
            apres: valeur(b),
          });
        return;
      case "objet":
        for (const [nom, sous] of Object.entries(forme.champs))
          parcourir(sous, [...parts, nom], objet(a)[nom], objet(b)[nom]);
        return;
      case "dictionnaire":
        for (const cle of new Set([...Object.keys(objet(a)), ...Object.keys(objet(b))]))
          parcourir({ genre: "valeur" }, [...parts, cle], objet(a)[cle], objet(b)[cle]);
        return;
      case "liste": {
        const anciennes = new Map(lignes(a).map((l, rang) => [String(l[forme.cle]), { l, rang }]));
        const nouvelles = new Set<string>();
        for (const [rang, l] of lignes(b).entries()) {
          const cle = String(l[forme.cle]);
          nouvelles.add(cle);
          const ancienne = anciennes.get(cle);
          if (ancienne === undefined)
            ajouts.push({ type: "ajout", adresse: ecrireAdresse(section, ...parts, cle), rang, apres: l });
          else parcourir({ genre: "objet", champs: forme.champs }, [...parts, cle], ancienne.l, l);
        }
        // Last first: each rank is that of the list it is taken out of.
        for (const [cle, { l, rang }] of [...anciennes].reverse())
          if (!nouvelles.has(cle))
            retraits.push({ type: "retrait", adresse: ecrireAdresse(section, ...parts, cle), rang, avant: l });
      }
    }
  };
  parcourir(formeDe(section), [], avant, apres);
  return [...retraits, ...ajouts, ...champs];
}

/** Where an address leads in its section: null when the section has no such field, whatever its rows. */
export type Cible =
  /** `entree`: an entry of a dictionary, which goes when it has no value. */
  | { genre: "champ"; liste: string | null; cle: string | null; parts: readonly string[]; entree: boolean }
  | { genre: "ligne"; liste: string; cle: string };

export function cibleDe(adresse: Adresse): (Cible & { section: SectionEditable }) | null {
  const lue = lireAdresse(adresse);
  if (lue === null || !estEditable(lue.section)) return null;
  const { section } = lue;
  let forme: Forme = formeDe(section);
  let liste: string | null = null;
  let cle: string | null = null;
  let entree = false;
  for (const [i, part] of lue.parts.entries()) {
    const reste = lue.parts.length - i - 1;
    if (forme.genre === "objet") {
      const sous: Forme | undefined = Object.hasOwn(forme.champs, part) ? forme.champs[part] : undefined;
      if (sous === undefined) return null;
      forme = sous;
    } else if (forme.genre === "liste") {
      liste = lue.parts[i - 1] as string;
      cle = part;
      if (reste === 0) return { genre: "ligne", liste, cle, section };
      forme = { genre: "objet", champs: forme.champs };
    } else if (forme.genre === "dictionnaire") {
      // « __proto__ » is no key of anything.
      if (part in Object.prototype) return null;
      entree = true;
      forme = { genre: "valeur" };
    } else return null;
  }
  return forme.genre === "valeur" ? { genre: "champ", liste, cle, parts: lue.parts, entree, section } : null;
}

/** The row that a field belongs to; null: it belongs to none. */
export function ligneDe(adresse: Adresse): Adresse | null {
  const cible = cibleDe(adresse);
  if (cible === null) return null;
  return cible.liste === null || cible.cle === null ? null : ecrireAdresse(cible.section, cible.liste, cible.cle);
}

const cleDeListe = (section: SectionEditable, liste: string): string => {
  const forme = formeDe(section);
  const sous = forme.genre === "objet" ? forme.champs[liste] : undefined;
  return sous?.genre === "liste" ? sous.cle : "cle";
};

/** Value of a field, or the row; undefined: that row is not there. */
export function lireA(contenu: unknown, adresse: Adresse): unknown {
  const cible = cibleDe(adresse);
  if (cible === null) return undefined;
  const nom = cible.liste === null ? "cle" : cleDeListe(cible.section, cible.liste);
  const ligne = (liste: string, cle: string) => lignes(objet(contenu)[liste]).find((l) => l[nom] === cle);
  if (cible.genre === "ligne") return ligne(cible.liste, cible.cle);
  let parts = cible.parts;
  let depart: unknown = contenu;
  if (cible.liste !== null && cible.cle !== null) {
    depart = ligne(cible.liste, cible.cle);
    if (depart === undefined) return undefined;
    parts = parts.slice(2);
  }
  return valeur(parts.reduce<unknown>((v, part) => objet(v)[part], depart));
}

/** `entree`: without a value, its key goes too. */
function poser(objetAvant: unknown, [part, ...reste]: readonly string[], nouvelle: unknown, entree: boolean): unknown {
  if (part === undefined) return nouvelle;
  const avant = objet(objetAvant);
  if (reste.length === 0 && entree && nouvelle === null) {
    const { [part]: _, ...sans } = avant;
    return sans;
  }
  return { ...avant, [part]: poser(avant[part], reste, nouvelle, entree) };
}

/** A list being changed: copied once, its rows found by their key. `places`: where each was last seen. */
type Ouverte = { cle: string; lignes: Ligne[]; places: Map<string, number> };

/** The content of a section, to read and change many times over without a copy for each change; the one given is not touched. */
export function ouvrirContenu(section: SectionEditable, contenu: unknown) {
  let courant = contenu;
  const ouvertes = new Map<string, Ouverte>();
  const situer = (ouverte: Ouverte): void => {
    ouverte.places.clear();
    for (const [i, l] of ouverte.lignes.entries()) ouverte.places.set(String(l[ouverte.cle]), i);
  };
  const ouvrir = (liste: string): Ouverte => {
    let ouverte = ouvertes.get(liste);
    if (ouverte === undefined) {
      ouverte = { cle: cleDeListe(section, liste), lignes: [...lignes(objet(contenu)[liste])], places: new Map() };
      situer(ouverte);
      ouvertes.set(liste, ouverte);
    }
    return ouverte;
  };
  const placeDe = ({ cle: nom, lignes: rangees, places }: Ouverte, cle: string): number => {
    const vue = places.get(cle);
    if (vue === undefined) return -1;
    if (rangees[vue]?.[nom] === cle) return vue;
    // Rows before it were put in or taken out since.
    const place = rangees.findIndex((l) => l[nom] === cle);
    places.set(cle, place);
    return place;
  };
  const changerLigne = (ouverte: Ouverte, cle: string, changement: Changement): void => {
    const place = placeDe(ouverte, cle);
    if (changement.type === "ajout") {
      const ligne = { ...changement.apres, [ouverte.cle]: cle };
      if (place >= 0) ouverte.lignes[place] = ligne;
      else {
        const rang = Math.max(0, Math.min(changement.rang, ouverte.lignes.length));
        ouverte.lignes.splice(rang, 0, ligne);
        ouverte.places.set(cle, rang);
      }
    } else if (changement.type === "retrait" && place >= 0) {
      ouverte.lignes.splice(place, 1);
      ouverte.places.delete(cle);
      // Two rows of the same key: the other one is found again.
      if (ouverte.places.size !== ouverte.lignes.length) situer(ouverte);
    }
  };
  return {
    /** The row of this address (or that this field is in) and its place; undefined: it is in no row, or its row is not there. */
    ligne(adresse: Adresse): { rang: number; ligne: Ligne } | undefined {
      const cible = cibleDe(adresse);
      if (cible === null || cible.liste === null || cible.cle === null) return undefined;
      const ouverte = ouvrir(cible.liste);
      const rang = placeDe(ouverte, cible.cle);
      const ligne = ouverte.lignes[rang];
      return ligne === undefined ? undefined : { rang, ligne };
    },
    /** As `lireA`. */
    lire(adresse: Adresse): unknown {
      const cible = cibleDe(adresse);
      if (cible === null) return undefined;
      if (cible.liste === null || cible.cle === null) return lireA(courant, adresse);
      const ligne = this.ligne(adresse)?.ligne;
      if (cible.genre === "ligne" || ligne === undefined) return ligne;
      return valeur(cible.parts.slice(2).reduce<unknown>((v, part) => objet(v)[part], ligne));
    },
    /**
     * A row put in where it already is becomes what the change says; a field of a row that is not there, or a row already gone,
     * changes nothing.
     */
    changer(changement: Changement): void {
      const cible = cibleDe(changement.adresse);
      if (cible === null || cible.section !== section) return;
      if (cible.genre === "ligne") changerLigne(ouvrir(cible.liste), cible.cle, changement);
      else if (changement.type !== "champ") return;
      else if (cible.liste !== null && cible.cle !== null) {
        const ouverte = ouvrir(cible.liste);
        const place = placeDe(ouverte, cible.cle);
        const suite = valeur(changement.apres);
        if (place >= 0)
          ouverte.lignes[place] = poser(ouverte.lignes[place], cible.parts.slice(2), suite, cible.entree) as Ligne;
      } else courant = poser(courant, cible.parts, valeur(changement.apres), cible.entree);
    },
    contenu(): unknown {
      return [...ouvertes].reduce<unknown>(
        (c, [liste, { lignes: rangees }]) => ({ ...objet(c), [liste]: rangees }),
        courant,
      );
    },
  };
}

/** The content once these changes are made, in order; the one given is not touched. */
export function appliquer(section: SectionEditable, contenu: unknown, changements: readonly Changement[]): unknown {
  const ouvert = ouvrirContenu(section, contenu);
  for (const changement of changements) ouvert.changer(changement);
  return ouvert.contenu();
}

/** What takes it back, to apply in the order given. */
export const inverser = (changements: readonly Changement[]): Changement[] =>
  changements
    .map((c): Changement => {
      if (c.type === "ajout") return { type: "retrait", adresse: c.adresse, rang: c.rang, avant: c.apres };
      if (c.type === "retrait") return { type: "ajout", adresse: c.adresse, rang: c.rang, apres: c.avant };
      return { ...c, avant: c.apres, apres: c.avant };
    })
    .reverse();

/** Path of a form (`partenaires.2.nom`) → address. null: no such field or row in this content. */
export function adresseDeChemin(section: SectionEditable, contenu: unknown, chemin: string): Adresse | null {
  const parts = chemin.split(".");
  const [liste, rang, ...reste] = parts;
  if (liste !== undefined && rang !== undefined && /^\d+$/.test(rang) && Array.isArray(objet(contenu)[liste])) {
    const ligne = lignes(objet(contenu)[liste])[Number(rang)];
    const cle = ligne?.[cleDeListe(section, liste)];
    if (typeof cle !== "string") return null;
    parts.splice(0, parts.length, liste, cle, ...reste);
  }
  // A field made of several controls (a pair of places, a letter) goes by its own name.
  for (let n = parts.length; n > 0; n--) {
    const adresse = ecrireAdresse(section, ...parts.slice(0, n));
    if (cibleDe(adresse) !== null) return adresse;
  }
  return null;
}

/** Address → path of the form (`partenaires.2.nom`). null: its row is not there. */
export function cheminDAdresse(contenu: unknown, adresse: Adresse): string | null {
  const cible = cibleDe(adresse);
  if (cible === null) return null;
  if (cible.liste === null || cible.cle === null) return cible.genre === "champ" ? cible.parts.join(".") : null;
  const nom = cleDeListe(cible.section, cible.liste);
  const rang = lignes(objet(contenu)[cible.liste]).findIndex((l) => l[nom] === cible.cle);
  if (rang < 0) return null;
  return [cible.liste, String(rang), ...(cible.genre === "champ" ? cible.parts.slice(2) : [])].join(".");
}
