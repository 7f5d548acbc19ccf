import { connect } from "node:net";
import { CODES } from "@/lib/cli/commande";
import { type Adresse, adresseCanal } from "@/lib/server/canal/adresse";
import { type Demande, enLigne, schemaTrame } from "@/lib/server/canal/trames";
import type { Sortie } from "@/lib/server/commandes/commande";
import { enLignes } from "@/lib/server/lignes";

/** Nobody listens: the folder is held by a process that has no channel, or by one that is starting. */
export class CanalAbsent extends Error {
  override name = "CanalAbsent";
}

async function echanger(adresse: Adresse, demande: Demande, sortie: Sortie): Promise<number> {
  const connexion = connect(adresse.chemin);
  await new Promise<void>((resoudre, refuser) => {
    connexion.once("connect", resoudre);
    connexion.once("error", () => refuser(new CanalAbsent()));
  });
  // A server that dies in the middle closes the connection: the missing exit code says it.
  connexion.on("error", () => connexion.destroy());
  connexion.write(enLigne(demande));
  try {
    for await (const ligne of enLignes(connexion as AsyncIterable<Buffer>)) {
      const trame = schemaTrame.parse(JSON.parse(ligne));
      if ("out" in trame) sortie.stdout(trame.out);
      else if ("err" in trame) sortie.stderr(trame.err);
      else return trame.code;
    }
  } finally {
    connexion.destroy();
  }
  sortie.stderr("Le serveur s’est arrêté pendant la commande : vérifiez ce qu’elle a fait, puis relancez-la.\n");
  return CODES.DEFAUT;
}

/** Asks the server that holds the folder; gives the command's own exit code. */
export async function demanderAuServeur(dossierDonnees: string, demande: Demande, sortie: Sortie): Promise<number> {
  const adresse = adresseCanal(dossierDonnees, { creer: false });
  if (adresse === null) throw new CanalAbsent();
  try {
    return await echanger(adresse, demande, sortie);
  } finally {
    adresse.fermer();
  }
}
