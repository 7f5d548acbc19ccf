import { readFileSync } from "node:fs";
import { createContext, Script } from "node:vm";
import ts from "typescript";
import { expect, test } from "vitest";
import { fichiersDuProduit } from "@/tests/outils/regles-code";

/**
 * No regular expression of the product takes forever on a text made for it (ReDoS): each literal is read in the code and run, in a
 * context that can be interrupted, on long texts of repeated characters that almost match.
 */
const LONGUEUR = 10_000;
const LONGUEUR_FRAGMENTS = 150_000;
const DELAI_MS = 600;

const MORCEAUX = [
  "a",
  "A",
  "0",
  " ",
  "\t",
  "\n",
  ".",
  "-",
  "_",
  "/",
  "\\",
  "@",
  "%",
  "=",
  "<",
  "(",
  '"',
  "a.",
  "a ",
  "0 ",
  "a@",
  "://",
  "é",
  "&x=",
  "+-",
];
/** What a hostile file repeats: each opens what an expression looks for, and never closes it. */
const FRAGMENTS = [
  "<Relationship ",
  "<Relationship Type=",
  ' Target = "',
  "attachedTemplate",
  "vbaProject",
  "macroEnabled",
  "&#",
  "&#x",
  "/F (",
  "/F <",
  "/UF ",
  "(\\",
  "<< ",
  "<</Filter ",
  "/ObjStm ",
  "1 0 obj",
  "stream\n",
  "endstream ",
  "Object ",
  "embeddings/",
  "<!--",
  "<svg",
  '";"',
  ";",
  "token=",
  "Bearer ",
  "http://",
  "a@a.",
];
const TEXTES = [
  ...MORCEAUX.map((m) => m.repeat(LONGUEUR / m.length)),
  ...MORCEAUX.map((m) => `${m.repeat(LONGUEUR / m.length)}!\u0000`),
  ...FRAGMENTS.map((f) => f.repeat(Math.ceil(LONGUEUR_FRAGMENTS / f.length))),
];

/** Run in the person's own browser, on one amount, one pasted cell or a label of our own lists; or on the operator's own settings. */
const BORNEES = [
  "components/dsfr/champ-montant.tsx",
  "components/financement/budget/cellule.tsx",
  "components/consortium/carte-partenaire.tsx",
  "lib/env.ts",
];

function expressions(): Map<string, string> {
  const trouvees = new Map<string, string>();
  for (const fichier of fichiersDuProduit(process.cwd()).filter((f) => !BORNEES.includes(f))) {
    const source = ts.createSourceFile(fichier, readFileSync(fichier, "utf8"), ts.ScriptTarget.Latest, true);
    const visiter = (noeud: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(noeud)) trouvees.set(noeud.text, fichier);
      ts.forEachChild(noeud, visiter);
    };
    visiter(source);
  }
  return trouvees;
}

test("aucune expression régulière ne s’attarde sur un texte fait pour elle", () => {
  const toutes = expressions();
  expect(toutes.size).toBeGreaterThan(50);
  const contexte = createContext({ TEXTES });
  const lentes: string[] = [];
  for (const [expression, fichier] of toutes) {
    // Sticky and global expressions keep their place: a fresh one for each text.
    const essai = new Script(`for (const t of TEXTES) { const e = ${expression}; e.test(t); }`);
    try {
      essai.runInContext(contexte, { timeout: DELAI_MS });
    } catch {
      lentes.push(`${fichier} ${expression}`);
    }
  }
  expect(lentes).toEqual([]);
});
