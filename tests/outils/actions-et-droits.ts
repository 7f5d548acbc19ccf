import ts from "typescript";

/**
 * What a browser can ask of the server, read from the syntax tree: every `action({ nom })`, every `servir(…, { nom })`, and
 * the doors that go through neither (a "use server" function written by hand, a route handler of its own).
 * tests/unit/outillage/actions-et-droits.test.ts demands a line for each, with the verb of lib/server/droits.ts it asks for.
 */

/** `<file> <name>`; a door without the wrapper has its exported name, or the function's, after « hors enveloppe ». */
export type Porte = { fichier: string; nom: string };

const METHODES = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

function proprieteNom(noeud: ts.Expression | undefined): string | null {
  if (noeud === undefined || !ts.isObjectLiteralExpression(noeud)) return null;
  const nom = noeud.properties.find(
    (p): p is ts.PropertyAssignment => ts.isPropertyAssignment(p) && p.name.getText() === "nom",
  );
  return nom !== undefined && ts.isStringLiteralLike(nom.initializer) ? nom.initializer.text : null;
}

/** The name given to the wrapper; « illisible » when it is not written where it is called. */
function nomDePorte(noeud: ts.Node): string | null {
  if (!ts.isCallExpression(noeud) || !ts.isIdentifier(noeud.expression)) return null;
  if (noeud.expression.text === "action") return proprieteNom(noeud.arguments[0]) ?? "illisible";
  if (noeud.expression.text === "servir") return proprieteNom(noeud.arguments[1]) ?? "illisible";
  return null;
}

const estUseServer = (s: ts.Statement | undefined): boolean =>
  s !== undefined &&
  ts.isExpressionStatement(s) &&
  ts.isStringLiteral(s.expression) &&
  s.expression.text === "use server";

const exportee = (noeud: ts.Node): boolean =>
  ts.canHaveModifiers(noeud) && (ts.getModifiers(noeud)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false);

/** Names that a file exports, each with the code behind it when it is in this file. */
function exports(source: ts.SourceFile): { nom: string; corps: ts.Node | null }[] {
  return source.statements.flatMap((s): { nom: string; corps: ts.Node | null }[] => {
    if (ts.isExportDeclaration(s) && !s.isTypeOnly && s.exportClause && ts.isNamedExports(s.exportClause))
      return s.exportClause.elements.map((e) => ({ nom: e.name.text, corps: null }));
    if (!exportee(s)) return [];
    if (ts.isFunctionDeclaration(s)) return [{ nom: s.name?.text ?? "default", corps: s }];
    if (!ts.isVariableStatement(s)) return [];
    return s.declarationList.declarations.map((d) => ({ nom: d.name.getText(), corps: d }));
  });
}

function contient(noeud: ts.Node | null, test: (n: ts.Node) => boolean): boolean {
  if (noeud === null) return false;
  if (test(noeud)) return true;
  return ts.forEachChild(noeud, (enfant) => contient(enfant, test) || undefined) ?? false;
}

/** `export const HEAD = refuserTete`: answers nothing to anybody. */
const refuseTete = (nom: string, corps: ts.Node | null): boolean =>
  nom === "HEAD" &&
  corps !== null &&
  ts.isVariableDeclaration(corps) &&
  corps.initializer !== undefined &&
  ts.isIdentifier(corps.initializer) &&
  corps.initializer.text === "refuserTete";

export function portesDe(fichier: string, texte: string): Porte[] {
  const source = ts.createSourceFile(fichier, texte, ts.ScriptTarget.Latest, true);
  const portes: Porte[] = [];
  const route = /(^|\/)route\.ts$/.test(fichier);
  const actions = estUseServer(source.statements[0]);
  for (const { nom, corps } of route || actions ? exports(source) : []) {
    if (route && (!METHODES.has(nom) || refuseTete(nom, corps))) continue;
    if (!contient(corps, (n) => nomDePorte(n) !== null)) portes.push({ fichier, nom: `hors enveloppe : ${nom}` });
  }
  const visiter = (noeud: ts.Node): void => {
    const nom = nomDePorte(noeud);
    // The wrappers themselves are declared, not called, in lib/server/action.ts and api.ts.
    if (nom !== null) portes.push({ fichier, nom });
    // A function of a page that the browser may call: « use server » as its first words.
    if (ts.isFunctionLike(noeud) && "body" in noeud && noeud.body && ts.isBlock(noeud.body)) {
      if (estUseServer(noeud.body.statements[0]))
        portes.push({ fichier, nom: `hors enveloppe : ${noeud.name?.getText() ?? "sans nom"}` });
    }
    ts.forEachChild(noeud, visiter);
  };
  visiter(source);
  return portes;
}

export const ecrirePorte = ({ fichier, nom }: Porte): string => `${fichier} ${nom}`;
