import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/**
 * French typography of what screens show: before « : ; ! ? » » and after « « », a space that never ends a line. Read in the code: texts
 * of JSX, strings and templates; never comments, names of classes nor modules, nor what `typographie` mends when it runs.
 */

export type Faute = { debut: number; fin: number; par: string; ligne: number; extrait: string };

const FINE = "\u202f";
const INSECABLE = "\u00a0";
/** Of an attribute, nothing that is read. */
const MUETS = new Set(["className", "id", "htmlFor", "key", "href", "name", "type", "role"]);
/** A sign ends a word: what follows it is a space, the end, or the sign that closes. « :root » and « !important » are no prose. */
const AVANT = /[ \n][ \t\r\n]*([:;!?»])(?=[\s).,…»]|$)/g;
const APRES = /«([ \n][ \t\r\n]*)/g;

const espacePour = (signe: string): string => (signe === ":" || signe === "»" ? INSECABLE : FINE);

export function fautesTypographie(fichier: string, texte: string): Faute[] {
  const source = ts.createSourceFile(fichier, texte, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const fautes: Faute[] = [];
  const noter = (debut: number, fin: number, par: string) =>
    fautes.push({
      debut,
      fin,
      par,
      ligne: source.getLineAndCharacterOfPosition(debut).line + 1,
      extrait: texte.slice(Math.max(0, debut - 30), fin + 20),
    });
  /** `jsx`: what a line break touches at either end is trimmed, hence no space at all. */
  const lire = (debut: number, fin: number, jsx: boolean) => {
    const morceau = texte.slice(debut, fin);
    for (const { 0: trouve, 1: signe = "", index } of morceau.matchAll(AVANT)) {
      if (jsx && index === 0 && trouve.includes("\n")) continue;
      noter(debut + index, debut + index + trouve.length - 1, espacePour(signe));
    }
    for (const { 1: blanc = "", index } of morceau.matchAll(APRES)) {
      if (jsx && index + 1 + blanc.length === morceau.length && blanc.includes("\n")) continue;
      noter(debut + index + 1, debut + index + 1 + blanc.length, INSECABLE);
    }
  };
  const visiter = (noeud: ts.Node): void => {
    if (ts.isImportDeclaration(noeud) || ts.isExportDeclaration(noeud) || ts.isLiteralTypeNode(noeud)) return;
    if (ts.isCallExpression(noeud) && noeud.expression.getText() === "typographie") return;
    if (ts.isJsxAttribute(noeud) && MUETS.has(noeud.name.getText())) return;
    if (ts.isJsxText(noeud)) lire(noeud.getFullStart(), noeud.getEnd(), true);
    else if (ts.isStringLiteral(noeud) || ts.isNoSubstitutionTemplateLiteral(noeud))
      lire(noeud.getStart() + 1, noeud.getEnd() - 1, false);
    else if (ts.isTemplateHead(noeud) || ts.isTemplateMiddle(noeud))
      lire(noeud.getStart() + 1, noeud.getEnd() - 2, false);
    else if (ts.isTemplateTail(noeud)) lire(noeud.getStart() + 1, noeud.getEnd() - 1, false);
    else if (ts.isJsxExpression(noeud) && blancSeul(noeud)) {
      const par = blancEntre(noeud);
      if (par !== null) noter(noeud.expression.getStart(), noeud.expression.getEnd(), par);
    }
    ts.forEachChild(noeud, visiter);
  };
  visiter(source);
  return fautes;
}

type Blanc = ts.JsxExpression & { expression: ts.StringLiteral };
const blancSeul = (noeud: ts.JsxExpression): noeud is Blanc =>
  noeud.expression !== undefined && ts.isStringLiteral(noeud.expression) && noeud.expression.text === " ";

/** `{" "}` beside a sign that the formatter sent to another line. */
function blancEntre(noeud: Blanc): string | null {
  const parent = noeud.parent;
  if (!ts.isJsxElement(parent) && !ts.isJsxFragment(parent)) return null;
  const rang = parent.children.indexOf(noeud);
  const [avant, apres] = [parent.children[rang - 1], parent.children[rang + 1]];
  const signe = apres !== undefined && ts.isJsxText(apres) ? /^\s*([:;!?»])/.exec(apres.text)?.[1] : undefined;
  if (signe !== undefined) return signe === ":" || signe === "»" ? '"\\u00a0"' : '"\\u202f"';
  return avant !== undefined && ts.isJsxText(avant) && /«\s*$/.test(avant.text) ? '"\\u00a0"' : null;
}

export function fichiersSous(dossiers: readonly string[]): string[] {
  return dossiers.flatMap((dossier) =>
    readdirSync(dossier, { recursive: true, encoding: "utf8" })
      .filter((f) => /\.tsx?$/.test(f))
      .map((f) => path.join(dossier, f)),
  );
}

export const fautesDuFichier = (fichier: string): Faute[] => fautesTypographie(fichier, readFileSync(fichier, "utf8"));

/** The text with each fault mended; nothing else of it moves. */
export function corriger(fichier: string, texte: string): string {
  return fautesTypographie(fichier, texte)
    .toSorted((a, b) => b.debut - a.debut)
    .reduce((t, { debut, fin, par }) => t.slice(0, debut) + par + t.slice(fin), texte);
}
