/**
 * The editor itself (ProseMirror), apart from React and loaded apart from the pages. It writes no <style>, takes no HTML: what
 * is pasted or dropped goes through collage/, what is kept is the string of lib/domain/texte-riche.ts.
 */
import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { Fragment, Slice } from "prosemirror-model";
import { splitListItem } from "prosemirror-schema-list";
import { type Command, EditorState, Plugin, TextSelection } from "prosemirror-state";
import { isInTable, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { lireTexte } from "@/lib/domain/texte-riche";
import { ecrireTexte } from "@/lib/domain/texte-riche/ecrire";
import { TEXTE_MAX } from "@/lib/domain/texte-riche/types";
import type { Avis } from "../collage/avis";
import { type Apport, apportDe, couper, lireApport } from "../collage/lire-collage";
import {
  COMMANDES,
  celluleSuivante,
  type EtatBarre,
  etatBarre,
  type Geste,
  poserLien,
  retrait,
  sautDeLigne,
  sortieRetrait,
} from "./commandes";
import { blocsDe, documentDe, enUneLigne, noeudsDe } from "./conversion";
import { bullet_list, heading, list_item, ordered_list, paragraph, schema, table } from "./schema";

export type Reglages = {
  valeur: string;
  /** Where the caret was in the plain field, when the person was in it. */
  curseur: number | null;
  attributs: Record<string, string>;
  surChangement: (valeur: string) => void;
  surEtat: (etat: EtatBarre) => void;
  /** `images`: those left out, when the clipboard held them as files. */
  surAvis: (avis: readonly Avis[], images: readonly File[]) => void;
  surSortie: () => void;
  /** Ctrl + K */
  surLien: () => void;
};

export type Editeur = {
  faire: (geste: Geste) => void;
  lier: (adresse: string | null) => boolean;
  /** The text came from elsewhere: shown without moving the caret where nothing changed. */
  montrer: (valeur: string) => void;
  attributs: (attributs: Record<string, string>) => void;
  inserer: (apport: Apport) => void;
  focus: () => void;
  fermer: () => void;
};

/** A place to write below a table; the first row of a table is its header. */
const entretien = new Plugin({
  appendTransaction: (transactions, _, state) => {
    if (!transactions.some((t) => t.docChanged)) return null;
    const { tr } = state;
    state.doc.forEach((noeud, position) => {
      if (noeud.type !== table || !noeud.firstChild) return;
      noeud.firstChild.forEach((cellule, decalage) => {
        if (cellule.type.name === "table_cell")
          tr.setNodeMarkup(position + 2 + decalage, schema.nodes.table_header, cellule.attrs);
      });
    });
    if (state.doc.lastChild?.type === table) tr.insert(tr.doc.content.size, paragraph.create());
    return tr.docChanged ? tr : null;
  },
});

const deuxieme: (une: Command, autre: Command) => Command = (une, autre) => (s, d, v) => une(s, d, v) || autre(s, d, v);

const greffons = (surLien: () => void): Plugin[] => [
  inputRules({
    rules: [
      wrappingInputRule(/^\s?[-•]\s$/, bullet_list),
      wrappingInputRule(/^1\.\s$/, ordered_list),
      textblockTypeInputRule(/^(#{2,3})\s$/, heading, (m) => ({ niveau: (m[1] as string).length })),
    ],
  }),
  history(),
  keymap({
    "Mod-z": undo,
    "Shift-Mod-z": redo,
    "Mod-y": redo,
    "Mod-b": COMMANDES.gras,
    "Mod-i": COMMANDES.italique,
    "Mod-k": () => {
      surLien();
      return true;
    },
    "Mod-]": retrait,
    "Mod-[": sortieRetrait,
    Enter: deuxieme(celluleSuivante, splitListItem(list_item)),
    "Shift-Enter": sautDeLigne,
    Backspace: undoInputRule,
  }),
  keymap(baseKeymap),
  // Tab is left to the page: it goes to the next field, from a table too.
  tableEditing(),
  entretien,
];

/** A character no text holds: finds the caret back through the reading of the string. */
const REPERE = "\ue0ff";

function positionDe(valeur: string, curseur: number): number | null {
  const lu = documentDe(lireTexte(valeur.slice(0, curseur) + REPERE + valeur.slice(curseur)));
  let position: number | null = null;
  lu.descendants((n, p) => {
    const i = n.isText ? (n.text ?? "").indexOf(REPERE) : -1;
    if (i >= 0) position = p + i;
  });
  return position;
}

function inserer(view: EditorView, apport: Apport, surAvis: Reglages["surAvis"]): void {
  const { blocs, avis } = lireApport(apport);
  const { state } = view;
  const dehors = ecrireTexte(blocsDe(state.tr.deleteSelection().doc)).length;
  const { blocs: gardes, coupe } = couper(blocs, Math.max(0, TEXTE_MAX - dehors - 4));
  // Office software also puts a picture of any text it copies: no image was left out of that.
  surAvis([...avis, ...(coupe ? (["coupe"] as const) : [])], avis.includes("image") ? apport.images : []);
  if (gardes.length === 0) return;
  const { $from } = state.selection;
  let tr = state.tr;
  if (isInTable(state) || $from.parent.type === heading) {
    tr = tr.replaceSelection(new Slice(Fragment.from(enUneLigne(gardes)), 0, 0));
  } else {
    const noeuds = noeudsDe(gardes);
    const ouvert = (n: (typeof noeuds)[number] | undefined) => (n?.type === paragraph ? 1 : 0);
    tr = tr.replaceSelection(new Slice(Fragment.from(noeuds), ouvert(noeuds[0]), ouvert(noeuds.at(-1))));
  }
  view.dispatch(tr.scrollIntoView().setMeta("paste", true));
}

export function creerEditeur(hote: HTMLElement, reglages: Reglages): Editeur {
  const { surChangement, surEtat, surAvis, surSortie } = reglages;
  let connue = reglages.valeur;
  let attributs = reglages.attributs;
  const view = new EditorView(hote, {
    state: EditorState.create({
      doc: documentDe(lireTexte(reglages.valeur)),
      plugins: greffons(reglages.surLien),
    }),
    attributes: () => attributs,
    handleDOMEvents: {
      // Taken before the editor's own reading of HTML.
      paste: (v, e) => {
        const apport = apportDe(e.clipboardData);
        e.preventDefault();
        if (apport) inserer(v, apport, surAvis);
        return true;
      },
      drop: (v, e) => {
        // Text moved inside this field.
        if (v.dragging) return false;
        const apport = apportDe(e.dataTransfer);
        e.preventDefault();
        const ici = v.posAtCoords({ left: e.clientX, top: e.clientY });
        if (ici) v.dispatch(v.state.tr.setSelection(TextSelection.near(v.state.doc.resolve(ici.pos))));
        if (apport) inserer(v, apport, surAvis);
        return true;
      },
      keydown: (_, e) => {
        // Undo belongs to this field as long as the caret is in it.
        if ((e.ctrlKey || e.metaKey) && ["z", "y", "Z", "Y"].includes(e.key)) e.stopPropagation();
        return false;
      },
      blur: () => {
        surSortie();
        return false;
      },
    },
    dispatchTransaction: (tr) => {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged && !tr.getMeta("ailleurs")) {
        connue = ecrireTexte(blocsDe(view.state.doc));
        surChangement(connue);
      }
      surEtat(etatBarre(view.state));
    },
  });
  surEtat(etatBarre(view.state));
  if (reglages.curseur !== null) {
    const position = positionDe(reglages.valeur, reglages.curseur) ?? view.state.doc.content.size;
    view.focus();
    const doc = view.state.doc;
    view.dispatch(
      view.state.tr.setSelection(TextSelection.near(doc.resolve(Math.min(position, doc.content.size)), -1)),
    );
  }
  return {
    faire: (geste) => {
      view.focus();
      COMMANDES[geste](view.state, view.dispatch, view);
    },
    lier: (adresse) => {
      const fait = poserLien(adresse)(view.state, view.dispatch, view);
      if (fait) view.focus();
      return fait;
    },
    montrer: (valeur) => {
      if (valeur === connue) return;
      connue = valeur;
      const { doc } = view.state;
      const voulu = documentDe(lireTexte(valeur));
      const debut = doc.content.findDiffStart(voulu.content);
      const fin = doc.content.findDiffEnd(voulu.content);
      if (debut === null || fin === null) return;
      // The same letters on both sides of a change overlap: « aa » to « aaa ».
      const trop = debut - Math.min(fin.a, fin.b);
      const [a, b] = trop > 0 ? [fin.a + trop, fin.b + trop] : [fin.a, fin.b];
      view.dispatch(
        view.state.tr.replace(debut, a, voulu.slice(debut, b)).setMeta("ailleurs", true).setMeta("addToHistory", false),
      );
    },
    attributs: (nouveaux) => {
      attributs = nouveaux;
      view.setProps({});
    },
    inserer: (apport) => inserer(view, apport, surAvis),
    focus: () => view.focus(),
    fermer: () => view.destroy(),
  };
}
