import type { ParLecteur } from "@/lib/schemas/lecteur";
import type { DemandeEnvoi, DemandePreparation, DemandePrevenir, DemandeRetraitLettre } from "@/lib/schemas/lettres";
import type { Reponse } from "@/lib/schemas/reponse";

type Geste<D, R = unknown> = (demande: D) => Promise<Reponse<R>>;

/** What the page does, in the name of who opened it. */
export type ActionsLettres = {
  preparerLettres: Geste<DemandePreparation, { lettres: { id: string }[] }>;
  envoyerLettres: Geste<DemandeEnvoi, { envoyees: number; courrier: boolean }>;
  prevenirPartenaire: Geste<DemandePrevenir, { courrier: boolean }>;
  retirerLettre: Geste<DemandeRetraitLettre>;
};

/** Server actions of the page, given by the app layer. */
export type ActionsServeur = {
  [K in keyof ActionsLettres]: (
    demande: Parameters<ActionsLettres[K]>[0] & ParLecteur,
  ) => ReturnType<ActionsLettres[K]>;
};

export const parLecteur = (a: ActionsServeur, lecteur: string): ActionsLettres => ({
  preparerLettres: (d) => a.preparerLettres({ ...d, lecteur }),
  envoyerLettres: (d) => a.envoyerLettres({ ...d, lecteur }),
  prevenirPartenaire: (d) => a.prevenirPartenaire({ ...d, lecteur }),
  retirerLettre: (d) => a.retirerLettre({ ...d, lecteur }),
});
