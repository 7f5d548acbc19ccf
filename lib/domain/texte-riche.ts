/**
 * Long answers: a plain string that may hold headings (`## `, `### `), lists (`- `, `1. `, two levels), pipe tables, **bold**,
 * *italic* and [links](https://…). Total, linear, bounded in depth; anything else is text, HTML included. An answer written
 * before there were marks reads as it did, line breaks kept.
 */
import { lireLigne } from "./texte-riche/lire-ligne";
import {
  estEnRetrait,
  estSeparateur,
  estVide,
  lireCellules,
  lireDebut,
  repereItem,
  repereTitre,
} from "./texte-riche/reperes";
import { type Bloc, type Contenu, type ItemListe, regrouper, type SousListe, texteDe } from "./texte-riche/types";

export type { Bloc, Contenu, Fragment } from "./texte-riche/types";

const lireLignes = (lignes: readonly string[]): Contenu =>
  regrouper(lignes.flatMap((l, i) => [...(i > 0 ? [{ texte: "\n" }] : []), ...lireLigne(l)]));

type Lu = { bloc: Bloc; suite: number };

function lireTableau(lignes: readonly string[], debut: number): Lu | null {
  const entetes = lireCellules(lignes[debut] as string);
  const separateur = lignes[debut + 1];
  if (entetes === null || entetes.length === 0 || separateur === undefined) return null;
  if (!estSeparateur(separateur) || lireCellules(separateur)?.length !== entetes.length) return null;
  const rangees: Contenu[][] = [];
  let i = debut + 2;
  for (; i < lignes.length; i++) {
    const cellules = lireCellules(lignes[i] as string);
    // One cell too many would be lost: the line is text.
    if (cellules === null || cellules.length > entetes.length) break;
    rangees.push(entetes.map((_, c) => lireLigne(cellules[c] ?? "")));
  }
  return { bloc: { type: "tableau", entetes: entetes.map(lireLigne), lignes: rangees }, suite: i };
}

/** Lines of an item while the list is read; parsed once it is known whole. */
type EnCours = { lignes: string[] };
type ItemEnCours = EnCours & { sous: { ordonnee: boolean; items: EnCours[] }[] };

/** A list begins with a dash or with « 1. » ; numbers follow one another, or the line is text as typed. */
function lireListe(lignes: readonly string[], debut: number): Lu | null {
  const premier = repereItem(lignes[debut] as string);
  if (premier === null || (premier.numero !== undefined && premier.numero !== 1)) return null;
  const ordonnee = premier.numero !== undefined;
  const items: ItemEnCours[] = [{ lignes: [premier.texte], sous: [] }];
  let i = debut + 1;
  for (; i < lignes.length; i++) {
    const ligne = lignes[i] as string;
    if (estVide(ligne)) break;
    const repere = repereItem(ligne);
    const item = items.at(-1) as ItemEnCours;
    if (repere && !repere.retrait) {
      if (repere.numero !== (ordonnee ? items.length + 1 : undefined)) break;
      items.push({ lignes: [repere.texte], sous: [] });
    } else if (estEnRetrait(ligne)) {
      const liste = item.sous.at(-1);
      const rang = repere?.numero;
      if (repere && liste && rang === (liste.ordonnee ? liste.items.length + 1 : undefined))
        liste.items.push({ lignes: [repere.texte] });
      else if (repere && (rang === undefined || rang === 1))
        item.sous.push({ ordonnee: rang !== undefined, items: [{ lignes: [repere.texte] }] });
      else (liste?.items.at(-1) ?? item).lignes.push(lireDebut(ligne.trim()));
    } else break;
  }
  const lire = ({ lignes: l }: EnCours) => ({ contenu: lireLignes(l) });
  const finis = items.map(
    (item): ItemListe => ({
      ...lire(item),
      ...(item.sous.length > 0 && {
        sous: item.sous.map((s): SousListe => ({ ordonnee: s.ordonnee, items: s.items.map(lire) })),
      }),
    }),
  );
  return { bloc: { type: "liste", ordonnee, items: finis }, suite: i };
}

function lireTitre(lignes: readonly string[], debut: number): Lu | null {
  const titre = repereTitre(lignes[debut] as string);
  return titre && { bloc: { type: "titre", niveau: titre.niveau, contenu: lireLigne(titre.texte) }, suite: debut + 1 };
}

export function lireTexte(texte: string): Bloc[] {
  const lignes = texte.replace(/\r\n?/g, "\n").split("\n");
  const blocs: Bloc[] = [];
  let paragraphe: string[] = [];
  const clore = () => {
    if (paragraphe.length > 0) blocs.push({ type: "paragraphe", contenu: lireLignes(paragraphe) });
    paragraphe = [];
  };
  let i = 0;
  while (i < lignes.length) {
    const ligne = lignes[i] as string;
    if (estVide(ligne)) {
      clore();
      i += 1;
      continue;
    }
    const lu = lireTitre(lignes, i) ?? lireTableau(lignes, i) ?? lireListe(lignes, i);
    if (lu) {
      clore();
      blocs.push(lu.bloc);
      i = lu.suite;
    } else {
      paragraphe.push(lireDebut(ligne.trimEnd()));
      i += 1;
    }
  }
  clore();
  return blocs;
}

/** Every stretch of text in reading order, without marks. */
function* contenus(blocs: readonly Bloc[]): Generator<string> {
  for (const bloc of blocs) {
    if (bloc.type === "tableau") {
      for (const ligne of [bloc.entetes, ...bloc.lignes]) for (const cellule of ligne) yield texteDe(cellule);
    } else if (bloc.type === "liste") {
      for (const item of bloc.items) {
        yield texteDe(item.contenu);
        for (const s of item.sous ?? []) for (const i of s.items) yield texteDe(i.contenu);
      }
    } else yield texteDe(bloc.contenu);
  }
}

const nuDeListe = (ordonnee: boolean, items: readonly ItemListe[], retrait = ""): string =>
  items
    .map(({ contenu, sous }, i) =>
      [
        `${retrait}${ordonnee ? `${i + 1}.` : "•"} ${texteDe(contenu)}`,
        ...(sous ?? []).map((s) => nuDeListe(s.ordonnee, s.items, `${retrait}  `)),
      ].join("\n"),
    )
    .join("\n");

/** The same text without marks: for search, comparison, summaries. */
export const texteNu = (texte: string): string =>
  lireTexte(texte)
    .map((b) => {
      if (b.type === "liste") return nuDeListe(b.ordonnee, b.items);
      if (b.type === "tableau") return [b.entetes, ...b.lignes].map((l) => l.map(texteDe).join("\t")).join("\n");
      return texteDe(b.contenu);
    })
    .join("\n\n");

/**
 * Words as office software counts them, so that two counts agree: what lies between spaces and holds a letter or a figure.
 * « l’école » is one word, a lone « : » is none, « 9 500 000 » is one.
 */
export function compterMots(texte: string): number {
  let mots = 0;
  for (const contenu of contenus(lireTexte(texte)))
    for (const mot of contenu.replace(/(\d)[\u00a0\u202f](?=\d)/g, "$1").split(/\s+/))
      if (/[\p{L}\p{N}]/u.test(mot)) mots += 1;
  return mots;
}
