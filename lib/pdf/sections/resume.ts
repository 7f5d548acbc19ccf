/** One page to decide from: the verdict, the ceiling drawn and in figures, and what remains to be treated. */
import { type Centimes, centimes } from "@/lib/domain/argent";
import { estATraiter, estJustifie } from "@/lib/domain/completude";
import {
  accorder,
  ecrireEuros,
  ecrireEurosSansUnite,
  ecrireTaux,
  nomSeverite,
  nomVerdict,
  nomVerdictGlobal,
} from "@/lib/domain/ecriture";
import { estEligible } from "@/lib/domain/faits";
import { plafondMesurable } from "@/lib/domain/plafond";
import { resteConnu } from "@/lib/domain/plan-financement";
import type { Constat, Resultat } from "@/lib/domain/verdict";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { dessinerJauge } from "../figures";
import { dessinerIcone } from "../icones";
import { total } from "../lecture";
import { ecrireTableau } from "../tableau";
import type { Ligne } from "../texte";
import { COULEUR_VERDICT, COULEURS, STYLES } from "../theme";
import { phraseDuPlafond, preuveDuPlafond } from "./plafond";

const phraseDuVerdict = (r: Resultat): string => {
  const bloquants = r.constats.filter((c) => c.severite === "bloquante");
  const compte = (verdict: Constat["verdict"]) => bloquants.filter((c) => c.verdict === verdict).length;
  const regles = accorder(bloquants.length, "règle bloquante", "règles bloquantes");
  const parties = [
    accorder(compte("conforme"), "conforme"),
    accorder(compte("non_conforme"), "non conforme", "non conformes"),
    accorder(compte("indetermine"), "indéterminée"),
  ];
  return `Sur ${regles}\u202f: ${parties.join(", ")}.`;
};

function ecrireVerdict(f: Feuille, r: Resultat): void {
  const taille = 16;
  const hauteur = f.interligne(taille);
  const mot = f.lignes(
    [f.troncon(nomVerdictGlobal(r.verdict), { graisse: "gras", taille, couleur: COULEUR_VERDICT[r.verdict] })],
    f.largeur,
  )[0] as Ligne;
  const element = f.element("P");
  element.add(() => {
    dessinerIcone(f.doc, r.verdict, f.x, f.y + 3.5, 16);
    f.tracer(mot, f.x + 24, f.y, hauteur);
  });
  element.end();
  f.espace(hauteur + 2);
  f.paragraphe(phraseDuVerdict(r), STYLES.corps, { apres: 12 });
}

export type Chiffre = { nom: string; valeur: string | undefined };

/** What the file knows; undefined where nothing was typed, so that « Non renseigné » never reads as zero. */
export function chiffres(e: EntreePdf) {
  const { fichier, resultat: r } = e;
  const budget = total((fichier.budget ?? []).map((l) => l.montant)) !== undefined;
  const financements = fichier.financements ?? [];
  const demande = total(financements.filter((x) => x.source === "france2030").map((x) => x.montant)) !== undefined;
  const aClasser = (fichier.budget ?? []).some(
    (l) =>
      l.montant != null &&
      estEligible({ poste: l.poste ?? undefined, eligible: l.eligible ?? undefined }) === "inconnue",
  );
  const marge = centimes(r.subventionMax - r.subvention);
  // A lower bound is not a figure: without its missing amount, a ceiling, a margin or a balance would be wrong.
  const mesurable = plafondMesurable(r);
  const dit = (connu: boolean, montant: Centimes) => (connu ? ecrireEurosSansUnite(montant) : undefined);
  return {
    budget,
    demande,
    mesurable,
    aClasser,
    coutTotal: dit(budget, r.coutTotal),
    horsAssiette: dit(budget, centimes(r.coutTotal - r.coutEligible)),
    coutEligible: dit(budget, r.coutEligible),
    subvention: dit(demande, r.subvention),
    taux: budget && demande && mesurable && r.taux !== null ? ecrireTaux(r.taux) : undefined,
    plafond: dit(budget && mesurable, r.subventionMax),
    marge: dit(budget && demande && mesurable, marge),
    reste: dit(resteConnu(r), r.resteACofinancer),
  };
}

/** Three figures in large, each a paragraph of its own. */
function ecrireVignettes(f: Feuille, vignettes: readonly { nom: string; valeur: string; note: string }[]): void {
  const gouttiere = 16;
  const largeur = (f.largeur - gouttiere * (vignettes.length - 1)) / vignettes.length;
  f.reserver(76);
  const haut = f.y;
  let bas = haut;
  for (const [i, v] of vignettes.entries()) {
    const x = f.x + i * (largeur + gouttiere);
    f.y = haut;
    f.fond(x, f.y, largeur, 2.5, COULEURS.bleu);
    f.espace(9);
    f.paragraphe(v.nom, STYLES.discret, { x, largeur, apres: 0 });
    const style = { graisse: "gras", taille: 14, couleur: COULEURS.texte } as const;
    f.paragraphe(v.valeur, style, { x, largeur, apres: 1 });
    f.paragraphe(v.note, STYLES.discret, { x, largeur, apres: 0 });
    bas = Math.max(bas, f.y);
  }
  f.y = bas + 16;
}

