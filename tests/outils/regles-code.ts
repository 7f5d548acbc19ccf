import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/**
 * Rules of the code that neither Biome nor dependency-cruiser can say, read from the syntax tree:
 * - `process.env` is read in lib/env.ts only;
 * - nothing in lib/domain depends on the clock or on chance;
 * - inside an interactive transaction only `tx` talks to the database: on PGlite the outer client waits for the very
 *   transaction it is in, until the timeout.
 * - SQL is always a tagged template, whose values are parameters;
 * - what could run text or write raw HTML, and tables for spreadsheets, each have one known place.
 * Each has planted breaches in tests/unit/outillage/regles-code.test.ts.
 */

export type Faute = { fichier: string; ligne: number; message: string };

/** Read before any setting can be: NEXT_RUNTIME is a constant that Next's bundler replaces. */
const LECTEURS_ENV = new Set(["lib/env.ts"]);
const CONSTANTE_NEXT = { fichier: "instrumentation.ts", nom: "NEXT_RUNTIME" };

const HORLOGE_ET_HASARD = new Set([
  "Date.now",
  "Math.random",
  "performance.now",
  "crypto.randomUUID",
  "crypto.getRandomValues",
  "globalThis.crypto",
]);

type Signaler = (noeud: ts.Node, message: string) => void;

/** `a.b.c`, or null when it is not a plain chain of names. */
function nomComplet(noeud: ts.Node): string | null {
  if (ts.isIdentifier(noeud)) return noeud.text;
  if (!ts.isPropertyAccessExpression(noeud)) return null;
  const objet = nomComplet(noeud.expression);
  return objet === null ? null : `${objet}.${noeud.name.text}`;
}

function parcourir(noeud: ts.Node, visite: (noeud: ts.Node) => void): void {
  visite(noeud);
  ts.forEachChild(noeud, (enfant) => parcourir(enfant, visite));
}

function lectureEnv(noeud: ts.Node, fichier: string, signaler: Signaler): void {
  const acces =
    (ts.isPropertyAccessExpression(noeud) && nomComplet(noeud) === "process.env") ||
    (ts.isElementAccessExpression(noeud) &&
      nomComplet(noeud.expression) === "process" &&
      ts.isStringLiteralLike(noeud.argumentExpression) &&
      noeud.argumentExpression.text === "env");
  const destructure =
    ts.isVariableDeclaration(noeud) &&
    ts.isObjectBindingPattern(noeud.name) &&
    noeud.initializer !== undefined &&
    nomComplet(noeud.initializer) === "process" &&
    noeud.name.elements.some((element) => (element.propertyName ?? element.name).getText() === "env");
  const importe =
    ts.isImportDeclaration(noeud) &&
    /^(node:)?process$/.test((noeud.moduleSpecifier as ts.StringLiteral).text) &&
    /\benv\b/.test(noeud.importClause?.getText() ?? "");
  if (!acces && !destructure && !importe) return;
  const parent = noeud.parent;
  const constante =
    fichier === CONSTANTE_NEXT.fichier &&
    ts.isPropertyAccessExpression(parent) &&
    parent.name.text === CONSTANTE_NEXT.nom;
  if (!constante) signaler(noeud, "process.env se lit dans lib/env.ts seulement");
}

function horlogeOuHasard(noeud: ts.Node, signaler: Signaler): void {
  if (ts.isNewExpression(noeud) && nomComplet(noeud.expression) === "Date" && (noeud.arguments?.length ?? 0) === 0) {
    signaler(noeud, "new Date() dans lib/domain : la date du jour est un argument");
  }
  if (ts.isCallExpression(noeud) && nomComplet(noeud.expression) === "Date") {
    signaler(noeud, "Date() dans lib/domain : la date du jour est un argument");
  }
  const nom = ts.isPropertyAccessExpression(noeud) ? nomComplet(noeud) : null;
  if (nom !== null && HORLOGE_ET_HASARD.has(nom.replace(/^globalThis\.(?!crypto$)/, ""))) {
    signaler(noeud, `${nom} dans lib/domain : l’horloge et le hasard sont des arguments`);
  }
}

