/** Consistency with the other dossiers: only the portal's data can tell, so without a context these are `indetermine`. */
import { centimes } from "../argent";
import type { Transformation } from "../dossier";
import { accorder, ecrireEuros, enumerer } from "../ecriture";
import { certain } from "../faits";
import { coutParPlaceCreee, placesCreees } from "../places";
import { FACTEUR_COUT_PLACE } from "../seuils";
import { sansTransformation } from "./carte";
import { champsIncomplets } from "./plafonds";
import { champ, conforme, figureMontant, figureNombre, indetermine, margeMontant, nonConforme, regle } from "./regle";
import { SOURCES_REGLES } from "./sources";

const horsPortail = (sujet: string) =>
  indetermine({
    message: `${sujet} ne peut être vérifié que dans le portail, qui connaît les autres dossiers.`,
    pourCorriger: "Importez ce dossier dans le portail.",
  });

export const cohDoublon = regle({
  code: "COH_DOUBLON",
  titre: "Places non demandées dans un autre dossier",
  groupe: "coherence",
  source: SOURCES_REGLES.coherence,
  evalue: ({ dossier: { transformations }, contexte }) => {
    if (contexte === undefined) return horsPortail("Le double compte des places");
    if (transformations.length === 0) return sansTransformation();
    const { doublons } = contexte;
    const figures = [figureNombre("Places demandées deux fois", doublons.length, "transformations")];
    if (doublons.length > 0)
      return nonConforme({
        message: `${accorder(doublons.length, "transformation est", "transformations sont")} aussi dans : ${enumerer([...new Set(doublons.map((d) => d.dossier))])}.`,
        figures,
        pourCorriger: "Retirez ces transformations de l’un des dossiers, ou écrivez pourquoi les deux les portent.",
        champs: doublons.map((d) => champ("transformations", `transformations-${d.transformation}-uai`)),
      });
    // Only a transformation fully named can be looked for among the other dossiers.
    const inconnues = transformations.flatMap((t, i) =>
      (["uai", "cfd", "rentree"] as const)
        .filter((cle) => t[cle] === undefined)
        .map((cle) => champ("transformations", `transformations-${i}-${cle}`)),
    );
    if (inconnues.length > 0)
      return indetermine({
        message: "Une transformation n’a pas d’UAI, de formation ou de rentrée : elle ne peut pas être comparée.",
        figures,
        pourCorriger: "Indiquez l’UAI, la formation et la rentrée de chaque transformation.",
        champs: inconnues,
      });
    return conforme({ message: "Aucun autre dossier ne demande les mêmes places.", figures });
  },
});

const estOuverture = (t: Transformation) => t.type === "ouverture_nette" || t.type === "ouverture_compensation";

export const cohEquipement = regle({
  code: "COH_EQUIPEMENT",
  titre: "Équipement prévu pour chaque ouverture",
  groupe: "coherence",
  source: SOURCES_REGLES.coherence,
  evalue: ({ dossier: { transformations, budget }, contexte }) => {
    if (contexte === undefined) return horsPortail("Le besoin d’équipement des ouvertures");
    if (transformations.length === 0) return sansTransformation();
    const examinees = transformations.map((t, rang) => {
      if (t.type !== undefined && !estOuverture(t)) return { rang, besoin: "non" as const };
      if (t.cfd !== undefined && !contexte.cfdAvecPlateau.has(t.cfd)) return { rang, besoin: "non" as const };
      return { rang, besoin: t.type === undefined || t.cfd === undefined ? ("inconnu" as const) : ("oui" as const) };
    });
    const besoins = examinees.filter((e) => e.besoin === "oui");
    const figures = [figureNombre("Ouvertures avec plateau technique", besoins.length)];
    if (budget.some((l) => l.poste === "equipement"))
      return conforme({
        message: "Le budget porte des dépenses d’équipement et de plateaux techniques.",
        figures,
        champs: [champ("budget", `budget-${budget.findIndex((l) => l.poste === "equipement")}-montant`)],
      });
    const sansPoste = budget.flatMap((l, i) => (l.poste === undefined ? [champ("budget", `budget-${i}-poste`)] : []));
    if (besoins.length > 0 && sansPoste.length === 0)
      return nonConforme({
        message: `${accorder(besoins.length, "ouverture a", "ouvertures ont")} besoin d’un plateau technique et le budget n’a aucune ligne d’équipement.`,
        figures,
        pourCorriger: "Ajoutez une ligne d’équipement, ou écrivez pourquoi elle n’est pas nécessaire.",
        champs: [champ("budget", "ajouter-ligne-budget")],
      });
    const inconnues = examinees.filter((e) => e.besoin === "inconnu");
    if (besoins.length > 0 || inconnues.length > 0)
      return indetermine({
        message: "Le type ou la formation d’une transformation, ou le poste d’une dépense, n’est pas connu.",
        figures,
        pourCorriger: "Indiquez le type et la formation de chaque transformation, et le poste de chaque dépense.",
        champs: [...inconnues.map((e) => champ("transformations", `transformations-${e.rang}-cfd`)), ...sansPoste],
      });
    return conforme({ message: "Aucune ouverture liée n’a besoin d’un plateau technique.", figures });
  },
});

