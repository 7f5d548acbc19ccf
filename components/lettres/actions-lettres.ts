import type { DemandeEnvoi, DemandePreparation, DemandePrevenir, DemandeRetraitLettre } from "@/lib/schemas/lettres";
import type { Reponse } from "@/lib/schemas/reponse";

type Geste<D, R = unknown> = (demande: D) => Promise<Reponse<R>>;

/** Server actions of the page, given by the app layer. */
export type ActionsLettres = {
  preparerLettres: Geste<DemandePreparation, { lettres: { id: string }[] }>;
  envoyerLettres: Geste<DemandeEnvoi, { envoyees: number }>;
  prevenirPartenaire: Geste<DemandePrevenir>;
  retirerLettre: Geste<DemandeRetraitLettre>;
};
