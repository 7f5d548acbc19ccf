import type { ParLecteur } from "@/lib/schemas/lecteur";
import type { DecisionsPrises, DemandeLiens, DemandeVue, RechercheLien } from "@/lib/schemas/liens-carte";
import type { Reponse } from "@/lib/schemas/reponse";

export type Trouvees = { demandes: DemandeVue[]; enPlus: boolean };

/** Server actions of the page, given by the app layer. */
export type ActionsServeur = {
  deciderLiens: (demande: DemandeLiens & ParLecteur) => Promise<Reponse<DecisionsPrises>>;
  chercherDemandes: (demande: RechercheLien & ParLecteur) => Promise<Reponse<Trouvees>>;
};
