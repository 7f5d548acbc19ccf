/** Apart from the schema of what is asked: the pages read this one, and they load no zod. */
import { TEXTE_MAX } from "@/lib/domain/texte-riche/types";
import type { DemandeMesure } from "./mesure";
import type { DossierFichier } from "./rigel-dossier";

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
