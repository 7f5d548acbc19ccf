/** People the project is for, and the indicators with a target per year. */
import { ecrireNombre } from "@/lib/domain/ecriture";
import { NIVEAUX, PUBLICS, TYPES_INDICATEUR } from "@/lib/domain/nomenclatures";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { nombre, texteOu } from "../lecture";
import { ecrireTableau } from "../tableau";
import { NON_RENSEIGNE } from "../theme";

/** Beyond, the targets go into one cell, year by year. */
const ANNEES_EN_COLONNES = 7;

function ecrirePublicsVises(f: Feuille, { fichier }: EntreePdf): void {
  f.sousTitre("Publics visés");
  const publics = fichier.publics ?? [];
  if (publics.length === 0) {
    f.absent();
    return;
  }
  ecrireTableau(f, {
    legende: "Personnes à former, par public, niveau et année",
    colonnes: [
      { titre: "Public", part: 0.4 },
      { titre: "Niveau", part: 0.35 },
      { titre: "Année", part: 0.1 },
      { titre: "Prévu", part: 0.15, droite: true },
    ],
    rangees: publics.map((p) => ({
      cases: [
        { texte: p.public == null ? NON_RENSEIGNE : PUBLICS.libelles[p.public], entete: true },
        p.niveau == null
          ? undefined
          : (NIVEAUX.libelles[String(p.niveau) as keyof typeof NIVEAUX.libelles] ?? `Niveau ${p.niveau}`),
        p.annee == null ? undefined : String(p.annee),
        nombre(p.prevu),
      ],
    })),
  });
}

function ecrireIndicateurs(f: Feuille, { fichier }: EntreePdf): void {
  f.sousTitre("Indicateurs");
  const indicateurs = fichier.indicateurs ?? [];
  if (indicateurs.length === 0) {
    f.absent();
    return;
  }
  const annees = [...new Set(indicateurs.flatMap((i) => Object.keys(i.cibles ?? {})))].sort();
  const enColonnes = annees.length <= ANNEES_EN_COLONNES;
  const cible = (cibles: Record<string, number> | null | undefined, annee: string) => {
    const valeur = cibles?.[annee];
    return valeur === undefined ? "—" : ecrireNombre(valeur);
  };
  ecrireTableau(f, {
    legende: "Indicateurs, valeur de référence et cibles par année",
    colonnes: [
      { titre: "Indicateur", part: 0.5 },
      { titre: "Type" },
      { titre: "Référence", droite: true },
      ...(enColonnes ? annees.map((titre) => ({ titre, droite: true })) : [{ titre: "Cibles", part: 0.3 }]),
      { titre: "Source", part: 0.5 },
    ],
    rangees: indicateurs.map((i) => ({
      cases: [
        { texte: texteOu(i.nom) ?? NON_RENSEIGNE, entete: true },
        i.type == null ? undefined : TYPES_INDICATEUR.libelles[i.type],
        nombre(i.reference),
        ...(enColonnes
          ? annees.map((a) => cible(i.cibles, a))
          : [
              Object.keys(i.cibles ?? {})
                .map((a) => `${a}\u202f: ${cible(i.cibles, a)}`)
                .join("\n") || undefined,
            ]),
        texteOu(i.source),
      ],
    })),
  });
}

export function ecrirePublics(f: Feuille, e: EntreePdf): void {
  ecrirePublicsVises(f, e);
  ecrireIndicateurs(f, e);
}
