import "server-only";
import { ErreurMetier } from "@/lib/server/erreur";
import { deuxPaquetsALaFois } from "@/lib/server/paquet/assembler-a-part";
import { surSaturation } from "@/lib/server/paquet/saturation";
import { toursParCle } from "@/lib/server/tour-par-cle";

type ToursParCle = ReturnType<typeof toursParCle>;
type Gardes = { parDossier: ToursParCle; parPersonne: ToursParCle; remis: Set<string> };

/** Kept across Next's bundles. */
const CLE = Symbol.for("rigel.paquet.gardes");
const porteur = globalThis as typeof globalThis & { [CLE]?: Gardes };
const LIMITES = { ensemble: 1, file: 4, attenteMs: 45_000 };
porteur[CLE] ??= { parDossier: toursParCle(LIMITES), parPersonne: toursParCle(LIMITES), remis: new Set() };
const { parDossier, parPersonne, remis } = porteur[CLE];

export type PourQui = { personne: string; dossier: string };

/**
 * One work at a time for a dossier and for a person, then its place among the two of everybody: a team never holds both. Throws
 * « indisponible » to whom it lasts too long.
 */
export const aSonTour = <T>({ personne, dossier }: PourQui, fn: () => Promise<T>): Promise<T> =>
  surSaturation(() => parDossier(dossier, () => parPersonne(personne, () => deuxPaquetsALaFois(fn))));

/** One pack handed out at a time to a person: `rendre` once its last byte is gone, or nobody takes it any more. */
export function reserverRemise(personne: string): { rendre: () => void } {
  if (remis.has(personne))
    throw new ErreurMetier(
      "trop_de_demandes",
      "Vous téléchargez déjà un paquet. Attendez la fin de ce téléchargement, puis réessayez.",
      { attendre: 30 },
    );
  remis.add(personne);
  return { rendre: () => void remis.delete(personne) };
}
