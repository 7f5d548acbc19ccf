// `npm run licences`: docs/licences.md from package-lock.json and the installed packages. What an installation on another
// system would add (optional, by platform) is in the lock file and is listed too: its licence is read there.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const racine = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const FICHIER = path.join(racine, "docs/licences.md");

/** Licences that let a public service use, host and publish: permissive ones, weak copyleft on files left as they are, data. */
export const ADMISES = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
  // Weak copyleft or data: named with their package, so that a new one asks the question again.
  "CC-BY-4.0 (caniuse-lite)",
  "EPL-2.0 (elkjs)",
  "MPL-2.0 (@axe-core/playwright)",
  "MPL-2.0 (axe-core)",
]);
const LGPL_SHARP = /^LGPL-3\.0-or-later \(@img\/sharp-/;

/** Packages whose package.json says nothing in the lock file: read in their licence file. */
const LUES = [
  [/Permission is hereby granted, free of charge/i, "MIT"],
  [/Redistribution and use in source and binary forms/i, "BSD-3-Clause"],
];

function licenceInstallee(dossier) {
  const json = path.join(dossier, "package.json");
  if (existsSync(json)) {
    const { license, licenses } = JSON.parse(readFileSync(json, "utf8"));
    const dite = typeof license === "string" ? license : (license?.type ?? licenses?.map((l) => l.type).join(" OR "));
    if (dite) return dite;
  }
  for (const nom of ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "README.md"]) {
    const fichier = path.join(dossier, nom);
    if (!existsSync(fichier)) continue;
    const texte = readFileSync(fichier, "utf8");
    const lue = LUES.find(([motif]) => motif.test(texte));
    if (lue) return lue[1];
  }
  return "non déclarée";
}

/** One row per package and version. */
export function inventaire(verrou = JSON.parse(readFileSync(path.join(racine, "package-lock.json"), "utf8"))) {
  const lignes = new Map();
  for (const [chemin, paquet] of Object.entries(verrou.packages)) {
    if (chemin === "" || paquet.link) continue;
    // An alias is installed under another name than its own.
    const nom = paquet.name ?? chemin.slice(chemin.lastIndexOf("node_modules/") + "node_modules/".length);
    const licence = paquet.license ?? licenceInstallee(path.join(racine, chemin));
    lignes.set(`${nom} ${paquet.version}`, {
      nom,
      version: paquet.version,
      licence,
      developpement: paquet.dev === true,
    });
  }
  return [...lignes.values()].sort((a, b) => (`${a.nom} ${a.version}` < `${b.nom} ${b.version}` ? -1 : 1));
}

/** « MIT OR Apache-2.0 » is admitted when one of them is, « A AND B » when both are. */
export function admise({ nom, licence }) {
  const seule = (l) => ADMISES.has(l) || ADMISES.has(`${l} (${nom})`) || LGPL_SHARP.test(`${l} (${nom})`);
  return licence
    .replace(/[()]/g, "")
    .split(/ OR /i)
    .some((choix) => choix.split(/ AND /i).every((l) => seule(l.trim())));
}

export function document(lignes) {
  const comptes = new Map();
  for (const { licence } of lignes) comptes.set(licence, (comptes.get(licence) ?? 0) + 1);
  const parNombre = [...comptes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const tableau = (choisies) => choisies.map((l) => `| ${l.nom} | ${l.version} | ${l.licence} |`).join("\n");
  return `# Licences of the dependencies

Written by \`npm run licences\` from \`package-lock.json\`; \`tests/unit/outillage/licences.test.ts\` keeps it up to date and refuses a
licence that is not admitted in \`tests/outils/licences.mjs\`. Rigel itself is under the MIT licence. Weak copyleft (LGPL, MPL, EPL) is
used as published, unmodified, as separate packages: nothing of it is copied into our files. libvips (LGPL, \`@img/sharp-*\`) is an
optional dependency of Next for image optimisation, which Rigel does not use.

${lignes.length} packages, ${lignes.filter((l) => !l.developpement).length} of them at run time.

| licence | packages |
|---|---|
${parNombre.map(([licence, nombre]) => `| ${licence} | ${nombre} |`).join("\n")}

## Run time

| package | version | licence |
|---|---|---|
${tableau(lignes.filter((l) => !l.developpement))}

## Development only

| package | version | licence |
|---|---|---|
${tableau(lignes.filter((l) => l.developpement))}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lignes = inventaire();
  writeFileSync(FICHIER, document(lignes));
  const refusees = lignes.filter((ligne) => !admise(ligne));
  for (const { nom, version, licence } of refusees) process.stdout.write(`${nom} ${version} : ${licence}\n`);
  process.stdout.write(`${lignes.length} paquets, ${refusees.length} licence(s) à examiner\n`);
  process.exitCode = refusees.length > 0 ? 1 : 0;
}
