/** The carte des formations: levels, places, shared equipment. */
import type { Transformation } from "../dossier";
import { accorder, enumerer } from "../ecriture";
import { refuserAuDepot } from "./consortium";
import { champ, conforme, figureNombre, figureTexte, indetermine, nonConforme, regle, vide } from "./regle";
import { SOURCES_REGLES } from "./sources";

export const sansTransformation = () =>
  indetermine({
    message: "Aucune transformation de la carte n’est encore liée.",
    pourCorriger: "Ajoutez les transformations de la carte que le projet finance.",
    champs: [champ("transformations", "ajouter-transformation")],
  });

const champsSansNiveau = (transformations: readonly Transformation[]) =>
  transformations.flatMap((t, i) =>
    t.niveau === undefined ? [champ("transformations", `transformations-${i}-niveau`)] : [],
  );

export const parcours = regle({
  code: "PARCOURS",
  titre: "Parcours à plusieurs niveaux",
  groupe: "projet",
  source: SOURCES_REGLES.parcours,
  evalue: ({ dossier: { transformations, dateDepot } }) => {
    if (transformations.length === 0) return sansTransformation();
    const niveaux = [...new Set(transformations.flatMap((t) => (t.niveau === undefined ? [] : [t.niveau])))].sort(
      (a, b) => a - b,
    );
    const liste = enumerer(niveaux.map(String));
    const figures = [figureTexte(niveaux.length > 1 ? "Niveaux" : "Niveau", liste || "aucun connu")];
    if (niveaux.length >= 2)
      return conforme({
        message: `Les formations liées combinent les niveaux ${liste}.`,
        figures,
        champs: [champ("transformations", "transformations-0-niveau")],
      });
    const inconnus = champsSansNiveau(transformations);
    if (inconnus.length > 0)
      return indetermine({
        message: `Le niveau de ${accorder(inconnus.length, "formation")} n’est pas connu.`,
        figures,
        pourCorriger: "Indiquez le niveau de chaque formation liée.",
        champs: inconnus,
      });
    return refuserAuDepot(dateDepot, {
      message: `Toutes les formations liées sont du même niveau (${liste}).`,
      figures,
      pourCorriger: "Liez au moins une formation d’un autre niveau, du CAP à l’enseignement supérieur.",
      champs: [
        champ("transformations", "transformations-0-niveau"),
        champ("transformations", "ajouter-transformation"),
      ],
    });
  },
});

const CAPACITES = ["scolaire", "scolaireColoree", "apprentissage", "apprentissageColoree"] as const;

const TOTAL = { scolaireColoree: "scolaire", apprentissageColoree: "apprentissage" } as const;

/** Coloured places left blank are none once the places of their voie are told; a total left blank is unknown. */
const estInconnue = (t: Transformation, c: (typeof CAPACITES)[number]): boolean =>
  t[c] === undefined && (c === "scolaire" || c === "apprentissage" || t[TOTAL[c]] === undefined);

export const impactCarte = regle({
  code: "IMPACT_CARTE",
  titre: "Effet sur la carte des formations",
  groupe: "projet",
  source: SOURCES_REGLES.impact,
  evalue: ({ dossier: { transformations } }) => {
    if (transformations.length === 0) return sansTransformation();
    const change = (t: Transformation) =>
      CAPACITES.some((c) => {
        const capacite = t[c];
        return capacite !== undefined && capacite[0] !== capacite[1];
      });
    const effectives = transformations.filter(change);
    const figures = [
      figureNombre("Transformations", transformations.length),
      figureNombre("Transformations qui changent des places", effectives.length),
    ];
    const champs = [champ("transformations", "transformations-0-scolaire")];
    if (effectives.length > 0)
      return conforme({
        message: `${accorder(effectives.length, "transformation change", "transformations changent")} des places.`,
        figures,
        champs,
      });
    const inconnues = transformations.flatMap((t, i) =>
      CAPACITES.filter((c) => estInconnue(t, c)).map((c) => champ("transformations", `transformations-${i}-${c}`)),
    );
    if (inconnues.length > 0)
      return indetermine({
        message: "Aucun changement de places n’est encore visible : des capacités manquent.",
        figures,
        pourCorriger: "Indiquez les places actuelles et futures de chaque transformation.",
        champs: inconnues,
      });
    return nonConforme({
      message: "Aucune transformation liée ne change le nombre de places.",
      figures,
      pourCorriger: "Indiquez au moins une transformation qui crée, retire ou colore des places.",
      champs: [...champs, champ("transformations", "ajouter-transformation")],
    });
  },
});

export const equipements = regle({
  code: "EQUIPEMENTS",
  titre: "Équipements partagés : hôte, usagers, accès",
  groupe: "projet",
  source: SOURCES_REGLES.equipements,
  evalue: ({ dossier: { plateauxTechniques } }) => {
    if (plateauxTechniques.length === 0)
      return indetermine({
        message: "Aucun plateau technique partagé n’est encore décrit.",
        pourCorriger: "Ajoutez un plateau technique avec son hôte, ses usagers et ses conditions d’accès.",
        champs: [champ("transformations", "ajouter-plateau")],
      });
    const figures = [figureNombre("Plateaux techniques", plateauxTechniques.length)];
    const manques = plateauxTechniques.flatMap((p, i) => [
      ...(vide(p.hote) ? [champ("transformations", `plateauxTechniques-${i}-hote`)] : []),
      ...(p.usagers.some((u) => !vide(u)) ? [] : [champ("transformations", `plateauxTechniques-${i}-usagers`)]),
      ...(vide(p.acces) ? [champ("transformations", `plateauxTechniques-${i}-acces`)] : []),
    ]);
    if (manques.length > 0)
      return nonConforme({
        message: "Un plateau technique n’a pas d’hôte, d’usagers ou de conditions d’accès.",
        figures: [...figures, figureNombre("Indications manquantes", manques.length)],
        pourCorriger: "Indiquez l’hôte, les usagers et les conditions d’accès de chaque plateau.",
        champs: manques,
      });
    return conforme({
      message: `${accorder(plateauxTechniques.length, "plateau technique partagé", "plateaux techniques partagés")}, avec hôte, usagers et conditions d’accès.`,
      figures,
      champs: [champ("transformations", "plateauxTechniques-0-hote")],
    });
  },
});
