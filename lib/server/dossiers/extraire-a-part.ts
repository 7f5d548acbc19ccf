import "server-only";
import { estSature, type Tours, tours } from "@/lib/integrations/examen/tour";
import type { DemandeExtraction, ReponseExtraction } from "@/lib/pdf/ouvrier-extraction";
import { ErreurMetier } from "@/lib/server/erreur";
import { aPart, ProcessusArrete } from "@/lib/server/processus-a-part";

/** The largest dossier ever made here takes a second and 150 Mo. */
const BORNES = { dureeMs: 40_000, memoireMo: 384, residentMo: 700, reponseMax: 40_000_000 };

/** Turns of its own: whoever imports does not wait behind those who join files. Kept across Next's bundles. */
const CLE = Symbol.for("rigel.extraction.tours");
const porteur = globalThis as typeof globalThis & { [CLE]?: Tours };
porteur[CLE] ??= tours({ ensemble: 1, file: 10, attenteMs: 30_000 });
const unALaFois: Tours = porteur[CLE];

/** The data inside a PDF, read where a hostile file can take nothing of the server's. */
export async function extraireAPart(demande: DemandeExtraction): Promise<ReponseExtraction> {
  try {
    return await unALaFois(() => aPart<ReponseExtraction>("lib/pdf/ouvrier-extraction.ts", demande, BORNES));
  } catch (erreur) {
    if (erreur instanceof ProcessusArrete) return { ok: false, motif: "illisible" };
    if (!estSature(erreur)) throw erreur;
    throw new ErreurMetier("indisponible", "Plusieurs PDF sont déjà en cours de lecture. Réessayez dans une minute.");
  }
}
