import type {
  DemandeDepart,
  DemandeDroit,
  DemandeInvitationContact,
  DemandeInvitationMembres,
  DemandePassation,
  DemandeRetraitContact,
  DemandeRetraitMembre,
  DemandeSurInvitation,
} from "@/lib/schemas/equipe";
import type { Reponse } from "@/lib/schemas/reponse";

type Geste<D, R = unknown> = (demande: D) => Promise<Reponse<R>>;

/** Server actions of the page, given by the app layer. */
export type ActionsEquipe = {
  inviterMembres: Geste<DemandeInvitationMembres, { nombre: number; courrier: boolean }>;
  inviterContact: Geste<DemandeInvitationContact, { courrier: boolean }>;
  renvoyerInvitation: Geste<DemandeSurInvitation, { expireLe: string; courrier: boolean }>;
  retirerInvitation: Geste<DemandeSurInvitation>;
  changerDroit: Geste<DemandeDroit>;
  passerLaMain: Geste<DemandePassation>;
  retirerMembre: Geste<DemandeRetraitMembre>;
  retirerContact: Geste<DemandeRetraitContact>;
  quitterEquipe: Geste<DemandeDepart>;
};
