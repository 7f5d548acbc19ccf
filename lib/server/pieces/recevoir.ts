import "server-only";
import { rm } from "node:fs/promises";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { AntivirusInjoignable, analyserFichier } from "@/lib/integrations/antivirus";
import { estSature } from "@/lib/integrations/examen/tour";
import { cheminReception, ecrireFichier, type Source } from "@/lib/integrations/stockage";
import { examinerFichier } from "@/lib/integrations/type-fichier";
import { ErreurMetier } from "@/lib/server/erreur";
import { journal } from "@/lib/server/journaux";
import { nomPropre } from "@/lib/server/pieces/nom-propre";
import { erreurSaisie } from "@/lib/server/repondre";

export type FichierRecu = {
  chemin: string;
  nom: string;
  typeMime: string;
  octets: number;
  sha256: string;
};

const tropLourd = (nom: string) =>
  new ErreurMetier("trop_lourd", `« ${nom} » dépasse la limite de ${ecrireOctets(PIECE_OCTETS_MAX)} par fichier.`);

async function* limiter(source: Source, nom: string): AsyncIterable<Uint8Array> {
  let octets = 0;
  for await (const morceau of source instanceof Uint8Array ? [source] : source) {
    octets += morceau.byteLength;
    if (octets > PIECE_OCTETS_MAX) throw tropLourd(nom);
    yield morceau;
  }
}

async function examiner(chemin: string, nom: string) {
  try {
    return await examinerFichier(chemin, nom);
  } catch (erreur) {
    if (!estSature(erreur)) throw erreur;
    throw new ErreurMetier("indisponible", "Trop de fichiers arrivent en même temps. Réessayez dans une minute.");
  }
}

async function refuserInfecte(chemin: string, nom: string): Promise<void> {
  try {
    const analyse = await analyserFichier(chemin);
    if (analyse.etat !== "infecte") return;
    journal.warn({ action: "piece.ajouter", virus: analyse.nom }, "Pièce refusée par l’antivirus");
  } catch (err) {
    if (!(err instanceof AntivirusInjoignable)) throw err;
    journal.error({ err, action: "piece.ajouter" }, "L’antivirus ne répond pas : la pièce est refusée");
    throw new ErreurMetier(
      "indisponible",
      "Le contrôle antivirus ne répond pas pour le moment. Réessayez dans quelques minutes.",
    );
  }
  throw erreurSaisie({ fichier: `« ${nom} » est refusé par l’antivirus : ne l’ouvrez pas, prévenez votre support.` });
}

/** Streams bytes to the disk under the limit, then reads what they are. What is refused leaves nothing behind. */
export async function recevoirFichier(source: Source, nomDonne: string): Promise<FichierRecu> {
  const nom = nomPropre(nomDonne);
  const chemin = await cheminReception();
  try {
    const { octets, sha256 } = await ecrireFichier(chemin, limiter(source, nom));
    if (octets === 0) throw erreurSaisie({ fichier: `« ${nom} » est vide.` });
    const examen = await examiner(chemin, nom);
    if (!examen.ok) throw erreurSaisie({ fichier: examen.motif });
    await refuserInfecte(chemin, nom);
    return { chemin, nom, typeMime: examen.typeMime, octets, sha256 };
  } catch (erreur) {
    await rm(chemin, { force: true });
    throw erreur;
  }
}

export const jeterFichier = (recu: FichierRecu): Promise<void> => rm(recu.chemin, { force: true });
