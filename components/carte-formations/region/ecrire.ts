import { ecrireRapport } from "@/lib/domain/carte/taux";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { EtapePont } from "@/lib/schemas/carte-taux";

/** « 42,0 % »: a share of places, one decimal. */
export const ecrirePart = (numerateur: number, denominateur: number): string =>
  ecrireRapport(numerateur, denominateur, 1) ?? "—";

/** « 0,14 pt »: what is added to a rate is no share of anything. */
export const ecrirePoints = (places: number, effectif: number): string | null =>
  ecrireRapport(places, effectif)?.replace("%", "pt") ?? null;

/** « +842 », « −51 »: what a step of the bridge adds or takes back; a total bears no sign. */
export const ecrireEtape = ({ genre, places }: EtapePont): string =>
  `${genre === "total" || places.places === 0 ? "" : genre === "ajout" ? "+" : "−"}${ecrireNombre(places.places)}`;

/** « de Lyon », « d’Aix-Marseille » */
export const deAcademie = (nom: string): string => (/^[AEIOUYÉÈÎÔ]/.test(nom) ? `d’${nom}` : `de ${nom}`);

/** Orion writes diplomas in capitals: « BAC PRO » → « Bac pro », initials left as they are (CAP, BTS, MC3). */
export const ecrireDiplome = (diplome: string): string => {
  const mots = diplome
    .split(" ")
    .map((mot) => (mot.length > 4 || mot === "BAC" || mot === "PRO" ? mot.toLocaleLowerCase("fr") : mot));
  const texte = mots.join(" ");
  return texte.charAt(0).toLocaleUpperCase("fr") + texte.slice(1);
};
