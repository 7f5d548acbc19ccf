/** Commands in the order of the help. Loaded only when called: the program starts fast. */
import type { Commande } from "./commande";

export type Entree = { nom: string; charger: () => Promise<Commande> };

export const COMMANDES: readonly Entree[] = [
  { nom: "verifier", charger: async () => (await import("./commandes/verifier")).verifierCommande },
  { nom: "dossier", charger: async () => (await import("./commandes/dossier")).dossierCommande },
  { nom: "extraire", charger: async () => (await import("./commandes/extraire")).extraireCommande },
];
