/** The string's tree to the editor's document, and back. */
import type { Fragment as FragmentPm, Mark, Node } from "prosemirror-model";
import {
  type Bloc,
  type Contenu,
  type Fragment,
  type ItemListe,
  regrouper,
  type SousListe,
  texteDe,
} from "@/lib/domain/texte-riche/types";
import {
  bullet_list,
  hard_break,
  heading,
  list_item,
  ordered_list,
  paragraph,
  schema,
  table,
  table_row,
} from "./schema";

const marques = ({ gras, italique, lien }: Fragment): Mark[] => [
  ...(lien ? [schema.mark("lien", { href: lien })] : []),
  ...(gras ? [schema.mark("gras")] : []),
  ...(italique ? [schema.mark("italique")] : []),
];

const enLigne = (contenu: Contenu, sauts = true): Node[] =>
  contenu.flatMap((f) =>
    f.texte
      .split("\n")
      .flatMap((t, i) => [
        ...(i > 0 ? [sauts ? hard_break.create() : schema.text(" ")] : []),
        ...(t === "" ? [] : [schema.text(t, marques(f))]),
      ]),
  );

const listeDe = ({ ordonnee, items }: { ordonnee: boolean; items: ItemListe[] }): Node =>
  (ordonnee ? ordered_list : bullet_list).create(
    null,
    items.map(({ contenu, sous = [] }) =>
      list_item.create(null, [paragraph.create(null, enLigne(contenu)), ...sous.map(listeDe)]),
    ),
  );

const rangee = (cellules: Contenu[], type: "table_header" | "table_cell"): Node =>
  table_row.create(
    null,
    cellules.map((c) => schema.node(type, null, [paragraph.create(null, enLigne(c, false))])),
  );

export function noeudsDe(blocs: readonly Bloc[]): Node[] {
  return blocs.map((b) => {
    if (b.type === "titre") return heading.create({ niveau: b.niveau }, enLigne(b.contenu, false));
    if (b.type === "liste") return listeDe(b);
    if (b.type === "tableau")
      return table.create(null, [rangee(b.entetes, "table_header"), ...b.lignes.map((l) => rangee(l, "table_cell"))]);
    return paragraph.create(null, enLigne(b.contenu));
  });
}

export function documentDe(blocs: readonly Bloc[]): Node {
  const noeuds = noeudsDe(blocs);
  // Somewhere to write below a table.
  if (noeuds.length === 0 || noeuds.at(-1)?.type === table) noeuds.push(paragraph.create());
  return schema.node("doc", null, noeuds);
}

function contenuDe(noeud: Node): Contenu {
  const contenu: Fragment[] = [];
  noeud.forEach((n) => {
    if (n.type === hard_break) {
      contenu.push({ texte: "\n" });
      return;
    }
    const lien = n.marks.find((m) => m.type.name === "lien")?.attrs.href as string | undefined;
    contenu.push({
      texte: n.text ?? "",
      ...(n.marks.some((m) => m.type.name === "gras") && { gras: true as const }),
      ...(n.marks.some((m) => m.type.name === "italique") && { italique: true as const }),
      ...(lien && { lien }),
    });
  });
  return regrouper(contenu);
}

const enfants = (n: Node | FragmentPm): Node[] => {
  const suite: Node[] = [];
  n.forEach((e) => {
    suite.push(e);
  });
  return suite;
};

const premierParagraphe = (n: Node): Contenu => (n.firstChild ? contenuDe(n.firstChild) : []);

/** Below the second level, items come up to it. */
const sousItems = (liste: Node): { contenu: Contenu }[] =>
  enfants(liste).flatMap((i) => [
    { contenu: premierParagraphe(i) },
    ...enfants(i)
      .slice(1)
      .flatMap((l) => sousItems(l)),
  ]);

const listeDepuis = (liste: Node): Bloc => ({
  type: "liste",
  ordonnee: liste.type === ordered_list,
  items: enfants(liste).map((item): ItemListe => {
    const sous = enfants(item)
      .slice(1)
      .map((l): SousListe => ({ ordonnee: l.type === ordered_list, items: sousItems(l) }));
    return { contenu: premierParagraphe(item), ...(sous.length > 0 && { sous }) };
  }),
});

export function blocsDe(contenu: Node | FragmentPm): Bloc[] {
  return enfants(contenu).map((n): Bloc => {
    if (n.type === heading) return { type: "titre", niveau: n.attrs.niveau, contenu: contenuDe(n) };
    if (n.type === bullet_list || n.type === ordered_list) return listeDepuis(n);
    if (n.type === table) {
      const [entetes = [], ...lignes] = enfants(n).map((l) => enfants(l).map(premierParagraphe));
      return { type: "tableau", entetes, lignes };
    }
    return { type: "paragraphe", contenu: contenuDe(n) };
  });
}

/** Blocks on one line, for a place that holds no block (a heading, a cell). */
export const enUneLigne = (blocs: readonly Bloc[]): Node[] => {
  const texte = blocs
    .flatMap((b) =>
      b.type === "tableau"
        ? [b.entetes, ...b.lignes].flat().map(texteDe)
        : b.type === "liste"
          ? b.items.flatMap((i) => [
              texteDe(i.contenu),
              ...(i.sous ?? []).flatMap((s) => s.items.map((x) => texteDe(x.contenu))),
            ])
          : [texteDe(b.contenu)],
    )
    .join(" ")
    .replace(/\n/g, " ")
    .trim();
  return texte === "" ? [] : [schema.text(texte)];
};
