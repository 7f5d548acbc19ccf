import "server-only";
import { CHAMPS_MESURE } from "@/lib/domain/carte/mesures";
import type { Prisma } from "@/prisma/genere/client";

/** What a page of links reads of a demand. */
const MESURES = Object.fromEntries(CHAMPS_MESURE.map((c) => [c, true])) as Record<(typeof CHAMPS_MESURE)[number], true>;

export const SELECTION_DEMANDE = {
  numero: true,
  uai: true,
  regionAcademique: true,
  etablissement: true,
  cfd: true,
  formation: true,
  diplome: true,
  rentree: true,
  type: true,
  statut: true,
  coloration: true,
  filiereCmq: true,
  nomCmq: true,
  amiCma: true,
  amiCmaValide: true,
  amiCmaEnCours: true,
  amiCmaAnnee: true,
  quadrant: true,
  scolaireActuelle: true,
  scolaireFuture: true,
  scolaireColoreeActuelle: true,
  scolaireColoreeFuture: true,
  apprentissageActuelle: true,
  apprentissageFuture: true,
  apprentissageColoreeActuelle: true,
  apprentissageColoreeFuture: true,
  ...MESURES,
  constats: {
    select: {
      ...{ rentree: true, scolaire: true, scolaireColoree: true, apprentissage: true, apprentissageColoree: true },
      ...{ motif: true, precision: true, ...MESURES },
    },
  },
} as const satisfies Prisma.DemandeOrionSelect;
export type DemandeLueEnBase = Prisma.DemandeOrionGetPayload<{ select: typeof SELECTION_DEMANDE }>;
