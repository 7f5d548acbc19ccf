/** `npm run seed`: fills the database with the demo data once; does nothing when it is there. */
import { fermerBase, nomBase } from "@/lib/server/base";
import { semer } from "./seed/semer";

const dire = (texte: string): void => void process.stdout.write(`${texte}\n`);

async function lancer(): Promise<void> {
  const debut = performance.now();
  try {
    const { deja, dossiers } = await semer();
    const secondes = ((performance.now() - debut) / 1000).toFixed(1).replace(".", ",");
    dire(
      deja
        ? `Données de démonstration déjà en place (${dossiers} dossiers).`
        : `Données de démonstration : ${dossiers} dossiers, en ${secondes} s (${nomBase()}).`,
    );
  } finally {
    await fermerBase();
  }
}

lancer().catch((erreur) => {
  process.stderr.write(`${erreur instanceof Error ? erreur.stack : erreur}\n`);
  process.exitCode = 1;
});
