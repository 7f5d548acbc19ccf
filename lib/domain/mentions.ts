/**
 * Mentions in a comment. Stored as `@{account}`, so that a person is shown under their name of the day and an erased account
 * leaves no name behind; typed and read as « @Camille Dupré ».
 */

const MARQUE = /@\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}/gi;

/** Someone who may be mentioned; `etiquette`: what is typed after « @ », one per person. */
export type Mentionnable = { id: string; nom: string; organisation: string; etiquette: string };

export type Morceau = { type: "texte"; texte: string } | { type: "mention"; id: string };

/** The accounts mentioned, each once, in the order of the text. */
export const mentionsDe = (texte: string): string[] => [
  ...new Set(Array.from(texte.matchAll(MARQUE), (m) => (m[1] as string).toLowerCase())),
];

export function morceauxDe(texte: string): Morceau[] {
  const morceaux: Morceau[] = [];
  let fin = 0;
  for (const m of texte.matchAll(MARQUE)) {
    if (m.index > fin) morceaux.push({ type: "texte", texte: texte.slice(fin, m.index) });
    morceaux.push({ type: "mention", id: (m[1] as string).toLowerCase() });
    fin = m.index + m[0].length;
  }
  if (fin < texte.length) morceaux.push({ type: "texte", texte: texte.slice(fin) });
  return morceaux;
}

/** Stored → as typed. Someone who left keeps their name there; `reste` tells which ones, to write them back the same. */
export const enSaisie = (texte: string, nomDe: (id: string) => string): string =>
  texte.replace(MARQUE, (_, id: string) => `@${nomDe(id.toLowerCase())}`);

const LETTRE = /[\p{L}\p{N}_]/u;

/** As typed → stored: the longest name wins (« @Anne Roy » is not in « @Anne Royer »). */
export function enMarques(saisie: string, personnes: readonly { id: string; etiquette: string }[]): string {
  const parLongueur = [...personnes].sort((a, b) => b.etiquette.length - a.etiquette.length);
  let sortie = "";
  for (let i = 0; i < saisie.length; ) {
    const trouvee =
      saisie[i] === "@"
        ? parLongueur.find(
            ({ etiquette }) =>
              saisie.startsWith(etiquette, i + 1) && !LETTRE.test(saisie[i + 1 + etiquette.length] ?? " "),
          )
        : undefined;
    if (trouvee === undefined) {
      sortie += saisie[i];
      i += 1;
    } else {
      sortie += `@{${trouvee.id}}`;
      i += 1 + trouvee.etiquette.length;
    }
  }
  return sortie;
}

/** Names that two people share are told apart by their organisation, then by a number. */
export function avecEtiquettes(personnes: readonly Omit<Mentionnable, "etiquette">[]): Mentionnable[] {
  const prises = new Set<string>();
  const combien = new Map<string, number>();
  for (const { nom } of personnes) combien.set(nom, (combien.get(nom) ?? 0) + 1);
  return personnes.map((p) => {
    const base = (combien.get(p.nom) ?? 0) > 1 && p.organisation !== "" ? `${p.nom} (${p.organisation})` : p.nom;
    let etiquette = base;
    for (let n = 2; prises.has(etiquette); n += 1) etiquette = `${base} ${n}`;
    prises.add(etiquette);
    return { ...p, etiquette };
  });
}

/** What is being typed after « @ » just before the caret; null: no mention is being written there. */
export function mentionEnCours(saisie: string, curseur: number): { debut: number; cherche: string } | null {
  const avant = saisie.slice(0, curseur);
  const debut = avant.lastIndexOf("@");
  if (debut < 0) return null;
  // An e-mail address is no mention.
  if (debut > 0 && LETTRE.test(avant[debut - 1] as string)) return null;
  const cherche = avant.slice(debut + 1);
  return cherche.length > 40 || /[\n@{}.,;:!?]/.test(cherche) ? null : { debut, cherche };
}

const sansAccents = (texte: string): string => texte.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("fr");

/** Whose name, or whose organisation, holds a word that begins so. */
export function filtrerMentionnables(personnes: readonly Mentionnable[], cherche: string): Mentionnable[] {
  const mots = sansAccents(cherche).split(/\s+/).filter(Boolean);
  return personnes.filter((p) => {
    const siens = sansAccents(p.etiquette).split(/[\s()’'-]+/);
    return mots.every((mot) => siens.some((sien) => sien.startsWith(mot)));
  });
}
