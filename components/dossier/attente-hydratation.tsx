"use client";
import { type ReactNode, useSyncExternalStore } from "react";

const rien = () => () => undefined;

/** False while the page is only the server's HTML: what is typed there would reach nobody. */
export const useHydrate = (): boolean =>
  useSyncExternalStore(
    rien,
    () => true,
    () => false,
  );

/** Fields stay disabled until the page can hear them: nothing typed on a slow line is lost. */
export function AttenteHydratation({ children }: { children: ReactNode }) {
  return (
    <fieldset className="rg-attente" role="presentation" disabled={!useHydrate()}>
      {children}
    </fieldset>
  );
}
