import { jourAParis } from "@/lib/domain/dates";
import { ecrireInstant } from "./etat-enregistrement";

/** « à l’instant », « il y a 2 minutes », « à 14 h 32 », « le 12/02/2024 à 14 h 32 ». */
export function ilYA(iso: string, maintenant: Date): string {
  const minutes = Math.floor((maintenant.getTime() - new Date(iso).getTime()) / 60_000);
  if (minutes < 1) return "à l’instant";
  if (minutes < 60) return `il y a ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  return ecrireInstant(iso, jourAParis(maintenant));
}
