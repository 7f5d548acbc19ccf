import { accorder, ecrireEuros } from "@/lib/domain/ecriture";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { Regime } from "@/lib/domain/regimes";

/** When to choose each regime, in one plain sentence. */
const QUAND: Record<CodeRegime, string> = {
  "CMA-DIAG": "Pour étudier les besoins en compétences d’un territoire ou d’une filière, avant de bâtir un projet.",
  "CMA-DISPO-S1": "Pour un dispositif de formation de la première saison de l’appel, déjà déposé ou suivi.",
  "CMA-DISPO-S2": "Pour un dispositif de formation de la saison en cours, après une lettre d’intention acceptée.",
  "ATCF-AMORCAGE": "Pour lancer vite, sur une petite enveloppe, la transformation de la carte des formations.",
  ATCF: "Pour transformer la carte des formations avec un dossier complet, après une lettre d’intention acceptée.",
};

/** The limits come from the regime itself: they change with it. */
export function phraseRegime({ code, periode, seuils }: Regime): string {
  const limites = [
    seuils.subventionMin === undefined ? null : `au moins ${ecrireEuros(seuils.subventionMin)} de subvention`,
    seuils.subventionMax === undefined ? null : `au plus ${ecrireEuros(seuils.subventionMax)} de subvention`,
    `${accorder(seuils.dureeMaxMois, "mois", "mois")} au plus`,
  ].filter(Boolean);
  const texte = `${periode.texte} : ${limites.join(", ")}.`;
  return `${QUAND[code]} ${texte.charAt(0).toLocaleUpperCase("fr")}${texte.slice(1)}`;
}
