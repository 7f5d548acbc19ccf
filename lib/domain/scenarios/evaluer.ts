/** A what-if played on a whole dossier and judged by its rules: the same for the live form and for the server. */
import { jourEvaluation } from "../completude";
import type { DateIso } from "../dates";
import type { Dossier } from "../dossier";
import { verifier } from "../eligibilite";
import type { Regime } from "../regimes";
import type { Contexte } from "../verdict";
import { ceQueCelaChange, ceQuiAttend } from "./ce-que-cela-change";
import { type Chiffres, chiffresDe } from "./chiffres";
import type { Geste } from "./gestes";
import { jouer, type Suite } from "./jouer";
import type { Contenus } from "./plan";

/** What a judgement needs beside the content. `jour`: today; `modifiable`: the dossier may still change. */
export type Juge = { regime: Regime; contexte: Contexte; jour: DateIso; modifiable: boolean };

/** The plan as it is: what gestures change, and the dossier that such contents make. */
export type Jeu<C extends Contenus> = { contenus: C; dossierDe: (contenus: C) => Dossier; juge: Juge };

/** A what-if played on the dossier as it is, and judged by its rules. */
export type Evaluation = { chiffres: Chiffres; suites: Suite[]; change: string[] };

/** The same day as the workspace's own verdicts. */
function chiffrer<C extends Contenus>({ dossierDe, juge }: Jeu<C>, contenus: C): Chiffres {
  const { regime, contexte, jour, modifiable } = juge;
  const lu = dossierDe(contenus);
  const dateDepot = jourEvaluation(lu.dateDepot, jour, modifiable);
  const dossier = dateDepot === undefined ? lu : { ...lu, dateDepot };
  return chiffresDe(dossier, verifier(dossier, contexte, regime));
}

export function evaluerActuel<C extends Contenus>(jeu: Jeu<C>): { chiffres: Chiffres; attend: string[] } {
  const chiffres = chiffrer(jeu, jeu.contenus);
  return { chiffres, attend: ceQuiAttend(chiffres) };
}

/** `actuel`: the figures of the plan as it is. */
export function evaluer<C extends Contenus>(jeu: Jeu<C>, gestes: readonly Geste[], actuel: Chiffres): Evaluation {
  const { contenus, suites } = jouer(jeu.contenus, gestes);
  const chiffres = contenus === jeu.contenus ? actuel : chiffrer(jeu, contenus);
  return { chiffres, suites, change: ceQueCelaChange(actuel, chiffres) };
}
