import type { Reponse } from "@/lib/schemas/reponse";
import type {
  ApercuApplication,
  DemandeApercuScenario,
  DemandeApplication,
  DemandeCreationScenario,
  DemandeModificationScenario,
  DemandeSurScenario,
} from "@/lib/schemas/scenarios";

type Geste<D, R = unknown> = (demande: D) => Promise<Reponse<R>>;

/** Server actions of the page, given by the app layer. */
export type ActionsScenarios = {
  creerScenario: Geste<DemandeCreationScenario, { id: string }>;
  modifierScenario: Geste<DemandeModificationScenario, { version: number }>;
  dupliquerScenario: Geste<DemandeSurScenario, { id: string }>;
  retirerScenario: Geste<DemandeSurScenario, { version: number }>;
  remettreScenario: Geste<DemandeSurScenario>;
  apercevoirScenario: Geste<DemandeApercuScenario, ApercuApplication>;
  appliquerScenario: Geste<DemandeApplication, { revision: number; pointId: string; champs: number }>;
};
