import { jourAParis } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";

const HEURE = new Intl.DateTimeFormat("fr-FR", {
  timeZone: "Europe/Paris",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** « 21 novembre 2026 à 16 h 32 », in Paris. */
export function ecrireInstantLong(iso: string): string {
  const instant = new Date(iso);
  const parties = HEURE.formatToParts(instant);
  const lire = (type: string) => parties.find((p) => p.type === type)?.value ?? "";
  return `${ecrireDate(jourAParis(instant))} à ${Number(lire("hour"))}\u00a0h\u00a0${lire("minute")}`;
}
