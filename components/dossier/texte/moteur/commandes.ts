/** What the toolbar does, and what it shows of where the caret is. */
import { setBlockType, toggleMark } from "prosemirror-commands";
import type { NodeType } from "prosemirror-model";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, TextSelection } from "prosemirror-state";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
} from "prosemirror-tables";
import { lienSur } from "@/lib/domain/texte-riche/types";
import { documentDe } from "./conversion";
import { bullet_list, hard_break, heading, list_item, ordered_list, paragraph, schema } from "./schema";

export const GESTES = [
  "titre",
  "sous_titre",
  "gras",
  "italique",
  "puces",
  "numeros",
  "tableau",
  "retrait",
  "sortie_retrait",
  "ligne",
  "colonne",
  "retirer_ligne",
  "retirer_colonne",
  "retirer_tableau",
] as const;
export type Geste = (typeof GESTES)[number];

const { gras, italique, lien } = schema.marks as Record<"gras" | "italique" | "lien", (typeof schema.marks)["gras"]>;

const profondeurDeListe = ({ selection: { $from } }: EditorState): number => {
  let n = 0;
  for (let d = $from.depth; d > 0; d--) if ($from.node(d).type === list_item) n += 1;
  return n;
};

const listeCourante = ({ selection: { $from } }: EditorState): NodeType | null => {
  for (let d = $from.depth; d > 0; d--) {
    const { type } = $from.node(d);
    if (type === bullet_list || type === ordered_list) return type;
  }
  return null;
};

const titre =
  (niveau: 2 | 3): Command =>
  (state, dispatch) => {
    const { parent } = state.selection.$from;
    const deja = parent.type === heading && parent.attrs.niveau === niveau;
    return setBlockType(deja ? paragraph : heading, deja ? null : { niveau })(state, dispatch);
  };

/** In a list: out of it, or to the other kind; elsewhere: into it. */
const liste =
  (type: NodeType): Command =>
  (state, dispatch) => {
    const courante = listeCourante(state);
    if (courante === type) return liftListItem(list_item)(state, dispatch);
    if (courante !== null) {
      const { $from } = state.selection;
      for (let d = $from.depth; d > 0; d--)
        if ($from.node(d).type === courante) {
          dispatch?.(state.tr.setNodeMarkup($from.before(d), type));
          return true;
        }
    }
    // A heading holds no list: it becomes a paragraph first.
    if (state.selection.$from.parent.type === heading) {
      if (!dispatch) return true;
      setBlockType(paragraph)(state, (tr) => {
        const suivant = state.apply(tr);
        wrapInList(type)(suivant, (tr2) => {
          for (const s of tr2.steps) tr.step(s);
          dispatch(tr);
        });
      });
      return true;
    }
    return wrapInList(type)(state, dispatch);
  };

/** Two levels, as what is kept. */
export const retrait: Command = (state, dispatch) =>
  profondeurDeListe(state) === 1 && sinkListItem(list_item)(state, dispatch);
export const sortieRetrait: Command = (state, dispatch) =>
  profondeurDeListe(state) > 0 && liftListItem(list_item)(state, dispatch);

const insererTableau: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (isInTable(state) || $from.depth > 1) return false;
  const vide = documentDe([
    {
      type: "tableau",
      entetes: [[], [], []],
      lignes: [
        [[], [], []],
        [[], [], []],
      ],
    },
  ]).firstChild;
  if (!vide) return false;
  if (dispatch) {
    const surVide = $from.parent.content.size === 0;
    const [de, a] = surVide ? [$from.before(1), $from.after(1)] : [$from.after(1), $from.after(1)];
    const tr = state.tr.replaceWith(de, a, vide);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(de + 1))).scrollIntoView());
  }
  return true;
};

export const COMMANDES: Record<Geste, Command> = {
  titre: titre(2),
  sous_titre: titre(3),
  gras: toggleMark(gras),
  italique: toggleMark(italique),
  puces: liste(bullet_list),
  numeros: liste(ordered_list),
  tableau: insererTableau,
  retrait,
  sortie_retrait: sortieRetrait,
  ligne: addRowAfter,
  colonne: addColumnAfter,
  retirer_ligne: deleteRow,
  retirer_colonne: deleteColumn,
  retirer_tableau: deleteTable,
};

/** Enter in a cell: the next one, a new row after the last. */
export const celluleSuivante: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  return addRowAfter(state, (tr) => {
    dispatch?.(tr);
    if (view) goToNextCell(1)(view.state, view.dispatch);
  });
};

export const sautDeLigne: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (isInTable(state) || $from.parent.type === heading) return true;
  dispatch?.(state.tr.replaceSelectionWith(hard_break.create()).scrollIntoView());
  return true;
};

export type EtatBarre = {
  actifs: readonly Geste[];
  possibles: readonly Geste[];
  dansListe: boolean;
  dansTableau: boolean;
  lien: string | null;
};

const marqueActive = (state: EditorState, type: typeof gras): boolean => {
  const { from, $from, to, empty } = state.selection;
  return empty
    ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
    : state.doc.rangeHasMark(from, to, type);
};

const lienCourant = ({ selection, doc }: EditorState): string | null => {
  const { $from, from, to, empty } = selection;
  let trouve: string | null = lien.isInSet($from.marks())?.attrs.href ?? null;
  if (!empty)
    doc.nodesBetween(from, to, (n) => {
      trouve ??= lien.isInSet(n.marks)?.attrs.href ?? null;
    });
  return trouve;
};

export function etatBarre(state: EditorState): EtatBarre {
  const { parent } = state.selection.$from;
  const courante = listeCourante(state);
  const dansTableau = isInTable(state);
  const actifs: Geste[] = [];
  if (parent.type === heading) actifs.push(parent.attrs.niveau === 2 ? "titre" : "sous_titre");
  if (marqueActive(state, gras)) actifs.push("gras");
  if (marqueActive(state, italique)) actifs.push("italique");
  if (courante === bullet_list) actifs.push("puces");
  if (courante === ordered_list) actifs.push("numeros");
  if (dansTableau) actifs.push("tableau");
  return {
    actifs,
    possibles: GESTES.filter((g) => COMMANDES[g](state)),
    dansListe: courante !== null,
    dansTableau,
    lien: lienCourant(state),
  };
}

/** Puts, changes or (null) takes off the link over the selection, or over the whole link under the caret. */
export const poserLien =
  (adresse: string | null): Command =>
  (state, dispatch) => {
    const { $from, empty } = state.selection;
    let { from, to } = state.selection;
    const href = adresse === null ? null : lienSur(adresse);
    if (href === undefined) return false;
    const ici = lien.isInSet($from.marks());
    if (empty && ici) {
      const { parent } = $from;
      const debut = $from.start();
      parent.forEach((n, decalage) => {
        const [a, b] = [debut + decalage, debut + decalage + n.nodeSize];
        if (ici.isInSet(n.marks) && a <= $from.pos && b >= $from.pos) [from, to] = [a, b];
      });
    }
    if (!dispatch) return true;
    const { tr } = state;
    if (href === null) tr.removeMark(from, to, lien);
    else if (from === to) tr.insert(from, schema.text(href, [lien.create({ href })]));
    else tr.removeMark(from, to, lien).addMark(from, to, lien.create({ href }));
    dispatch(tr.scrollIntoView());
    return true;
  };
