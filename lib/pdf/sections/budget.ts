/** Budget by partner, post and year; what is outside the eligible cost stands apart; totals close the table. */
import type { Centimes } from "@/lib/domain/argent";
import {
  type BlocPartenaire,
  grille,
  type LigneGrille,
  type Rangee as RangeeBudget,
  type Totaux,
} from "@/lib/domain/budget";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import { POSTES, POSTES_NON_ELIGIBLES } from "@/lib/domain/nomenclatures";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { montantNu, nomDuPartenaire, texteOu } from "../lecture";
import { type Case, type Colonne, ecrireTableau, type Rangee } from "../tableau";
import { NON_RENSEIGNE } from "../theme";

/** Beyond, amounts would no longer fit across the page: one row per year instead of one column. */
const ANNEES_EN_COLONNES = 6;

const lignesDuFichier = ({ fichier }: EntreePdf): LigneGrille[] =>
  (fichier.budget ?? []).map((l) => ({
    partenaire: l.partenaire ?? null,
    poste: l.poste ?? null,
    annee: l.annee ?? null,
    montant: l.montant ?? null,
    eligible: l.eligible ?? null,
    libelle: texteOu(l.libelle) ?? null,
  }));

/** Years that hold a line, the missing one last: a column without any line would only take room on paper. */
const anneesDesLignes = (lignes: readonly LigneGrille[]): (number | null)[] =>
  [...new Set(lignes.map((l) => l.annee))].sort(
    (a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY),
  );

const nomAnnee = (annee: number | null): string => (annee === null ? "Sans année" : String(annee));

function intitule(r: RangeeBudget): string {
  const poste = r.poste === null ? "Poste non renseigné" : POSTES.libelles[r.poste];
  // Worth saying only where it contradicts or exceeds what the post alone says.
  const exclu = r.poste !== null && POSTES_NON_ELIGIBLES.includes(r.poste);
  const marque =
    exclu && r.eligible === true ? "marqué éligible" : !exclu && r.eligible === false ? "marqué non éligible" : "";
  return [poste, r.libelle, marque].filter((t) => t).join(", ");
}

type Mise = {
  colonnes: Colonne[];
  ordinaire: (nom: string, r: RangeeBudget) => Rangee[];
  totaux: (nom: string, t: Totaux, genre: "sous-total" | "total") => Rangee;
};

function enColonnes(annees: readonly (number | null)[]): Mise {
  const cellule = (montant: string | null, index: number | null): Case => ({
    texte: index === null ? "—" : (montantNu(montant) ?? NON_RENSEIGNE),
  });
  return {
    colonnes: [
      { titre: "Partenaire et poste", part: 1 },
      ...annees.map((a) => ({ titre: nomAnnee(a), droite: true })),
      { titre: "Total", droite: true },
    ],
    ordinaire: (nom, r) => [
      {
        cases: [
          { texte: nom, entete: true },
          ...r.cellules.map((c) => cellule(c.montant, c.index)),
          ecrireEurosSansUnite(r.total),
        ],
      },
    ],
    totaux: (nom, t, genre) => ({
      genre,
      cases: [{ texte: nom, entete: true }, ...t.parAnnee.map(ecrire), ecrire(t.total)],
    }),
  };
}

function enLignes(): Mise {
  return {
    colonnes: [{ titre: "Partenaire et poste", part: 1 }, { titre: "Année" }, { titre: "Montant", droite: true }],
    ordinaire: (nom, r) =>
      r.cellules
        .filter((c) => c.index !== null)
        .map((c) => ({ cases: [{ texte: nom, entete: true }, nomAnnee(c.annee), montantNu(c.montant)] })),
    totaux: (nom, t, genre) => ({ genre, cases: [{ texte: nom, entete: true, colonnes: 2 }, ecrire(t.total)] }),
  };
}

const ecrire = (m: Centimes): string => ecrireEurosSansUnite(m);

export function ecrireBudget(f: Feuille, e: EntreePdf): void {
  const { fichier } = e;
  const lignes = lignesDuFichier(e);
  if (lignes.length === 0) {
    f.absent();
    return;
  }
  const nom = nomDuPartenaire(fichier);
  const annees = anneesDesLignes(lignes);
  const g = grille(
    lignes,
    annees,
    (fichier.partenaires ?? []).flatMap((p) => (p.id == null ? [] : [p.id])),
  );
  const mise = annees.length <= ANNEES_EN_COLONNES ? enColonnes(annees) : enLignes();
  const groupe = (texte: string): Rangee => ({
    genre: "groupe",
    cases: [{ texte, entete: true, colonnes: mise.colonnes.length }],
  });
  const bloc = (b: BlocPartenaire): Rangee[] => [
    groupe(nom(b.partenaire)),
    ...b.rangees.flatMap((r) => mise.ordinaire(intitule(r), r)),
    ...(b.rangees.length > 1 ? [mise.totaux(`Sous-total ${nom(b.partenaire)}`, b, "sous-total" as const)] : []),
  ];
  const apart = (titre: string, rangees: RangeeBudget[]): Rangee[] =>
    rangees.length === 0
      ? []
      : [groupe(titre), ...rangees.flatMap((r) => mise.ordinaire(`${nom(r.partenaire)}\u202f: ${intitule(r)}`, r))];
  ecrireTableau(f, {
    legende: "Budget par partenaire, poste et année, en euros",
    colonnes: mise.colonnes,
    rangees: [
      ...g.blocs.flatMap(bloc),
      mise.totaux("Coût éligible", g.coutEligible, "total"),
      ...apart("À classer\u202f: dépenses dont le poste manque", g.aClasser),
      ...apart("Hors assiette\u202f: dépenses non éligibles, en dehors du plafond", g.horsAssiette),
      ...(g.horsAssiette.length > 0 ? [mise.totaux("Total hors assiette", g.totalHorsAssiette, "sous-total")] : []),
      mise.totaux("Coût total", g.coutTotal, "total"),
    ],
    note: lignes.some((l) => l.montant === null)
      ? "Les montants non renseignés ne comptent dans aucun total."
      : undefined,
  });
}
