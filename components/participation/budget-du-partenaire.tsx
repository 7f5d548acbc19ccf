import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { nomAnnee, nomRangee } from "@/components/financement/budget/noms";
import { type Centimes, lireMontant } from "@/lib/domain/argent";
import { type Grille, rangeesAffichees } from "@/lib/domain/budget";
import { ecrireEuros } from "@/lib/domain/ecriture";

type Ligne = { cle: string; nom: string; montants: (Centimes | null)[]; total: Centimes; gras?: true };

function lignesDe(budget: Grille): Ligne[] {
  const rangees = rangeesAffichees(budget).map(
    (r): Ligne => ({
      cle: r.cle,
      nom: `${nomRangee(r)}${r.assiette === "non" ? " (non éligible)" : ""}`,
      montants: r.cellules.map((c) => (c.montant === null ? null : (lireMontant(c.montant) ?? null))),
      total: r.total,
    }),
  );
  if (rangees.length === 0) return [];
  const { parAnnee, total } = budget.coutTotal;
  return [...rangees, { cle: "total", nom: "Total", montants: parAnnee, total, gras: true }];
}

const gras = (ligne: Ligne, texte: string) => (ligne.gras ? <strong>{texte}</strong> : texte);

/** One row per post and label, one column per year. */
export function BudgetDuPartenaire({ id, nom, budget }: { id: string; nom: string; budget: Grille }) {
  const colonnes: Colonne<Ligne>[] = [
    { cle: "poste", nom: "Poste", entete: true, contenu: (l) => gras(l, l.nom) },
    ...budget.annees.map(
      (annee, i): Colonne<Ligne> => ({
        cle: String(annee),
        nom: nomAnnee(annee),
        aDroite: true,
        court: true,
        contenu: (l) => {
          const montant = l.montants[i] ?? null;
          return montant === null ? <span className="fr-sr-only">Aucun montant</span> : gras(l, ecrireEuros(montant));
        },
      }),
    ),
    { cle: "total", nom: "Total", aDroite: true, court: true, contenu: (l) => gras(l, ecrireEuros(l.total)) },
  ];
  return (
    <Tableau
      id={id}
      titre={`Budget de ${nom}, par poste et par année`}
      colonnes={colonnes}
      lignes={lignesDe(budget)}
      cle={(l) => l.cle}
      vide={<p>Aucune dépense n’est écrite à votre nom.</p>}
    />
  );
}
