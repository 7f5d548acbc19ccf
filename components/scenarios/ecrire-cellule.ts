import { ecrireEuros, ecrireNombre, ecrireTaux, nomVerdictGlobal } from "@/lib/domain/ecriture";
import { ecrireMontantPrecis } from "@/lib/domain/precision";
import type { LigneTableau } from "@/lib/domain/scenarios/tableau";

/** A figure of a column; « — »: this plan has no such thing. */
export function ecrireCellule(l: LigneTableau, i: number): string {
  if (l.genre === "montant") {
    const v = l.valeurs[i] ?? null;
    return v === null ? "—" : ecrireMontantPrecis({ montant: v, precision: l.precisions[i] ?? "exacte" });
  }
  if (l.genre === "nombre") return ecrireNombre(l.valeurs[i] ?? 0);
  if (l.genre === "taux") {
    const taux = l.valeurs[i] ?? null;
    return taux === null ? "—" : ecrireTaux(taux);
  }
  return nomVerdictGlobal(l.valeurs[i] ?? "indetermine");
}

/** « + 5 900 000,00 € », « − 2 »; what changed only. */
export function ecrireEcart(l: LigneTableau, i: number): string | null {
  const ecart = l.ecarts[i] ?? null;
  if (ecart === null) return null;
  const negatif = ecart < 0;
  const absolu = typeof ecart === "bigint" ? ((negatif ? -ecart : ecart) as typeof ecart) : Math.abs(ecart);
  const texte =
    typeof absolu === "bigint" ? ecrireEuros(absolu as Parameters<typeof ecrireEuros>[0]) : ecrireNombre(absolu);
  return `${negatif ? "−" : "+"}\u00a0${texte}`;
}
