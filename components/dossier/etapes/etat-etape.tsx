import { accorder } from "@/lib/domain/ecriture";
import type { Etape } from "@/lib/domain/etapes";

/** « Complet », « 2 points à traiter », « Non commencé »: icon and words, never colour alone. */
export function motsEtat(etape: Etape, aTraiter: number): string {
  switch (etape.etat) {
    case "complet":
      return "Complet";
    case "a_traiter":
      return `${accorder(aTraiter, "point")} à traiter`;
    case "facultatif":
      return "Rien à fournir dans ce régime";
    case "pret":
      return "Prêt à déposer";
    case "en_attente":
      return "En attente";
    default:
      return "Non commencé";
  }
}

const TONS: Partial<Record<Etape["etat"], string>> = {
  complet: "rg-etat--complet fr-icon-checkbox-circle-fill",
  pret: "rg-etat--complet fr-icon-checkbox-circle-fill",
  a_traiter: "rg-etat--attente fr-icon-warning-fill",
};

export function EtatEtape({ etape, aTraiter }: { etape: Etape; aTraiter: number }) {
  return <span className={`rg-etat ${TONS[etape.etat] ?? ""}`}>{motsEtat(etape, aTraiter)}</span>;
}