/** The client a `x.$transaction(…)` is called on, or null for `transaction(…)`; undefined: not a transaction. */
function clientDeTransaction(appel: ts.CallExpression): string | null | undefined {
  const appele = appel.expression;
  if (ts.isIdentifier(appele)) return appele.text === "transaction" ? null : undefined;
  if (!ts.isPropertyAccessExpression(appele) || appele.name.text !== "$transaction") return undefined;
  return nomComplet(appele.expression);
}

function ouvreBase(noeud: ts.Node): boolean {
  const appel = ts.isAwaitExpression(noeud) ? noeud.expression : noeud;
  return ts.isCallExpression(appel) && ts.isIdentifier(appel.expression) && appel.expression.text === "base";
}

/** Names given anywhere in the file to an outer client: `const client = await base()`. */
function clientsExternes(source: ts.SourceFile): Set<string> {
  const noms = new Set<string>();
  parcourir(source, (noeud) => {
    if (!ts.isVariableDeclaration(noeud) || noeud.initializer === undefined) return;
    if (ts.isIdentifier(noeud.name) && ouvreBase(noeud.initializer)) noms.add(noeud.name.text);
  });
  return noms;
}

const TYPE_TX = /^(Tx|Prisma\.TransactionClient)$/;

/** The body that runs inside a transaction: the callback of one, or a function that is handed its `tx`. */
function corpsEnTransaction(noeud: ts.Node): { corps: ts.Node; client: string | null } | null {
  if (ts.isCallExpression(noeud)) {
    const client = clientDeTransaction(noeud);
    const rappel = noeud.arguments[0];
    if (client === undefined || rappel === undefined) return null;
    if (!ts.isArrowFunction(rappel) && !ts.isFunctionExpression(rappel)) return null;
    return { corps: rappel.body, client };
  }
  if (!ts.isFunctionLike(noeud) || !("body" in noeud) || noeud.body === undefined) return null;
  const recoitTx = noeud.parameters.some((parametre) => TYPE_TX.test(parametre.type?.getText() ?? ""));
  return recoitTx ? { corps: noeud.body as ts.Node, client: null } : null;
}

function clientExterneEnTransaction(noeud: ts.Node, externes: Set<string>, signaler: Signaler): void {
  const trouve = corpsEnTransaction(noeud);
  if (trouve === null) return;
  const interdits = new Set(externes);
  if (trouve.client !== null) interdits.add(trouve.client);
  parcourir(trouve.corps, (dedans) => {
    if (ts.isCallExpression(dedans) && ouvreBase(dedans)) {
      signaler(dedans, "base() dans une transaction : seul tx parle à la base");
    }
    if (ts.isCallExpression(dedans) && clientDeTransaction(dedans) !== undefined) {
      signaler(dedans, "une transaction dans une transaction attendrait la première jusqu’au délai");
      return;
    }
    const nom = ts.isPropertyAccessExpression(dedans) ? nomComplet(dedans.expression) : null;
    if (nom !== null && interdits.has(nom)) {
      signaler(dedans, `${nom} dans une transaction : seul tx parle à la base`);
    }
  });
}

/** Their SQL is made of names written in the file itself; every value is a parameter. */
const SQL_COMPOSE = new Set(["lib/server/referentiels/appliquer-import.ts"]);
const SQL_BRUT = /^\$(?:queryRaw|executeRaw)(?:Unsafe)?$/;

function sqlCompose(noeud: ts.Node, signaler: Signaler): void {
  if (!ts.isPropertyAccessExpression(noeud)) return;
  const compose = SQL_BRUT.test(noeud.name.text) && !ts.isTaggedTemplateExpression(noeud.parent);
  if (compose || nomComplet(noeud) === "Prisma.raw")
    signaler(noeud, `${noeud.name.text} : le SQL est un gabarit étiqueté, dont les valeurs sont des paramètres`);
}

