import type { ReactNode } from "react";
import type { Equilibre } from "./phrases-verdict";

const ICONE = {
  bon: "fr-icon-checkbox-circle-fill",
  attente: "fr-icon-information-line",
  faute: "fr-icon-warning-fill",
} as const;

/** A small line with its state: icon and words. */
export function Balance({ ton, children }: { ton: Equilibre["ton"]; children: ReactNode }) {
  return <p className={`rg-balance rg-balance--${ton} ${ICONE[ton]}`}>{children}</p>;
}
