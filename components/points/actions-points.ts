import type {
  ContenuPoint,
  DemandeCreationPoint,
  DemandeLecturePoint,
  DemandeRenommagePoint,
  DemandeSurPoint,
} from "@/lib/schemas/points";
import type { Reponse } from "@/lib/schemas/reponse";

type Geste<D, R = unknown> = (demande: D) => Promise<Reponse<R>>;

/** Server actions of the page, given by the app layer. */
export type ActionsPoints = {
  creerPoint: Geste<DemandeCreationPoint, { id: string }>;
  renommerPoint: Geste<DemandeRenommagePoint>;
  retirerPoint: Geste<DemandeSurPoint, { version: number }>;
  remettrePoint: Geste<DemandeSurPoint>;
  lirePoint: Geste<DemandeLecturePoint, ContenuPoint>;
};
