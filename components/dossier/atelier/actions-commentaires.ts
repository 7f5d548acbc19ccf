import type {
  DemandeCommentaire,
  DemandeMentionsLues,
  DemandeModificationCommentaire,
  DemandeReponse,
  DemandeResolution,
  DemandeRetraitCommentaire,
} from "@/lib/schemas/commentaires";
import type { Reponse } from "@/lib/schemas/reponse";

/** Server actions on comments, given by the app layer with those of the workspace. */
export type ActionsCommentaires = {
  ecrire: (demande: DemandeCommentaire) => Promise<Reponse<{ id: string }>>;
  repondre: (demande: DemandeReponse) => Promise<Reponse<{ id: string }>>;
  modifier: (demande: DemandeModificationCommentaire) => Promise<Reponse<{ version: number }>>;
  retirer: (demande: DemandeRetraitCommentaire) => Promise<Reponse<{ version: number }>>;
  resoudre: (demande: DemandeResolution) => Promise<Reponse<{ version: number }>>;
  lireMentions: (demande: DemandeMentionsLues) => Promise<Reponse<{ lues: number }>>;
};
