import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { ACTIONS, FAMILLES } from "@/lib/domain/journal-actions";

const NOM = /^[a-z_]+\.[a-z_]+$/;
/** Functions that take an action's name, whatever becomes of it. */
const PROPRIETES = new Set(["action", "nom"]);

function fichiers(dossier: string): string[] {
  return readdirSync(dossier, { withFileTypes: true }).flatMap((e) => {
    const chemin = path.join(dossier, e.name);
    if (e.isDirectory()) return e.name === "genere" || e.name === "node_modules" ? [] : fichiers(chemin);
    return /\.tsx?$/.test(e.name) ? [chemin] : [];
  });
}

/** `action: "x.y"` and `nom: "x.y"` of the source; a conditional counts for both its sides. */
function actionsDe(texte: string): string[] {
  const source = ts.createSourceFile("x.tsx", texte, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const trouvees: string[] = [];
  const litteraux = (n: ts.Node): void => {
    if (ts.isStringLiteralLike(n)) trouvees.push(n.text);
    else if (ts.isConditionalExpression(n)) [n.whenTrue, n.whenFalse].forEach(litteraux);
    else if (ts.isAsExpression(n)) litteraux(n.expression);
  };
  const visiter = (n: ts.Node): void => {
    if (ts.isPropertyAssignment(n) && PROPRIETES.has(n.name.getText(source))) litteraux(n.initializer);
    if (ts.isVariableDeclaration(n) && n.name.getText(source) === "ACTION" && n.initializer) litteraux(n.initializer);
    ts.forEachChild(n, visiter);
  };
  visiter(source);
  return trouvees.filter((t) => NOM.test(t) && !/\.(?:csv|json|pdf|zip)$/.test(t));
}

/** Names in the logs only: nothing of them enters the journal. */
const JOURNAL_TECHNIQUE = new Set(["session.lire", "carte.lire_import"]);

describe("les mots du journal", () => {
  const toutes = new Set(["lib", "app", "prisma"].flatMap(fichiers).flatMap((f) => actionsDe(readFileSync(f, "utf8"))));

  it("le parcours du code trouve bien des actions, y compris dans une condition", () => {
    expect(toutes.size).toBeGreaterThan(40);
    expect(actionsDe(`f({ action: oui ? "a.b" : "c.d" })`)).toEqual(["a.b", "c.d"]);
  });

  it("chaque action du code a sa phrase", () => {
    expect([...toutes].filter((t) => ACTIONS[t] === undefined && !JOURNAL_TECHNIQUE.has(t))).toEqual([]);
  });

  it("les phrases sont des groupes verbaux français, sans point, d’une famille connue", () => {
    for (const { fait, geste, famille } of Object.values(ACTIONS)) {
      expect(FAMILLES[famille]).toBeDefined();
      expect(fait).toMatch(/^(?:a|s’est) \S/);
      expect(geste).toMatch(/^(?:s[e’] ?)?\p{Ll}/u);
      expect(fait + geste).not.toMatch(/[.'"]/);
    }
  });
});
