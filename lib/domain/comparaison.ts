/** Two versions of a dossier compared: what was filed, what was set aside under a name, what it is now. */
import { type Contenus, comparerContenus, type SectionComparee } from "./comparaison/champs";
import {
  AXES,
  type Axe,
  comparerFigures,
  type FigureComparee,
  type Ventilation,
  ventiler,
} from "./comparaison/montants";
import { comparerVerdicts, type VerdictsCompares } from "./comparaison/verdicts";
import type { Dossier } from "./dossier";
import { ecrireEuros, enumerer } from "./ecriture";
import type { Resultat, VerdictGlobal } from "./verdict";

export type VersionComparee = {
  dossier: Dossier;
  resultat: Resultat;
  contenus: Contenus;
  /** Its rows bear their lasting keys. */
  cles: boolean;
};

export type PieceDossier = Dossier["pieces"][number];

export type Comparaison = {
  figures: FigureComparee[];
  ventilations: Record<Axe, Ventilation>;
  verdict: { avant: VerdictGlobal; apres: VerdictGlobal };
  taux: { avant: string | null; apres: string | null };
  verdicts: VerdictsCompares;
  sections: SectionComparee[];
  /** Attachments of one side only, by their type and date: the file holds no more of them. */
  pieces: { ajoutees: PieceDossier[]; retirees: PieceDossier[] };
  /** Nothing differs: neither content, nor amount, nor verdict. */
  identiques: boolean;
};

/** Those of `pieces` that `autres` has not, however many are alike. */
function enPlus(pieces: readonly PieceDossier[], autres: readonly PieceDossier[]): PieceDossier[] {
  const nom = (p: PieceDossier) => JSON.stringify([p.type ?? null, p.date ?? null]);
  const restes = new Map<string, number>();
  for (const p of autres) restes.set(nom(p), (restes.get(nom(p)) ?? 0) + 1);
  return pieces.filter((p) => {
    const reste = restes.get(nom(p)) ?? 0;
    restes.set(nom(p), reste - 1);
    return reste <= 0;
  });
}

export function comparerVersions(avant: VersionComparee, apres: VersionComparee): Comparaison {
  const sections = comparerContenus(avant.contenus, apres.contenus, avant.cles && apres.cles);
  const verdicts = comparerVerdicts(avant.resultat, apres.resultat);
  const figures = comparerFigures(avant, apres);
  const touchees = sections.some((s) => s.changements.length > 0 || s.textes.length > 0);
  const pieces = {
    ajoutees: enPlus(apres.dossier.pieces, avant.dossier.pieces),
    retirees: enPlus(avant.dossier.pieces, apres.dossier.pieces),
  };
  const juges = [verdicts.gagnes, verdicts.perdus, verdicts.changes, verdicts.ajoutees, verdicts.retirees];
  return {
    figures,
    ventilations: Object.fromEntries(AXES.map((axe) => [axe, ventiler(axe, avant.dossier, apres.dossier)])) as Record<
      Axe,
      Ventilation
    >,
    verdict: { avant: avant.resultat.verdict, apres: apres.resultat.verdict },
    taux: { avant: avant.resultat.taux, apres: apres.resultat.taux },
    verdicts,
    sections,
    pieces,
    identiques:
      !touchees &&
      pieces.ajoutees.length + pieces.retirees.length === 0 &&
      verdicts.jeu === null &&
      juges.every((j) => j.length === 0),
  };
}

const NOMBRES = ["aucune", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];
const regles = (n: number, un: string, plusieurs: string): string =>
  `${NOMBRES[n] ?? n}\u00a0${n === 1 ? `règle ${un}` : `règles ${plusieurs}`}`;

function mouvement(nom: string, f: FigureComparee | undefined): string[] {
  if (f === undefined) return [];
  const { avant, apres, ecart } = f;
  if (avant === null && apres !== null) return [`${nom} est maintenant renseigné${nom.startsWith("la") ? "e" : ""}`];
  if (avant !== null && apres === null) return [`${nom} n’est plus renseigné${nom.startsWith("la") ? "e" : ""}`];
  if (ecart === null || ecart === 0n) return [];
  const valeur = ecrireEuros((ecart < 0n ? -ecart : ecart) as typeof ecart);
  return [`${nom} ${ecart < 0n ? "baisse" : "augmente"} de ${valeur}`];
}

/** What changed, in one sentence: money first, then rules, then texts. */
export function resumer(c: Comparaison): string {
  if (c.identiques) return "Rien n’a changé entre ces deux versions.";
  const figure = (code: FigureComparee["code"]) => c.figures.find((f) => f.code === code);
  const { gagnes, perdus } = c.verdicts;
  const textes = c.sections.reduce((n, s) => n + s.textes.length, 0);
  const autres = c.sections.reduce((n, s) => n + s.changements.length, 0);
  const faits = [
    ...mouvement("le coût total", figure("coutTotal")),
    ...mouvement("la subvention demandée", figure("subvention")),
    ...(gagnes.length > 0 ? [regles(gagnes.length, "devient conforme", "deviennent conformes")] : []),
    ...(perdus.length > 0 ? [regles(perdus.length, "n’est plus conforme", "ne sont plus conformes")] : []),
    ...(c.verdicts.jeu !== null ? ["le jeu de règles n’est plus le même"] : []),
    ...(textes > 0 ? [`${textes === 1 ? "un texte change" : `${textes}\u00a0textes changent`}`] : []),
  ];
  if (faits.length === 0)
    faits.push(
      autres > 0
        ? `${autres === 1 ? "une donnée change" : `${autres}\u00a0données changent`}`
        : c.pieces.ajoutees.length + c.pieces.retirees.length > 0
          ? "les pièces jointes changent"
          : "l’état de quelques règles change",
      "ni le coût total ni la subvention ne changent",
    );
  const phrase = enumerer(faits);
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}
