import { type DateIso, jourAParis } from "../dates";
import { ecrireDate } from "../ecriture";

const HEURE = new Intl.DateTimeFormat("fr-FR", {
  timeZone: "Europe/Paris",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** « à 14 h 40 » on the day of `aujourdhui`, « le 20 novembre 2026 à 14 h 40 » on another. In Paris. */
export function ecrireMoment(instant: Date, aujourdhui: DateIso): string {
  const parties = HEURE.formatToParts(instant);
  const lire = (type: string) => parties.find((p) => p.type === type)?.value ?? "";
  const heure = `à ${Number(lire("hour"))}\u00a0h\u00a0${lire("minute")}`;
  const jour = jourAParis(instant);
  return jour === aujourdhui ? heure : `le ${ecrireDate(jour)} ${heure}`;
}