/** The theme is applied before the first paint, by a constant script that bears the nonce. */
const HTML_BRUT = new Set(["components/dsfr/demarrage/tete.tsx"]);
const TABLEUR = "lib/server/tableau-csv.ts";

function texteDangereux(noeud: ts.Node, fichier: string, signaler: Signaler): void {
  if (ts.isIdentifier(noeud) && noeud.text === "dangerouslySetInnerHTML" && !HTML_BRUT.has(fichier))
    signaler(noeud, "dangerouslySetInnerHTML : React écrit le texte lui-même");
  const fonction = ts.isNewExpression(noeud) && nomComplet(noeud.expression) === "Function";
  const evaluee = ts.isCallExpression(noeud) && ["eval", "Function"].includes(nomComplet(noeud.expression) ?? "");
  if (fonction || evaluee) signaler(noeud, "du texte exécuté comme du code");
  if (
    ts.isCallExpression(noeud) &&
    ts.isPropertyAccessExpression(noeud.expression) &&
    noeud.expression.name.text === "join" &&
    noeud.arguments[0] !== undefined &&
    ts.isStringLiteralLike(noeud.arguments[0]) &&
    noeud.arguments[0].text === ";" &&
    fichier !== TABLEUR
  )
    signaler(noeud, `un tableau pour tableur s’écrit par ${TABLEUR}, qui désarme les formules`);
}

/** Faults of one file. `fichier` is its path from the root of the repository, with slashes. */
export function verifierCode(fichier: string, texte: string): Faute[] {
  const source = ts.createSourceFile(fichier, texte, ts.ScriptTarget.Latest, true);
  const fautes = new Map<string, Faute>();
  const signaler: Signaler = (noeud, message) => {
    const ligne = source.getLineAndCharacterOfPosition(noeud.getStart()).line + 1;
    fautes.set(`${ligne} ${message}`, { fichier, ligne, message });
  };
  const externes = clientsExternes(source);
  parcourir(source, (noeud) => {
    if (!LECTEURS_ENV.has(fichier)) lectureEnv(noeud, fichier, signaler);
    if (fichier.startsWith("lib/domain/")) horlogeOuHasard(noeud, signaler);
    clientExterneEnTransaction(noeud, externes, signaler);
    if (!SQL_COMPOSE.has(fichier)) sqlCompose(noeud, signaler);
    texteDangereux(noeud, fichier, signaler);
  });
  return [...fautes.values()];
}

const DOSSIERS = ["app", "components", "lib", "prisma"];
const IGNORES = /(^|\/)(genere|node_modules)\/|\.d\.ts$/;

export function fichiersDuProduit(racine: string): string[] {
  const dansDossiers = DOSSIERS.filter((dossier) => ts.sys.directoryExists(path.join(racine, dossier))).flatMap(
    (dossier) => ts.sys.readDirectory(path.join(racine, dossier), [".ts", ".tsx"]),
  );
  const aLaRacine = ["instrumentation.ts", "proxy.ts"].map((nom) => path.join(racine, nom)).filter(ts.sys.fileExists);
  return [...dansDossiers, ...aLaRacine]
    .map((fichier) => path.relative(racine, fichier).split(path.sep).join("/"))
    .filter((fichier) => !IGNORES.test(fichier));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const racine = process.cwd();
  const fichiers = fichiersDuProduit(racine);
  const fautes = fichiers.flatMap((fichier) => verifierCode(fichier, readFileSync(path.join(racine, fichier), "utf8")));
  for (const { fichier, ligne, message } of fautes) process.stdout.write(`${fichier}:${ligne} ${message}\n`);
  process.stdout.write(`${fichiers.length} fichiers lus, ${fautes.length} faute(s)\n`);
  // Nothing read is nothing checked.
  process.exitCode = fichiers.length === 0 || fautes.length > 0 ? 1 : 0;
}
