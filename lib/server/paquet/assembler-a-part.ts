import "server-only";
import { type Tours, tours } from "@/lib/integrations/examen/tour";
import type { DemandeAssemblage, ReponseAssemblage } from "@/lib/pdf/assemblage/demande";
import { ErreurMetier } from "@/lib/server/erreur";
import { aPart, ProcessusArrete } from "@/lib/server/processus-a-part";

/** A pack has this much time, whatever the number of its annexes: two hundred pieces of 20 Mo take a minute. */
const DUREE_MAX_MS = 150_000;
/** One annexe at a time is in memory; the largest that can be joined takes 300 Mo. Its buffers are counted by the process as a whole. */
const BORNES = { dureeMs: DUREE_MAX_MS, memoireMo: 1_024, residentMo: 1_800, reponseMax: 5_000_000 };

/** Two in the process, the others wait: one that lasts does not hold everybody. Kept across Next's bundles. */
const CLE = Symbol.for("rigel.paquet.tours");
const porteur = globalThis as typeof globalThis & { [CLE]?: Tours };
porteur[CLE] ??= tours({ ensemble: 2, file: 20, attenteMs: DUREE_MAX_MS });
export const deuxPaquetsALaFois: Tours = porteur[CLE];

const echec = () =>
  new ErreurMetier(
    "indisponible",
    "L’assemblage des annexes s’est arrêté : une annexe est trop lourde ou trop complexe. Vos fichiers sont intacts. Réessayez ; si cela recommence, prévenez votre support.",
  );

const lenteur = () =>
  new ErreurMetier(
    "indisponible",
    "L’assemblage des annexes n’a pas fini à temps : le service est très occupé. Vos fichiers sont intacts. Réessayez dans quelques minutes ; si cela recommence, prévenez votre support.",
  );

/** In a process of its own: a hostile file may take the processor or the memory of that one, never the server's. */
export async function assemblerAPart(
  demande: DemandeAssemblage,
  signal?: AbortSignal,
  dureeMs = DUREE_MAX_MS,
): Promise<ReponseAssemblage> {
  try {
    return await aPart<ReponseAssemblage>("lib/pdf/assemblage/ouvrier.ts", demande, { ...BORNES, dureeMs }, signal);
  } catch (erreur) {
    if (!(erreur instanceof ProcessusArrete)) throw erreur;
    throw erreur.raison === "temps" ? lenteur() : echec();
  }
}
