/** Spending that the call refuses to subsidise (IGÉSR note 156). Such a line may be in the budget; it may not claim to be eligible. */
import { somme, ZERO } from "../argent";
import { accorder, ecrireEuros } from "../ecriture";
import type { Poste } from "../nomenclatures";
import type { CodeRegle } from "./codes";
import { champ, conforme, figureMontant, indetermine, margeMontant, nonConforme, regle } from "./regle";
import { SOURCES_REGLES } from "./sources";

type Exclusion = { code: CodeRegle; poste: Poste; titre: string; nom: string };

const exclure = ({ code, poste, titre, nom }: Exclusion) =>
  regle({
    code,
    titre,
    groupe: "argent",
    source: SOURCES_REGLES.depenses,
    evalue: ({ dossier }) => {
      if (dossier.budget.length === 0)
        return indetermine({
          message: "Le budget est vide.",
          pourCorriger: "Saisissez le budget.",
          champs: [champ("budget", "ajouter-ligne-budget")],
        });
      const lignes = dossier.budget.map((ligne, rang) => ({ ligne, rang }));
      const marquees = lignes.filter(({ ligne }) => ligne.poste === poste && ligne.eligible === true);
      if (marquees.length > 0) {
        const total = somme(marquees.map(({ ligne }) => ligne.montant ?? ZERO));
        return nonConforme({
          message: `${accorder(marquees.length, "ligne")} de ${nom} (${ecrireEuros(total)}) ${marquees.length > 1 ? "sont marquées éligibles" : "est marquée éligible"}, ce que l’appel n’autorise pas.`,
          figures: [figureMontant("Marqué éligible", total)],
          marge: margeMontant(-total),
          pourCorriger: "Retirez la marque « éligible » de ces lignes : elles restent au budget, hors assiette.",
          champs: marquees.map(({ rang }) => champ("budget", `budget-${rang}-eligible`)),
        });
      }
      // A line marked eligible without a post could be one of these.
      const douteuses = lignes.filter(({ ligne }) => ligne.poste === undefined && ligne.eligible === true);
      if (douteuses.length > 0)
        return indetermine({
          message: `${accorder(douteuses.length, "ligne")} du budget, marquée éligible, n’a pas de poste.`,
          pourCorriger: "Choisissez le poste de chaque ligne du budget.",
          champs: douteuses.map(({ rang }) => champ("budget", `budget-${rang}-poste`)),
        });
      const horsAssiette = somme(
        dossier.budget.flatMap((l) => (l.poste === poste && l.montant !== undefined ? [l.montant] : [])),
      );
      return conforme({
        message:
          horsAssiette > 0n
            ? `Les dépenses de ${nom} (${ecrireEuros(horsAssiette)}) sont hors assiette.`
            : `Aucune dépense de ${nom} n’est comptée dans le coût éligible.`,
        figures: [figureMontant("Hors assiette", horsAssiette)],
        marge: margeMontant(0n),
        champs: [champ("budget", "budget-0-montant")],
      });
    },
  });

export const depensesBati = exclure({
  code: "DEPENSES_BATI",
  poste: "bati",
  titre: "Aucun montant éligible sur le bâti",
  nom: "bâti",
});

export const postesPerennes = exclure({
  code: "POSTES_PERENNES",
  poste: "personnel_permanent",
  titre: "Aucun montant éligible sur des postes pérennes",
  nom: "postes pérennes",
});
