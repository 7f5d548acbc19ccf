import type { DemandeChangementRegime } from "@/lib/schemas/demandes";
import type { Reponse } from "@/lib/schemas/reponse";

/** Server action of the page, given by the app layer. */
export type ChangerRegime = (demande: DemandeChangementRegime) => Promise<Reponse<unknown>>;
