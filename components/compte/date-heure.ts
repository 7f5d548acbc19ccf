import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte } from "@/lib/domain/ecriture";

const HEURE = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" });

/** « 21/11/2026 à 14:05 », in Paris, from an ISO instant. */
export const dateHeureAParis = (iso: string): string => {
  const instant = new Date(iso);
  return `${ecrireDateCourte(jourAParis(instant))} à ${HEURE.format(instant)}`;
};
