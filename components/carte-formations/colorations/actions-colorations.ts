import type {
  DemandeAttestation,
  DemandeColoration,
  DemandePaire,
  DemandeReproposer,
  DemandeSeparation,
} from "@/lib/schemas/colorations";
import type { Reponse } from "@/lib/schemas/reponse";

export type ActionsColorations = {
  enregistrer: (demande: DemandeColoration) => Promise<Reponse<{ id: string }>>;
  attester: (demande: DemandeAttestation) => Promise<Reponse<unknown>>;
  reunir: (demande: DemandePaire) => Promise<Reponse<{ id: string; version: number; libelle: string; dans: string }>>;
  separer: (demande: DemandeSeparation) => Promise<Reponse<unknown>>;
  refuser: (demande: DemandePaire) => Promise<Reponse<{ premiereId: string; secondeId: string }>>;
  reproposer: (demande: DemandeReproposer) => Promise<Reponse<unknown>>;
};

/** What was just done, and how to take it back. */
export type Fait = {
  texte: string;
  /** `annulee`: what is so again, once taken back. */
  retour?: { annuler: () => Promise<Reponse<unknown>>; annulee: string };
};