function ecrirePlafond(f: Feuille, e: EntreePdf): void {
  const r = e.resultat;
  const c = chiffres(e);
  const unite = (texte: string | undefined) => (texte === undefined ? "Non renseigné" : `${texte}\u00a0€`);
  const reste = r.resteACofinancer;
  ecrireVignettes(f, [
    {
      nom: "Subvention demandée",
      valeur: unite(c.subvention),
      note: c.taux === undefined ? "Taux inconnu" : `${c.taux} du coût éligible`,
    },
    {
      nom: r.subvention > r.subventionMax && c.marge !== undefined ? "Dépassement du plafond" : "Marge sous le plafond",
      valeur: c.marge === undefined ? "Non calculable" : ecrireEuros(absolu(centimes(r.subventionMax - r.subvention))),
      note: c.plafond === undefined ? "Plafond inconnu" : `Plafond\u202f: ${unite(c.plafond)}`,
    },
    {
      nom: c.reste !== undefined && reste < 0n ? "Ressources en trop" : "Reste à cofinancer",
      valeur: c.reste === undefined ? "Non calculable" : ecrireEuros(absolu(reste)),
      note: `Coût total\u202f: ${unite(c.coutTotal)}`,
    },
  ]);
  f.sousTitre("Le plafond de la subvention");
  const preuve = preuveDuPlafond(e);
  if (preuve !== null && r.coutEligible > 0n) dessinerJauge(f, r, preuve);
  else if (c.mesurable) f.paragraphe("La jauge demande un budget éligible et une subvention.", STYLES.absent);
  else f.paragraphe("Jauge\u202f: montant inconnu, des lignes sont à compléter.", STYLES.absent);
  f.paragraphe(phraseDuPlafond(e), STYLES.corpsMoyen, { apres: 8 });
  ecrireTableau(f, {
    legende: "Montants du projet, en euros",
    colonnes: [
      { titre: "Grandeur", part: 0.42 },
      { titre: "Montant", droite: true },
      { titre: "Lecture", part: 0.58 },
    ],
    rangees: [
      rangee("Coût total", c.coutTotal, "Toutes les dépenses du budget"),
      rangee(
        c.aClasser ? "Dépenses hors assiette ou à classer" : "Dépenses hors assiette",
        c.horsAssiette,
        c.aClasser ? "Non éligibles, ou dont le poste manque" : "Non éligibles, hors du calcul du plafond",
      ),
      rangee("Coût éligible", c.coutEligible, "Assiette de la subvention"),
      rangee("Subvention demandée", c.subvention, "Part de France 2030"),
      rangee("Taux de subvention", c.taux, "Subvention rapportée au coût éligible, pour lecture"),
      rangee("Plafond de la subvention", c.plafond, "Calculé au centime, sans arrondi de taux"),
      rangee("Marge sous le plafond", c.marge, "Plafond moins subvention demandée"),
      rangee("Reste à cofinancer", c.reste, "Coût total moins toutes les ressources"),
    ],
  });
}

const absolu = (m: Centimes): Centimes => centimes(m < 0n ? -m : m);
const rangee = (nom: string, montant: string | undefined, lecture: string) => ({
  cases: [{ texte: nom, entete: true }, montant, { texte: lecture, style: STYLES.celluleDiscrete }],
});

const RANG = { bloquante: 0, a_justifier: 1, conseil: 2 } as const;

const parPoids = (a: Constat, b: Constat): number =>
  RANG[a.severite] - RANG[b.severite] || Number(a.verdict !== "non_conforme") - Number(b.verdict !== "non_conforme");

/** Blocking first. What the team justified is settled: told apart, never left to treat. */
export function pointsDuResume({ fichier, resultat }: Pick<EntreePdf, "fichier" | "resultat">): {
  aTraiter: Constat[];
  justifies: Constat[];
} {
  const justifications = fichier.justifications ?? {};
  const ecarts = resultat.constats.filter((c) => c.verdict !== "conforme").sort(parPoids);
  return {
    aTraiter: ecarts.filter((c) => estATraiter(c, justifications)),
    justifies: ecarts.filter((c) => estJustifie(c, justifications)),
  };
}

const listerRegles = (f: Feuille, legende: string, points: readonly Constat[], etat?: string): void =>
  ecrireTableau(f, {
    legende,
    colonnes: [{ titre: "Règle", part: 1 }, { titre: "Sévérité" }, { titre: "Verdict" }],
    rangees: points.map((c) => ({
      cases: [
        { texte: c.titre, entete: true },
        nomSeverite(c.severite),
        etat ?? { texte: nomVerdict(c.verdict), verdict: c.verdict },
      ],
    })),
    note: "Le détail de chaque règle, avec ses chiffres et sa source, est dans la partie Vérification.",
  });

export function ecrireResume(f: Feuille, e: EntreePdf): void {
  f.nouvellePage();
  f.section("Résumé", () => {
    ecrireVerdict(f, e.resultat);
    ecrirePlafond(f, e);
    const { aTraiter, justifies } = pointsDuResume(e);
    f.sousTitre("À traiter");
    if (aTraiter.length > 0)
      listerRegles(f, "Règles bloquantes ou à justifier qui ne sont ni conformes ni justifiées", aTraiter);
    else
      f.paragraphe(
        justifies.length > 0
          ? "Rien à traiter\u202f: chaque règle bloquante est conforme, chaque écart à justifier l’est."
          : "Rien à traiter\u202f: chaque règle bloquante ou à justifier est conforme.",
      );
    if (justifies.length === 0) return;
    f.sousTitre("Justifié");
    listerRegles(f, "Écarts que l’équipe a justifiés par écrit", justifies, "Justifié");
  });
}