export const cohCoutPlace = regle({
  code: "COH_COUT_PLACE",
  titre: "Coût par place créée, comparé à la filière",
  groupe: "coherence",
  source: SOURCES_REGLES.coherence,
  evalue: (faits) => {
    const { dossier, contexte, coutEligible } = faits;
    if (contexte === undefined) return horsPortail("Le coût par place créée");
    if (dossier.transformations.length === 0) return sansTransformation();
    const incomplets = [
      ...champsIncomplets({ ...faits, dossier: { ...dossier, financements: [] } }, { poste: true, source: false }),
      ...dossier.transformations.flatMap((t, i) =>
        (["scolaire", "apprentissage"] as const)
          .filter((voie) => t[voie] === undefined)
          .map((voie) => champ("transformations", `transformations-${i}-${voie}`)),
      ),
    ];
    if (dossier.budget.length === 0 || !certain(coutEligible) || incomplets.length > 0)
      return indetermine({
        message: "Le coût par place créée n’est pas connu : il manque une dépense ou des places.",
        pourCorriger: "Complétez le budget et les places de chaque transformation (0 quand il n’y en a pas).",
        champs: incomplets.length > 0 ? incomplets : [champ("budget", "ajouter-ligne-budget")],
      });
    const creees = dossier.transformations.reduce((total, t) => total + placesCreees(t), 0);
    const cout = coutParPlaceCreee(coutEligible.min, creees);
    const figures = [figureNombre("Places créées", creees)];
    const champs = [champ("transformations", "transformations-0-scolaire")];
    if (cout === null)
      return indetermine({
        message: "Aucune place n’est créée : le coût par place n’a pas de sens.",
        figures,
        pourCorriger: "Indiquez les places créées, s’il y en a.",
        champs,
      });
    if (contexte.coutMedianParPlace === undefined)
      return indetermine({
        message: `Une place créée coûte ${ecrireEuros(cout)} ; trop peu de dossiers comparables de la même filière.`,
        figures: [...figures, figureMontant("Coût par place", cout)],
        pourCorriger:
          "Rien à faire : la comparaison se fera quand la filière comptera assez d’autres dossiers chiffrés.",
        champs,
      });
    const { montant: median, nombre } = contexte.coutMedianParPlace;
    const limite = centimes(median * FACTEUR_COUT_PLACE);
    const toutes = [
      ...figures,
      figureMontant("Coût par place", cout),
      figureMontant("Médiane de la filière", median),
      figureNombre("Dossiers comparés", nombre),
    ];
    if (cout > limite)
      return nonConforme({
        message: `Une place créée coûte ${ecrireEuros(cout)}, plus du double de la médiane de la filière (${ecrireEuros(median)}).`,
        figures: toutes,
        marge: margeMontant(limite - cout),
        pourCorriger: "Expliquez ce coût dans le projet, ou revoyez les dépenses et les places.",
        champs,
      });
    return conforme({
      message: `Une place créée coûte ${ecrireEuros(cout)}, pour une médiane de ${ecrireEuros(median)} dans la filière.`,
      figures: toutes,
      marge: margeMontant(limite - cout),
      champs,
    });
  },
});
