/** What the editor can hold: our subset and nothing else. No style, no class from outside, no HTML. */
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";
import { lienSur } from "@/lib/domain/texte-riche/types";

const tableau = tableNodes({ tableGroup: "block", cellContent: "paragraph", cellAttributes: {} });

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      attrs: { niveau: { default: 2, validate: "number" } },
      content: "text*",
      group: "block",
      defining: true,
      parseDOM: [
        { tag: "h4", attrs: { niveau: 2 } },
        { tag: "h5", attrs: { niveau: 3 } },
      ],
      toDOM: (n) => [n.attrs.niveau === 2 ? "h4" : "h5", 0],
    },
    bullet_list: {
      content: "list_item+",
      group: "block list",
      parseDOM: [{ tag: "ul" }],
      toDOM: () => ["ul", 0],
    },
    ordered_list: {
      content: "list_item+",
      group: "block list",
      parseDOM: [{ tag: "ol" }],
      toDOM: () => ["ol", 0],
    },
    list_item: { content: "paragraph list*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    ...tableau,
    // Wide tables scroll in their own frame: the page does not at 390 px.
    table: { ...tableau.table, toDOM: () => ["div", { class: "rg-riche__cadre-tableau" }, ["table", ["tbody", 0]]] },
    hard_break: {
      inline: true,
      group: "inline",
      selectable: false,
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
    },
    text: { group: "inline" },
  },
  marks: {
    lien: {
      attrs: { href: { validate: "string" } },
      inclusive: false,
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (e) => {
            const href = lienSur(e.getAttribute("href") ?? "");
            return href === undefined ? false : { href };
          },
        },
      ],
      // No href: in the editor a link is a text to change; it opens from what is displayed.
      toDOM: (m) => ["a", { title: m.attrs.href, "data-lien": m.attrs.href, class: "rg-riche__lien" }, 0],
    },
    gras: {
      parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: (e) => e.style.fontWeight !== "normal" && null }],
      toDOM: () => ["strong", 0],
    },
    italique: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  },
});

export const { paragraph, heading, bullet_list, ordered_list, list_item, hard_break, table, table_row } =
  schema.nodes as Record<
    "paragraph" | "heading" | "bullet_list" | "ordered_list" | "list_item" | "hard_break" | "table" | "table_row",
    (typeof schema.nodes)["paragraph"]
  >;
