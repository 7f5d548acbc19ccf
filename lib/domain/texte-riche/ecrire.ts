/** The tree of a long answer back to its string, in one way only: reading what was written gives the same tree. */
import { ecrireLigne } from "./ecrire-ligne";
import { ecrireCellule, ecrireDebut, estVide } from "./reperes";
import {
  type Bloc,
  type Contenu,
  type Fragment,
  type ItemListe,
  regrouper,
  type SousListe,
  type TableauTexte,
} from "./types";

/** Cuts at line breaks. */
function enLignes(contenu: readonly Fragment[]): Contenu[] {
  const lignes: Contenu[] = [[]];
  for (const f of contenu)
    for (const [i, texte] of f.texte.replace(/\r\n?/g, "\n").split("\n").entries()) {
      if (i > 0) lignes.push([]);
      lignes.at(-1)?.push({ ...f, texte });
    }
  return lignes.map(regrouper);
}

const surUneLigne = (contenu: readonly Fragment[]): string =>
  ecrireLigne(regrouper(contenu.map((f) => ({ ...f, texte: f.texte.replace(/[\r\n]+/g, " ") })))).trim();

const lignesNonVides = (contenu: readonly Fragment[]): string[] =>
  enLignes(contenu)
    .map((l) => ecrireLigne(l))
    .filter((l) => !estVide(l));

function ecrireItem(repere: string, retrait: string, { contenu, sous = [] }: ItemListe): string[] {
  const [premiere, ...suivantes] = lignesNonVides(contenu).map((l) => l.trim());
  // An item of which nothing is left but what is under it still holds its place.
  if (premiere === undefined && sous.length === 0) return [];
  const interieur = retrait + " ".repeat(repere.length);
  return [
    `${retrait}${repere}${premiere ?? "…"}`,
    ...suivantes.map((l) => interieur + ecrireDebut(l, true)),
    ...sous.flatMap((s) => ecrireItems(s, interieur)),
  ];
}

function ecrireItems({ ordonnee, items }: SousListe, retrait: string): string[] {
  const lignes: string[] = [];
  let rang = 1;
  for (const item of items) {
    const ecrites = ecrireItem(ordonnee ? `${rang}. ` : "- ", retrait, item);
    if (ecrites.length > 0) rang += 1;
    lignes.push(...ecrites);
  }
  return lignes;
}

function ecrireTableau({ entetes, lignes }: TableauTexte): string {
  const colonnes = Math.max(entetes.length, ...lignes.map((l) => l.length));
  const rangee = (cellules: readonly Contenu[]) =>
    `|${Array.from({ length: colonnes }, (_, i) => ` ${ecrireCellule(surUneLigne(cellules[i] ?? []))} |`).join("")}`;
  return [rangee(entetes), `|${" --- |".repeat(colonnes)}`, ...lignes.map(rangee)].join("\n");
}

function ecrireBloc(bloc: Bloc): string {
  if (bloc.type === "titre") {
    const texte = surUneLigne(bloc.contenu);
    return texte === "" ? "" : `${"#".repeat(bloc.niveau)} ${texte}`;
  }
  if (bloc.type === "liste") return ecrireItems(bloc, "").join("\n");
  if (bloc.type === "tableau") return bloc.entetes.length === 0 && bloc.lignes.length === 0 ? "" : ecrireTableau(bloc);
  return lignesDeParagraphe(bloc.contenu);
}

const lignesDeParagraphe = (contenu: readonly Fragment[]): string =>
  enLignes(contenu)
    .map((l) => ecrireDebut(ecrireLigne(l).trimEnd(), false))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");

export const ecrireTexte = (blocs: readonly Bloc[]): string =>
  blocs
    .map(ecrireBloc)
    .filter((b) => b !== "")
    .join("\n\n");
