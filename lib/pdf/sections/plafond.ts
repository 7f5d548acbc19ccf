/** The ceiling proved: each step of the calculation with its amount, to the cent. */
import { type Centimes, centimes } from "@/lib/domain/argent";
import { ecrireEuros, ecrireEurosSansUnite, nomSeverite, nomVerdict } from "@/lib/domain/ecriture";
import { type CalculPlafond, calculPlafond, ecrireTauxPlafond, plafondMesurable } from "@/lib/domain/plafond";
import { type Regime, regime } from "@/lib/domain/regimes";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { total } from "../lecture";
import { ecrireTableau, type Rangee } from "../tableau";
import { STYLES } from "../theme";

export const regimeDe = ({ regime: jeu, resultat }: EntreePdf): Regime =>
  jeu ?? regime(resultat.regime, resultat.regimeNumero);

const absolu = (m: Centimes): Centimes => centimes(m < 0n ? -m : m);

/** null: a missing amount, post or source would make it wrong, or nothing is asked yet. */
export function preuveDuPlafond(e: EntreePdf): CalculPlafond | null {
  const { fichier, resultat } = e;
  const demande = total((fichier.financements ?? []).filter((x) => x.source === "france2030").map((x) => x.montant));
  const budget = total((fichier.budget ?? []).map((l) => l.montant));
  return demande === undefined || budget === undefined || !plafondMesurable(resultat)
    ? null
    : calculPlafond(resultat, regimeDe(e));
}

const NON_VERIFIABLE =
  "Le plafond ne se vérifie pas encore\u202f: un montant, un poste ou une source manque au budget ou au plan de financement.";

/** The calculation in one sentence, for the summary. */
export function phraseDuPlafond(e: EntreePdf): string {
  const p = preuveDuPlafond(e);
  if (p === null) return NON_VERIFIABLE;
  const calcul = `${ecrireEuros(p.coutEligible)} × ${ecrireTauxPlafond(regimeDe(e))} = ${ecrireEuros(p.part)}`;
  const propre = p.propre === null ? "" : ` Plafond propre au régime\u202f: ${ecrireEuros(p.propre)}.`;
  const marge = p.marge < 0n ? "Dépassement" : "Marge";
  return `Coût éligible × taux = plafond\u202f: ${calcul}.${propre} Subvention demandée\u202f: ${ecrireEuros(p.subvention)}. ${marge}\u202f: ${ecrireEuros(absolu(p.marge))}.`;
}

export function ecrirePreuvePlafond(f: Feuille, e: EntreePdf): void {
  f.sousTitre("Preuve du plafond");
  const p = preuveDuPlafond(e);
  if (p === null) {
    f.paragraphe(NON_VERIFIABLE, STYLES.absent);
    return;
  }
  const etape = (nom: string, valeur: string, lecture: string, genre?: Rangee["genre"]): Rangee => ({
    ...(genre && { genre }),
    cases: [{ texte: nom, entete: true }, valeur, { texte: lecture, style: STYLES.celluleDiscrete }],
  });
  const taux = ecrireTauxPlafond(regimeDe(e));
  const regles = e.resultat.constats.filter((c) => c.code === "PLAFOND_70" || c.code === "PLAFOND_DIAG");
  ecrireTableau(f, {
    legende: "Coût éligible × taux = plafond, en euros",
    colonnes: [
      { titre: "Étape", part: 0.42 },
      { titre: "Montant", droite: true },
      { titre: "Lecture", part: 0.58 },
    ],
    rangees: [
      etape("Coût éligible", ecrireEurosSansUnite(p.coutEligible), "Dépenses du budget, hors assiette exclu"),
      etape(
        `× ${taux} = part maximale`,
        ecrireEurosSansUnite(p.part),
        "Arrondie au centime inférieur, sans arrondi de taux",
      ),
      ...(p.propre === null
        ? []
        : [
            etape("Plafond propre au régime", ecrireEurosSansUnite(p.propre), "Le plus bas des deux s’applique"),
            etape("Plafond retenu", ecrireEurosSansUnite(p.plafond), p.plafond < p.part ? "Celui du régime" : taux),
          ]),
      etape("Subvention demandée", ecrireEurosSansUnite(p.subvention), "Lignes France 2030 du plan de financement"),
      etape(
        p.marge < 0n ? "Dépassement" : "Marge",
        ecrireEurosSansUnite(absolu(p.marge)),
        p.marge < 0n ? "Subvention demandée moins plafond" : "Plafond moins subvention demandée",
        "total",
      ),
    ],
    note: regles
      .map((c) => `${c.titre}\u202f: ${nomVerdict(c.verdict).toLocaleLowerCase("fr")} (${nomSeverite(c.severite)}).`)
      .join(" "),
  });
}
