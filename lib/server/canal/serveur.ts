import "server-only";
import { chmodSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { CODES } from "@/lib/cli/commande";
import { type Adresse, adresseCanal } from "@/lib/server/canal/adresse";
import { DEMANDE_MAX, enLigne, schemaDemande, type Trame } from "@/lib/server/canal/trames";
import type { CommandeBase, Sortie } from "@/lib/server/commandes/commande";
import { executerCommande } from "@/lib/server/commandes/executer";
import { journal } from "@/lib/server/journaux";

/** The server's end of the local channel (docs/operations.md): executes a command for the command line, one at a time. */

type Commandes = Record<string, () => Promise<CommandeBase>>;
export type Canal = { fermer(): Promise<void> };

/** The request is one line, sent at once. */
const DELAI_DEMANDE_MS = 10_000;

function lireDemande(connexion: Socket): Promise<string | null> {
  return new Promise((resoudre) => {
    let recu = "";
    connexion.setEncoding("utf8");
    connexion.setTimeout(DELAI_DEMANDE_MS, () => resoudre(null));
    connexion.once("close", () => resoudre(null));
    connexion.on("data", (morceau: string) => {
      recu += morceau;
      const fin = recu.indexOf("\n");
      if (fin >= 0) resoudre(recu.slice(0, fin));
      else if (recu.length > DEMANDE_MAX) resoudre(null);
    });
  });
}

function analyser(ligne: string | null) {
  try {
    return schemaDemande.safeParse(JSON.parse(ligne ?? "")).data ?? null;
  } catch {
    return null;
  }
}

function repondeur(commandes: Commandes): (connexion: Socket) => Promise<void> {
  let enCours: string | null = null;
  return async (connexion) => {
    const dire = (trame: Trame) => {
      if (connexion.writable) connexion.write(enLigne(trame));
    };
    const finir = (code: number, err?: string) => {
      if (err !== undefined) dire({ err: `${err}\n` });
      if (connexion.writable) connexion.end(enLigne({ code }));
    };
    const depart = new AbortController();
    connexion.once("close", () => depart.abort());
    // A client that leaves in the middle is not a defect.
    connexion.on("error", () => connexion.destroy());

    const demande = analyser(await lireDemande(connexion));
    connexion.setTimeout(0);
    if (demande === null) {
      connexion.destroy();
      return;
    }
    const charger = Object.hasOwn(commandes, demande.commande) ? commandes[demande.commande] : undefined;
    if (charger === undefined) {
      finir(CODES.USAGE, `Le serveur en marche ne connaît pas la commande « ${demande.commande} ».`);
      return;
    }
    if (enCours !== null) {
      finir(CODES.DEFAUT, `Le serveur exécute déjà la commande « ${enCours} » : réessayez quand elle sera finie.`);
      return;
    }
    enCours = demande.commande;
    const sortie: Sortie = {
      stdout: (out) => dire({ out }),
      stderr: (err) => dire({ err }),
      abandon: depart.signal,
      service: true,
    };
    try {
      finir(await executerCommande(demande.commande, charger, demande.args, sortie));
    } finally {
      enCours = null;
    }
  };
}

function ecouter(serveur: Server, chemin: string): Promise<void> {
  return new Promise((resoudre, refuser) => {
    serveur.once("error", refuser);
    serveur.listen(chemin, () => {
      serveur.off("error", refuser);
      resoudre();
    });
  });
}

/** To be called by the process that holds the data folder: a socket already there is then a dead server's. */
export async function ouvrirCanal(dossierDonnees: string, commandes: Commandes): Promise<Canal> {
  const adresse = adresseCanal(dossierDonnees, { creer: true }) as Adresse;
  rmSync(adresse.fichier, { force: true });
  const repondre = repondeur(commandes);
  const serveur = createServer((connexion) => {
    repondre(connexion).catch((err) => {
      journal.error({ err }, "Le canal local a échoué");
      connexion.destroy();
    });
  });
  try {
    await ecouter(serveur, adresse.chemin);
    chmodSync(adresse.fichier, 0o600);
  } catch (erreur) {
    adresse.fermer();
    throw erreur;
  }
  serveur.on("error", (err) => journal.error({ err }, "Le canal local a échoué"));
  // The channel alone does not keep the process alive.
  serveur.unref();
  return {
    fermer: () =>
      new Promise((resoudre) => {
        serveur.close(() => {
          rmSync(adresse.fichier, { force: true });
          adresse.fermer();
          resoudre();
        });
      }),
  };
}
