import type { Magasin } from "./magasin";

/** The page as the server has it now; what waits is on the device first. */
export function recharger(magasin: Pick<Magasin, "garderTout">): void {
  magasin.garderTout();
  window.location.reload();
}
