import "server-only";
import type { CommandeBase } from "@/lib/server/commandes/commande";

/**
 * The commands that need the database, by name. Loaded only when called. The command line lists them with their help in
 * lib/cli/commandes; the server executes them for whoever asks through its local channel.
 */
export const COMMANDES_BASE: Record<string, () => Promise<CommandeBase>> = {
  administrateur: async () => (await import("@/lib/server/commandes/administrateur")).commande,
  conservation: async () => (await import("@/lib/server/commandes/conservation")).commande,
  "importer-orion": async () => (await import("@/lib/server/commandes/importer-orion")).commande,
  journal: async () => (await import("@/lib/server/commandes/journal")).commande,
  sauvegarder: async () => (await import("@/lib/server/commandes/sauvegarder")).commande,
  restaurer: async () => (await import("@/lib/server/commandes/restaurer")).commande,
};
