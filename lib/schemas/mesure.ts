/** Printed length of the long answers: what is asked, what comes back. */
import { z } from "zod";
import { TEXTE_MAX } from "@/lib/domain/texte-riche/types";
import type { Reponse } from "./reponse";
import type { DossierFichier } from "./rigel-dossier";

const PARTIES_MAX = 10;

export const demandeMesure = z.strictObject({
  dossierId: z.uuid({ error: "Cet identifiant n’est pas valable." }),
  /** In reading order. `id`: DOM id of the field. */
  textes: z
    .array(z.strictObject({ id: z.string().max(80), titre: z.string().max(200), texte: z.string().max(TEXTE_MAX) }))
    .max(PARTIES_MAX),
});
export type DemandeMesure = z.input<typeof demandeMesure>;

/** In pages of Rigel's layout; `total`: all of them one after the other, with their titles. */
export type Mesure = { pages: Record<string, number>; total: number };
export type MesurerTextes = (demande: DemandeMesure) => Promise<Reponse<Mesure>>;

/** The long answers of a dossier, as its PDF has them. */
export function textesLongs({ reponses: r }: DossierFichier): DemandeMesure["textes"] {
  const parties: [string, string, string | null | undefined][] = [
    ["reponses-diagnostic-texte", "Diagnostic", r?.diagnostic?.texte],
    ["reponses-besoins", "Besoins économiques", r?.besoins],
    ["reponses-apprenants", "Repérage des apprenants", r?.apprenants],
    ["reponses-projetEconomique", "Projet économique du territoire", r?.projetEconomique],
    ["reponses-egalite", "Égalité entre les femmes et les hommes", r?.egalite],
    ["reponses-complementarite-texte", "Complémentarité avec les financements antérieurs", r?.complementarite?.texte],
  ];
  return parties.flatMap(([id, titre, texte]) =>
    texte == null || texte.trim() === "" || texte.length > TEXTE_MAX ? [] : [{ id, titre, texte }],
  );
}
