/** A what-if played on a whole dossier and judged: the same for the live form and for the server. No zod: the workspace calls it. */
import { jourEvaluation } from "@/lib/domain/completude";
import type { DateIso } from "@/lib/domain/dates";
import { verifier } from "@/lib/domain/eligibilite";
import type { Regime } from "@/lib/domain/regimes";
import { ceQueCelaChange, ceQuiAttend } from "@/lib/domain/scenarios/ce-que-cela-change";
import { type Chiffres, chiffresDe } from "@/lib/domain/scenarios/chiffres";
import type { Geste } from "@/lib/domain/scenarios/gestes";
import { type Joue, jouer } from "@/lib/domain/scenarios/jouer";
import { type Nouvelle, SECTIONS_SCENARIO, type SectionScenario } from "@/lib/domain/scenarios/plan";
import type { Contexte } from "@/lib/domain/verdict";
import { avecSection, type ClesLignes, contenuDeSection } from "./contenus";
import type { DossierFichier } from "./rigel-dossier";
import type { Evaluation } from "./scenarios";
import type { ContenuSection } from "./sections";
import { versDossier } from "./vers-dossier";

export type ContenusScenario = { [S in SectionScenario]: ContenuSection<S> };

export const contenusDe = (fichier: DossierFichier, cles: ClesLignes): ContenusScenario => ({
  partenaires: contenuDeSection(fichier, "partenaires", cles),
  budget: contenuDeSection(fichier, "budget", cles),
  financement: contenuDeSection(fichier, "financement", cles),
  transformations: contenuDeSection(fichier, "transformations", cles),
});

const avecContenus = (fichier: DossierFichier, avant: ContenusScenario, apres: ContenusScenario): DossierFichier =>
  SECTIONS_SCENARIO.reduce(
    (f, section) => (avant[section] === apres[section] ? f : avecSection(f, section, apres[section] as never)),
    fichier,
  );

/** What a judgement needs beside the content. `jour`: today; `modifiable`: the dossier may still change. */
export type Juge = { regime: Regime; contexte: Contexte; jour: DateIso; modifiable: boolean };

/** The same day as the workspace's own verdicts. */
export function chiffrer(fichier: DossierFichier, { regime, contexte, jour, modifiable }: Juge): Chiffres {
  const dateDepot = jourEvaluation(fichier.dateDepot ?? undefined, jour, modifiable);
  const dossier = versDossier({ ...fichier, dateDepot });
  return chiffresDe(dossier, verifier(dossier, contexte, regime));
}

export function evaluerActuel(fichier: DossierFichier, juge: Juge): { chiffres: Chiffres; attend: string[] } {
  const chiffres = chiffrer(fichier, juge);
  return { chiffres, attend: ceQuiAttend(chiffres) };
}

/** `actuel`: the figures of the plan as it is. */
export function evaluer(
  fichier: DossierFichier,
  contenus: ContenusScenario,
  gestes: readonly Geste[],
  actuel: Chiffres,
  juge: Juge,
): Evaluation {
  const { contenus: apres, suites } = jouerSur(contenus, gestes);
  const chiffres = apres === contenus ? actuel : chiffrer(avecContenus(fichier, contenus, apres), juge);
  return { chiffres, suites, change: ceQueCelaChange(actuel, chiffres) };
}

/** The generic of the domain, held to the sections' own types. */
export const jouerSur = (
  contenus: ContenusScenario,
  gestes: readonly Geste[],
  nouvelle?: Nouvelle,
): Joue<ContenusScenario> => jouer(contenus, gestes, nouvelle);
