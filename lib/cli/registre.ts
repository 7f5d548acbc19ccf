/** Commands in the order of the help. Loaded only when called: the program starts fast. */
import { COMMANDES_BASE } from "@/lib/server/commandes/registre";
import type { Commande } from "./commande";

export type Entree = { nom: string; charger: () => Promise<Commande> };

/** They need the database: what they do is in lib/server/commandes, their help and arguments are here. */
const SUR_BASE: readonly Entree[] = [
  { nom: "importer-orion", charger: async () => (await import("./commandes/importer-orion")).importerOrionCommande },
  { nom: "administrateur", charger: async () => (await import("./commandes/administrateur")).administrateurCommande },
  { nom: "journal", charger: async () => (await import("./commandes/journal")).journalCommande },
  { nom: "conservation", charger: async () => (await import("./commandes/conservation")).conservationCommande },
  { nom: "sauvegarder", charger: async () => (await import("./commandes/sauvegarder")).sauvegarderCommande },
  { nom: "restaurer", charger: async () => (await import("./commandes/restaurer")).restaurerCommande },
];

export const COMMANDES: readonly Entree[] = [
  { nom: "verifier", charger: async () => (await import("./commandes/verifier")).verifierCommande },
  { nom: "dossier", charger: async () => (await import("./commandes/dossier")).dossierCommande },
  { nom: "extraire", charger: async () => (await import("./commandes/extraire")).extraireCommande },
  { nom: "taux", charger: async () => (await import("./commandes/taux")).tauxCommande },
  ...SUR_BASE.filter(({ nom }) => Object.hasOwn(COMMANDES_BASE, nom)),
];
