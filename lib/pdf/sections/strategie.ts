/** Diagnosis, needs, learners; then the regional strategy and the alignment with it. */
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { jour, texteOu } from "../lecture";
import { ecrireFaits, ecrireTableau } from "../tableau";
import { ecrireReponse } from "../texte-riche";

export function ecrireDiagnostic(f: Feuille, { fichier }: EntreePdf): void {
  const r = fichier.reponses;
  const d = r?.diagnostic;
  f.sousTitre("Diagnostic");
  if (texteOu(d?.texte) || d?.date != null || texteOu(d?.source)) {
    ecrireReponse(f, d?.texte);
    ecrireFaits(f, [
      ["Date du diagnostic", jour(d?.date)],
      ["Source", texteOu(d?.source)],
    ]);
  } else f.absent();
  f.sousTitre("Besoins économiques");
  ecrireReponse(f, r?.besoins);
  f.sousTitre("Repérage des apprenants");
  ecrireReponse(f, r?.apprenants);
}

export function ecrireStrategie(f: Feuille, { fichier }: EntreePdf): void {
  const r = fichier.reponses;
  f.sousTitre("Projet économique du territoire");
  ecrireReponse(f, r?.projetEconomique);
  f.sousTitre("Égalité entre les femmes et les hommes");
  ecrireReponse(f, r?.egalite);
  f.sousTitre("Alignement sur la stratégie régionale");
  const lignes = fichier.alignement ?? [];
  if (lignes.length === 0) {
    f.absent();
    return;
  }
  ecrireTableau(f, {
    legende: "Objectifs régionaux servis par le projet",
    colonnes: [
      { titre: "Document", part: 0.24 },
      { titre: "Objectif", part: 0.18 },
      { titre: "Justification", part: 0.46 },
      { titre: "Page", part: 0.12 },
    ],
    rangees: lignes.map((l) => ({
      cases: [
        { texte: texteOu(l.reference) ?? "Non renseigné", entete: true },
        texteOu(l.objectif),
        texteOu(l.justification),
        texteOu(l.page),
      ],
    })),
  });
}
