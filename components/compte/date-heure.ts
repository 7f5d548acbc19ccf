import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte } from "@/lib/domain/ecriture";

const HEURE = new Intl.DateTimeFormat("fr-FR", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "Europe/Paris",
});

/** « 21/11/2026 à 14 h 05 », in Paris, from an ISO instant. */
export const dateHeureAParis = (iso: string): string => {
  const instant = new Date(iso);
  const parties = HEURE.formatToParts(instant);
  const lire = (type: string) => parties.find((p) => p.type === type)?.value ?? "";
  return `${ecrireDateCourte(jourAParis(instant))} à ${Number(lire("hour"))} h ${lire("minute")}`;
};
