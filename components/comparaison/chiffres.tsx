import { BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import type { Comparaison } from "@/lib/domain/comparaison";
import type { CodeFigure } from "@/lib/domain/comparaison/montants";
import { ecrireEuros, ecrireTaux, nomVerdictGlobal } from "@/lib/domain/ecriture";
import { TableauCompare } from "./tableau-compare";
import { ecrireEcart } from "./vue";

const NOMS: Record<CodeFigure, string> = {
  coutTotal: "Coût total",
  coutEligible: "Coût éligible",
  subvention: "Subvention demandée",
  subventionMax: "Subvention possible au plus",
  resteACofinancer: "Reste à cofinancer",
};

/** The figures of the whole: two columns, and what separates them. */
export function Chiffres({ resultat, de, a }: { resultat: Comparaison; de: string; a: string }) {
  const { taux, verdict } = resultat;
  const ou = (texte: string | null, code = "") =>
    texte ?? (code.startsWith("subvention") ? "Non renseignée" : "Non renseigné");
  const lignes = [
    ...resultat.figures.map((f) => ({
      cle: f.code as string,
      nom: NOMS[f.code],
      avant: ou(f.avant === null ? null : ecrireEuros(f.avant), f.code),
      apres: ou(f.apres === null ? null : ecrireEuros(f.apres), f.code),
      ecart: f.ecart === null ? (f.avant === f.apres ? "inchangé" : "—") : ecrireEcart(f.ecart),
    })),
    {
      cle: "taux",
      nom: "Part de la subvention dans le coût éligible",
      avant: ou(taux.avant === null ? null : ecrireTaux(taux.avant)),
      apres: ou(taux.apres === null ? null : ecrireTaux(taux.apres)),
      ecart: taux.avant === taux.apres ? "inchangé" : "changé",
    },
    {
      cle: "verdict",
      nom: "Verdict",
      avant: <BadgeVerdictGlobal verdict={verdict.avant} petit />,
      apres: <BadgeVerdictGlobal verdict={verdict.apres} petit />,
      ecart: verdict.avant === verdict.apres ? "inchangé" : `devient ${nomVerdictGlobal(verdict.apres).toLowerCase()}`,
    },
  ];
  return (
    <TableauCompare
      id="chiffres"
      titre={`Montants et verdict, de « ${de} » à « ${a} »`}
      colonne="Montant"
      de={de}
      a={a}
      lignes={lignes}
      montants
    />
  );
}
