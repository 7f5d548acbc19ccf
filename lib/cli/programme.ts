/** The program itself, apart from the process it runs in: the tests call it directly. */
import { typographie } from "@/lib/domain/ecriture";
import { CODES, ErreurUsage, type Sorties } from "./commande";
import { COMMANDES } from "./registre";

const estAide = (arg: string): boolean => arg === "--help" || arg === "-h";

async function aideGenerale(): Promise<string> {
  const commandes = await Promise.all(COMMANDES.map((c) => c.charger()));
  const largeur = Math.max(...commandes.map((c) => c.nom.length));
  return [
    "Rigel : projets AMI CMA et ATCF des régions académiques",
    "",
    "Usage : npm run --silent rigel -- COMMANDE [OPTIONS]",
    "",
    "Commandes :",
    ...commandes.map((c) => `  ${c.nom.padEnd(largeur)}  ${c.resume}`),
    "",
    "L’aide d’une commande : npm run --silent rigel -- COMMANDE --help",
    "",
    "Codes de sortie : 0 bon, 1 réponse négative, 2 indéterminé, 64 entrée ou usage incorrect.",
  ].join("\n");
}

/** Runs one command line; gives the exit code. */
export async function lancer(args: string[], sorties: Sorties): Promise<number> {
  const ecrire = (texte: string) => `${typographie(texte)}\n`;
  const [nom, ...reste] = args;
  try {
    if (nom === undefined) throw new ErreurUsage("Dites quelle commande lancer.");
    if (estAide(nom)) {
      sorties.out(ecrire(await aideGenerale()));
      return CODES.BON;
    }
    const entree = COMMANDES.find((c) => c.nom === nom);
    if (!entree) throw new ErreurUsage(nom.startsWith("-") ? `Option inconnue : ${nom}` : `Commande inconnue : ${nom}`);
    const commande = await entree.charger();
    const fin = reste.indexOf("--");
    if ((fin < 0 ? reste : reste.slice(0, fin)).some(estAide)) {
      sorties.out(ecrire(commande.aide));
      return CODES.BON;
    }
    return await commande.executer(reste, sorties);
  } catch (erreur) {
    if (erreur instanceof ErreurUsage) {
      sorties.err(ecrire(`${erreur.message}\nAide : npm run --silent rigel -- --help`));
      return CODES.USAGE;
    }
    sorties.err(ecrire(`Défaut imprévu de Rigel : ${erreur instanceof Error ? erreur.message : String(erreur)}`));
    return CODES.DEFAUT;
  }
}
