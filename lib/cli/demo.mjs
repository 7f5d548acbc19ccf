// `npm run demo`: from a fresh clone to a running service with its demo data. Node's own library only.

import path from "node:path";
import { construire } from "./lancement/construction.mjs";
import { comptesDeDemonstration, semer } from "./lancement/donnees.mjs";
import { Arret } from "./lancement/execution.mjs";
import { assurerDependances, genererClientPrisma, verifierNode } from "./lancement/installation.mjs";
import { servir, verifierPort } from "./lancement/serveur.mjs";

const dire = (texte) => process.stdout.write(`${texte}\n`);

function portDemande() {
  const port = Number(process.env.PORT || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Arret(`PORT vaut « ${process.env.PORT} », qui n’est pas un numéro de port.`);
}

async function demonstration() {
  const debut = performance.now();
  verifierNode();
  const port = portDemande();
  await verifierPort(port);
  const donnees = path.resolve(process.env.RIGEL_DATA || ".rigel");
  const adresse = `http://localhost:${port}`;
  const env = {
    RIGEL_DEMO: "1",
    RIGEL_DATA: donnees,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || adresse,
    PORT: String(port),
  };

  assurerDependances();
  genererClientPrisma();
  if (!construire()) dire("Construction à jour.");
  if (!semer(donnees, env)) dire("Données de démonstration déjà en place.");
  const serveur = await servir(port, env);

  const secondes = Math.round((performance.now() - debut) / 1000);
  dire(
    `\nRigel répond sur ${adresse} (prêt en ${secondes} s). Données : ${process.env.DATABASE_URL ? "PostgreSQL" : donnees}`,
  );
  const comptes = comptesDeDemonstration();
  if (comptes.length > 0) {
    dire(`\nComptes de démonstration, sans mot de passe, sur ${adresse}/connexion :`);
    for (const compte of comptes) dire(`  ${compte}`);
  }
  dire("\nCtrl-C pour arrêter.");
  const { code } = await serveur.fin;
  process.exitCode = code ?? 0;
}

demonstration().catch((erreur) => {
  process.stderr.write(`\n${erreur instanceof Arret ? erreur.message : erreur.stack}\n`);
  process.exitCode = 1;
});
