import { setImmediate as laisserPasser } from "node:timers/promises";
import { DEMESURE, Refus } from "./motif";

/** How long one file may be examined. */
export const DUREE_MAX_MS = 15_000;
/** How long other requests may wait behind one step. */
const PAS_MS = 50;

export type Rythme = () => Promise<void>;

/** To be called between steps: lets other requests pass, and stops an examination that lasts. */
export function rythme(duree = DUREE_MAX_MS): Rythme {
  const fin = performance.now() + duree;
  let pas = performance.now();
  return async () => {
    if (performance.now() - pas < PAS_MS) return;
    await laisserPasser();
    pas = performance.now();
    if (pas > fin) throw new Refus(DEMESURE);
  };
}
