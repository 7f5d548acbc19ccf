// `npm test`: everything, from a fresh clone. `npm test -- unit db` runs parts of it.

import { performance } from "node:perf_hooks";
import { assurerDependances, genererClientPrisma, verifierNode } from "../lib/cli/lancement/installation.mjs";
import { additionner, controle, ligneDeCloture } from "./outils/bilan.mjs";

const dire = (texte) => process.stdout.write(`${texte}\n`);
const secondes = (ms) => `${(ms / 1000).toFixed(1).replace(".", ",")} s`;

async function faire({ titre, lancer }) {
  dire(`\n━━ ${titre} ━━`);
  const debut = performance.now();
  let bilan;
  try {
    bilan = await lancer();
  } catch (erreur) {
    // A step that cannot run is one failure; the others still say what they have to say.
    dire(erreur.name === "Arret" ? erreur.message : erreur.stack);
    bilan = controle(false);
  }
  return { titre, bilan, duree: performance.now() - debut };
}

async function lancer(parties) {
  verifierNode();
  assurerDependances();
  genererClientPrisma();
  // Imported once the packages are there.
  const { ECHECS, ETAPES, PARTIES } = await import("./outils/etapes.mjs");
  const inconnue = parties.find((partie) => !PARTIES.includes(partie));
  if (inconnue !== undefined) {
    dire(`« ${inconnue} » n’est pas une partie des tests : choisissez parmi ${PARTIES.join(", ")}.`);
    return 64;
  }
  const choisies = ETAPES.filter(({ partie }) => parties.length === 0 || parties.includes(partie));
  const faites = [];
  for (const etape of choisies) faites.push(await faire(etape));

  dire("\n━━ Bilan ━━");
  for (const { titre, bilan, duree } of faites) {
    dire(
      `${bilan.failed > 0 ? "✗" : "✓"} ${titre.padEnd(26)} ${secondes(duree).padStart(8)}   ${ligneDeCloture(bilan)}`,
    );
  }
  for (const nom of ECHECS) dire(`Échec : ${nom}`);
  const total = additionner(faites.map(({ bilan }) => bilan));
  dire(ligneDeCloture(total));
  return total.failed > 0 ? 1 : 0;
}

lancer(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (erreur) => {
    dire(erreur.name === "Arret" ? erreur.message : erreur.stack);
    dire(ligneDeCloture(controle(false)));
    process.exitCode = 1;
  },
);
