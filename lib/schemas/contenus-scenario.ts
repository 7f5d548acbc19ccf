/** A file as what-ifs are played on it: the contents they change, and the dossier that such contents make. No zod: the workspace calls it. */
import type { Jeu, Juge } from "@/lib/domain/scenarios/evaluer";
import { SECTIONS_SCENARIO, type SectionScenario } from "@/lib/domain/scenarios/plan";
import { avecSection, type ClesLignes, contenuDeSection } from "./contenus";
import type { DossierFichier } from "./rigel-dossier";
import type { ContenuSection } from "./sections";
import { versDossier } from "./vers-dossier";

export type ContenusScenario = { [S in SectionScenario]: ContenuSection<S> };

export const contenusDe = (fichier: DossierFichier, cles: ClesLignes): ContenusScenario => ({
  partenaires: contenuDeSection(fichier, "partenaires", cles),
  budget: contenuDeSection(fichier, "budget", cles),
  financement: contenuDeSection(fichier, "financement", cles),
  transformations: contenuDeSection(fichier, "transformations", cles),
});

/** `contenus`: those of this file, row by row. */
export const jeuDe = (fichier: DossierFichier, contenus: ContenusScenario, juge: Juge): Jeu<ContenusScenario> => ({
  contenus,
  juge,
  dossierDe: (apres) =>
    versDossier(
      SECTIONS_SCENARIO.reduce(
        (f, section) => (contenus[section] === apres[section] ? f : avecSection(f, section, apres[section] as never)),
        fichier,
      ),
    ),
});
