import { z } from "zod";

/** One's own sessions: what the page shows and asks. */
export const demandeRevocation = z.strictObject({
  reference: z.uuid({ error: "Cet identifiant n’est pas valable." }),
});
export type DemandeRevocation = z.input<typeof demandeRevocation>;

export const demandeRevocationAutres = z.strictObject({});

export type SessionOuverte = {
  reference: string;
  /** « Firefox sur Windows », or null when the browser said nothing. */
  appareil: string | null;
  methode: string;
  /** ISO instants. */
  ouverteLe: string;
  vueLe: string;
  /** When it ends by itself if nothing is asked until then. */
  finLe: string;
  courante: boolean;
};

export type SessionFinie = Pick<SessionOuverte, "reference" | "appareil" | "methode" | "ouverteLe"> & {
  finieLe: string;
  /** A MotifFermeture, `inactivite` or `duree`. */
  motif: string;
};
