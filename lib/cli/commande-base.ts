/** The commands that need the database: opened here when it is free, or asked to the server that holds it. */
import { env } from "@/lib/env";
import { base, fermerBase, nomBase } from "@/lib/server/base";
import { dossierTenu } from "@/lib/server/base/verrou";
import { CanalAbsent, demanderAuServeur } from "@/lib/server/canal/client";
import type { Sortie } from "@/lib/server/commandes/commande";
import { executerCommande } from "@/lib/server/commandes/executer";
import { COMMANDES_BASE } from "@/lib/server/commandes/registre";
import { journal } from "@/lib/server/journaux";
import { CODES, type Sorties } from "./commande";

async function ici(nom: string, args: readonly string[], sortie: Sortie): Promise<number> {
  const charger = COMMANDES_BASE[nom];
  if (charger === undefined) throw new Error(`la commande ${nom} manque au registre`);
  try {
    return await executerCommande(
      nom,
      async () => {
        // Opened before anything is said: a folder taken in the meantime refuses here, with who holds it.
        await base();
        return charger();
      },
      args,
      sortie,
    );
  } finally {
    await fermerBase().catch(() => undefined);
  }
}

export async function executerSurBase(nom: string, args: readonly string[], { out, err }: Sorties): Promise<number> {
  // The log shares the standard output with the result.
  journal.level = "silent";
  const sortie: Sortie = { stdout: out, stderr: err };
  if (nomBase() === "postgresql" || !dossierTenu(env.RIGEL_DATA)) return ici(nom, args, sortie);
  try {
    return await demanderAuServeur(env.RIGEL_DATA, { commande: nom, args: [...args] }, sortie);
  } catch (erreur) {
    if (!(erreur instanceof CanalAbsent)) throw erreur;
    // Held by something that takes no order: the refusal of the lock says who.
    const code = await ici(nom, args, sortie);
    if (code === CODES.DEFAUT) err("Ce processus n’exécute pas de commande : attendez qu’il finisse ou arrêtez-le.\n");
    return code;
  }
}
