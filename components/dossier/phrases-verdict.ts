/** One sentence for the whole, and one for the balance: the panel, its bar and the screen reader say the same words. */
import { type Centimes, centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import type { MargePlafond } from "@/lib/domain/plafond";
import { resteConnu } from "@/lib/domain/plan-financement";
import type { Resultat } from "@/lib/domain/verdict";

const pluriel = (n: number, un: string, plusieurs: string) => (n === 1 ? un : plusieurs.replace("#", String(n)));

export function phraseVerdict(resultat: Resultat): string {
  const bloquantes = resultat.constats.filter((c) => c.severite === "bloquante");
  const enfreintes = bloquantes.filter((c) => c.verdict === "non_conforme").length;
  const inconnues = bloquantes.filter((c) => c.verdict === "indetermine").length;
  const manque = pluriel(inconnues, "Une information manque pour conclure.", "# informations manquent pour conclure.");
  if (enfreintes > 0) {
    const debut = pluriel(enfreintes, "Une règle bloquante est enfreinte.", "# règles bloquantes sont enfreintes.");
    return inconnues > 0 ? `${debut} ${manque}` : debut;
  }
  if (inconnues > 0) return `Aucune règle bloquante n’est enfreinte. ${manque}`;
  return "Toutes les règles bloquantes sont respectées.";
}

export type Equilibre = {
  ton: "bon" | "attente" | "faute";
  phrase: string;
};

export function equilibre(resultat: Resultat, renseigne: { budget: boolean; plan: boolean }): Equilibre {
  if (!renseigne.budget) return { ton: "attente", phrase: "Saisissez le budget pour le connaître." };
  if (!renseigne.plan) return { ton: "attente", phrase: "Saisissez le plan de financement." };
  if (!resteConnu(resultat))
    return { ton: "attente", phrase: "Complétez les montants qui manquent pour le connaître." };
  const reste = resultat.resteACofinancer;
  if (reste === 0n) return { ton: "bon", phrase: "Ressources égales au coût, au centime." };
  if (reste > 0n) return { ton: "faute", phrase: `Il manque ${ecrireEuros(reste)} de cofinancement.` };
  return { ton: "faute", phrase: `Ressources en trop : ${ecrireEuros(oppose(reste))}.` };
}

export const oppose = (montant: Centimes): Centimes => centimes(-montant);

/** Name and amount of the margin; a justified diagnostic may be filed over the share. */
export const ligneMarge = (marge: MargePlafond): readonly [string, string] => {
  if (marge.type === "inconnue") return ["Marge sous le plafond", "À préciser"];
  return [marge.type === "marge" ? "Marge sous le plafond" : "Plafond dépassé de", ecrireEuros(marge.montant)];
};
