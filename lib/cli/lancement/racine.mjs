// Modules of this folder run before anything is installed: Node's own library only. They start the other processes, so
// they read and pass on process.env, which the application itself reads in lib/env.ts alone.

import path from "node:path";
import { fileURLToPath } from "node:url";

export const RACINE = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/, "");

export const depuisRacine = (...morceaux) => path.join(RACINE, ...morceaux);

/** Folder of Next's build: several may live side by side. */
export const dossierNext = () => depuisRacine(process.env.NEXT_DIST_DIR || ".next");
