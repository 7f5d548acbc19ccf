import { BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import { Tableau } from "@/components/dsfr/tableau";
import type { Comparaison } from "@/lib/domain/comparaison";
import type { CodeFigure } from "@/lib/domain/comparaison/montants";
import { ecrireEuros, ecrireTaux, nomVerdictGlobal } from "@/lib/domain/ecriture";
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
  const ou = (texte: string | null) => texte ?? "Non renseigné";
  const lignes = [
    ...resultat.figures.map((f) => ({
      cle: f.code as string,
      nom: NOMS[f.code],
      avant: ou(f.avant === null ? null : ecrireEuros(f.avant)),
      apres: ou(f.apres === null ? null : ecrireEuros(f.apres)),
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
    <Tableau
      id="chiffres"
      titre={`Montants et verdict, de « ${de} » à « ${a} »`}
      lignes={lignes}
      cle={(l) => l.cle}
      colonnes={[
        { cle: "nom", nom: "Montant", entete: true, contenu: (l) => l.nom },
        { cle: "avant", nom: de, aDroite: true, court: true, contenu: (l) => l.avant },
        { cle: "apres", nom: a, aDroite: true, court: true, contenu: (l) => l.apres },
        { cle: "ecart", nom: "Écart", aDroite: true, court: true, contenu: (l) => l.ecart },
      ]}
    />
  );
}
