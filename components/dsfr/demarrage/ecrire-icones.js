// Keeps, of the DSFR's 900 icons, those that this code names: written at installation, then at each start
// and each build by next.config.js, so that an icon used for the first time is there without anyone thinking of it.

const { readdirSync, readFileSync, writeFileSync, existsSync } = require("node:fs");
const path = require("node:path");

const RACINE = path.join(__dirname, "../../..");
const SORTIE = path.join(__dirname, "icones.css");
const FEUILLE = path.join(RACINE, "node_modules/@codegouvfr/react-dsfr/dsfr/utility/icons/icons.min.css");
const REGLE = /\.(fr-icon-[a-z0-9-]+):after,\.\1:before\{[^}]*\}/g;
const ICONES = "../../../node_modules/@codegouvfr/react-dsfr/dsfr/icons/";

function sources(dossier) {
  return readdirSync(dossier, { withFileTypes: true, recursive: true })
    .filter((fichier) => fichier.isFile() && /\.(tsx?|css)$/.test(fichier.name))
    .map((fichier) => path.join(fichier.parentPath ?? fichier.path, fichier.name))
    .filter((fichier) => fichier !== SORTIE);
}

function ecrireIcones() {
  const texte = ["app", "components"]
    .flatMap((dossier) => sources(path.join(RACINE, dossier)))
    .map((fichier) => readFileSync(fichier, "utf8"))
    .join("\n");
  const nommees = new Set(texte.match(/\bfr-icon-[a-z0-9-]+/g));
  const regles = [...readFileSync(FEUILLE, "utf8").matchAll(REGLE)]
    .filter(([, nom]) => nommees.has(nom))
    .map(([regle]) => regle.replaceAll("../../icons/", ICONES));
  if (regles.length === 0) throw new Error("Aucune icône du DSFR n’a été reconnue : sa feuille de style a changé.");
  const css = `/* Written by ecrire-icones.js. */\n${regles.join("\n")}\n`;
  if (!existsSync(SORTIE) || readFileSync(SORTIE, "utf8") !== css) writeFileSync(SORTIE, css);
}

module.exports = { ecrireIcones };

if (require.main === module) ecrireIcones();
