import type * as Juge from "./juge";

export type JugeSaisie = typeof Juge;

let charge: Promise<JugeSaisie> | undefined;

/** Once for the page; asked again after a failure, so that a cut of the network is not final. */
export function chargerJuge(): Promise<JugeSaisie> {
  charge ??= import("./juge").catch((erreur: unknown) => {
    charge = undefined;
    throw erreur;
  });
  return charge;
}
