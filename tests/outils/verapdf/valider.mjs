/**
 * Validates PDFs against PDF/UA-1 and PDF/A-3a with veraPDF. Without arguments: the documents that the target names.
 *
 *   npm run --silent verapdf [-- FICHIER.pdf…]
 *
 * Exit 0 all conform, 1 something failed, 3 Java or Maven is missing (or Maven Central could not be reached).
 * veraPDF comes from Maven Central once, into node_modules/.cache; afterwards nothing is downloaded.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const PROFILS = "ua1,3a";
/** Written by produire.ts with planted faults. */
const FAUTIF = "fautif.pdf";
/** Assembled annexes: PDF/UA only, they are not archives of themselves. */
const RECUEIL = "recueil-annexes.pdf";
const ici = import.meta.dirname;
const racine = path.resolve(ici, "../../..");

const dire = (texte) => process.stderr.write(`${texte}\n`);
const finir = (code, texte) => {
  dire(texte);
  process.exit(code);
};
const lancer = (commande, args, options = {}) =>
  spawnSync(commande, args, { cwd: racine, encoding: "utf8", ...options });
const present = (commande, argument) => lancer(commande, [argument]).status === 0;

/** Named after its sources: a change of version or of program fetches or compiles anew. */
function preparer() {
  const empreinte = createHash("sha256");
  for (const nom of ["pom.xml", "Valider.java"]) empreinte.update(readFileSync(path.join(ici, nom)));
  const cache = path.join(racine, "node_modules/.cache/rigel-verapdf", empreinte.digest("hex").slice(0, 16));
  if (existsSync(cache)) return cache;
  for (const [commande, argument] of [
    ["mvn", "-v"],
    ["javac", "-version"],
  ])
    if (!present(commande, argument))
      finir(
        3,
        `veraPDF n’a pas pu être installé : ${commande} est absent (apt-get install maven default-jdk-headless).`,
      );
  mkdirSync(path.dirname(cache), { recursive: true });
  const enCours = mkdtempSync(`${cache}.`);
  const mvn = lancer("mvn", [
    "-q",
    "-B",
    "-f",
    path.join(ici, "pom.xml"),
    "dependency:copy-dependencies",
    `-DoutputDirectory=${enCours}`,
  ]);
  if (mvn.status !== 0 || !readdirSync(enCours).some((f) => f.startsWith("validation-model"))) {
    rmSync(enCours, { recursive: true, force: true });
    dire(mvn.stdout + mvn.stderr);
    finir(3, "veraPDF n’a pas pu être installé : Maven n’a pas obtenu ses fichiers.");
  }
  const javac = lancer("javac", [
    "-encoding",
    "UTF-8",
    "-cp",
    `${enCours}/*`,
    "-d",
    enCours,
    path.join(ici, "Valider.java"),
  ]);
  if (javac.status !== 0) {
    rmSync(enCours, { recursive: true, force: true });
    dire(javac.stderr);
    finir(3, "veraPDF n’a pas pu être préparé : la compilation a échoué.");
  }
  renameSync(enCours, cache);
  return cache;
}

function produire(dossier) {
  const node = lancer(process.execPath, ["--import", "tsx", path.join(ici, "produire.ts"), dossier], {
    stdio: "inherit",
  });
  if (node.status !== 0) finir(1, "Les documents à valider n’ont pas pu être produits.");
  return readdirSync(dossier)
    .sort()
    .map((nom) => path.join(dossier, nom));
}

if (!present("java", "-version"))
  finir(3, "veraPDF n’a pas pu être lancé : Java est absent (apt-get install maven default-jdk-headless).");
const cache = preparer();
const temporaire = mkdtempSync(path.join(tmpdir(), "rigel-verapdf-"));
const donnes = process.argv.slice(2).map((f) => path.resolve(f));
const fichiers = donnes.length > 0 ? donnes : produire(temporaire);
const valider = (profils, fichiers, options) =>
  lancer(
    "java",
    ["-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", `${cache}:${cache}/*`, "Valider", profils, ...fichiers],
    options,
  );

const bons = fichiers.filter((f) => ![FAUTIF, RECUEIL].includes(path.basename(f)) || donnes.length > 0);
let code = valider(PROFILS, bons, { stdio: "inherit" }).status === 0 ? 0 : 1;
if (donnes.length === 0) {
  if (valider("ua1", [path.join(temporaire, RECUEIL)], { stdio: "inherit" }).status !== 0) code = 1;
  const { status, stdout } = valider("ua1", [path.join(temporaire, FAUTIF)]);
  const vu = status === 1 && stdout.includes("NON CONFORME") && stdout.includes("7.3-1");
  dire(
    vu
      ? "Le document fautif a bien été refusé."
      : `Le document fautif n’a pas été refusé : ce contrôle ne vaut rien.\n${stdout}`,
  );
  if (!vu) code = 1;
}
rmSync(temporaire, { recursive: true, force: true });
process.exit(code);
