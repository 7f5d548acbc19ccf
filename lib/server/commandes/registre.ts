import "server-only";
import type { CommandeBase } from "@/lib/server/commandes/commande";

/**
 * The commands that need the database, by name. Loaded only when called. The command line lists them with their help in
 * lib/cli/commandes/base.ts; the server executes them for whoever asks through its local channel.
 */
export const COMMANDES_BASE: Record<string, () => Promise<CommandeBase>> = {};
