/** Duration, letter of intention, length of the presentation. */
import { ajouterMois, ecartJours } from "../dates";
import { accorder, ecrireDate } from "../ecriture";
import type { Marge } from "../verdict";
import { champ, conforme, figureDate, figureNombre, indetermine, margeJours, nonConforme, regle } from "./regle";
import { SOURCES_REGLES } from "./sources";

export const duree = regle({
  code: "DUREE",
  titre: (s) => `Durée d’au plus ${s.dureeMaxMois} mois`,
  groupe: "projet",
  source: SOURCES_REGLES.duree,
  evalue: ({ dossier: { dureeMois }, regime: { seuils } }) => {
    const champs = [champ("identite", "dureeMois")];
    const max = seuils.dureeMaxMois;
    if (dureeMois === undefined)
      return indetermine({
        message: "La durée du projet n’est pas encore connue.",
        pourCorriger: `Indiquez la durée en mois, de 1 à ${max}.`,
        champs,
      });
    const figures = [figureNombre("Durée", dureeMois, "mois"), figureNombre("Maximum", max, "mois")];
    // The distance is to the limit that is broken: at most `max`, at least one month.
    const marge: Marge = { type: "nombre", nombre: dureeMois < 1 ? dureeMois - 1 : max - dureeMois, unite: "mois" };
    if (dureeMois < 1)
      return nonConforme({
        message: `Une durée de ${accorder(dureeMois, "mois", "mois")} n’est pas une durée de projet.`,
        figures,
        marge,
        pourCorriger: `Indiquez une durée de 1 à ${max} mois.`,
        champs,
      });
    if (dureeMois > max)
      return nonConforme({
        message: `Le projet dure ${accorder(dureeMois, "mois", "mois")}, au-delà du maximum de ${max} mois.`,
        figures,
        marge,
        pourCorriger: `Réduisez la durée de ${accorder(dureeMois - max, "mois", "mois")}.`,
        champs,
      });
    return conforme({
      message: `Le projet dure ${accorder(dureeMois, "mois", "mois")}, pour un maximum de ${max} mois.`,
      figures,
      marge,
      champs,
    });
  },
});

export const lettreGo = regle({
  code: "LETTRE_GO",
  titre: "Lettre d’intention acceptée avant le dossier complet",
  groupe: "projet",
  source: SOURCES_REGLES.lettreIntention,
  evalue: ({ dossier: { lettreIntention, dateDepot } }) => {
    const avis = champ("lettre", "lettreIntention-avis");
    const avisLe = champ("lettre", "lettreIntention-avisLe");
    if (lettreIntention?.avis === undefined)
      return indetermine({
        message: "L’avis sur la lettre d’intention n’est pas encore connu.",
        pourCorriger: "Enregistrez l’avis reçu (GO ou NO GO), sa date et le document.",
        champs: [avis],
      });
    const figures = lettreIntention.avisLe === undefined ? [] : [figureDate("Avis rendu le", lettreIntention.avisLe)];
    if (lettreIntention.avis === "no_go")
      return nonConforme({
        message: "La lettre d’intention a reçu un avis NO GO.",
        figures,
        pourCorriger: "Déposez une nouvelle lettre d’intention et attendez un avis GO.",
        champs: [avis],
      });
    if (dateDepot === undefined)
      return conforme({ message: "La lettre d’intention a reçu un avis GO.", figures, champs: [avis] });
    if (lettreIntention.avisLe === undefined)
      return indetermine({
        message: "La date de l’avis GO n’est pas connue : on ne sait pas s’il précède le dépôt.",
        figures: [figureDate("Dépôt", dateDepot)],
        pourCorriger: "Indiquez la date de l’avis GO.",
        champs: [avisLe],
      });
    const ecart = ecartJours(lettreIntention.avisLe, dateDepot);
    const toutes = [...figures, figureDate("Dépôt", dateDepot)];
    if (ecart < 0)
      return nonConforme({
        message: `Le dépôt du ${ecrireDate(dateDepot)} précède l’avis GO du ${ecrireDate(lettreIntention.avisLe)}.`,
        figures: toutes,
        marge: margeJours(ecart),
        pourCorriger: `Déposez à partir du ${ecrireDate(lettreIntention.avisLe)}.`,
        champs: [champ("identite", "dateDepot"), avisLe],
      });
    return conforme({
      message: `La lettre d’intention a reçu un avis GO le ${ecrireDate(lettreIntention.avisLe)}, avant le dépôt.`,
      figures: toutes,
      marge: margeJours(ecart),
      champs: [avis],
    });
  },
});

export const delaiGo = regle({
  code: "DELAI_GO",
  titre: (s) => `Dossier complet dans les ${s.delaiGoMois ?? 0} mois après le GO`,
  groupe: "projet",
  source: SOURCES_REGLES.saison2,
  evalue: ({ dossier: { lettreIntention, dateDepot }, regime: { seuils } }) => {
    const avisLe = lettreIntention?.avisLe;
    if (avisLe === undefined || dateDepot === undefined)
      return indetermine({
        message: avisLe === undefined ? "La date de l’avis GO n’est pas connue." : "La date de dépôt n’est pas connue.",
        pourCorriger: avisLe === undefined ? "Indiquez la date de l’avis GO." : "Indiquez la date de dépôt prévue.",
        champs: [
          ...(avisLe === undefined ? [champ("lettre", "lettreIntention-avisLe")] : []),
          ...(dateDepot === undefined ? [champ("identite", "dateDepot")] : []),
        ],
      });
    const limite = ajouterMois(avisLe, seuils.delaiGoMois ?? 0);
    const reste = ecartJours(dateDepot, limite);
    const figures = [figureDate("Avis rendu le", avisLe), figureDate("Dépôt", dateDepot), figureDate("Limite", limite)];
    const champs = [champ("identite", "dateDepot"), champ("lettre", "lettreIntention-avisLe")];
    if (reste < 0)
      return nonConforme({
        message: `Le dépôt du ${ecrireDate(dateDepot)} dépasse de ${accorder(-reste, "jour")} la limite du ${ecrireDate(limite)}.`,
        figures,
        marge: margeJours(reste),
        pourCorriger: `Déposez au plus tard le ${ecrireDate(limite)}.`,
        champs,
      });
    return conforme({
      message: `Le dépôt du ${ecrireDate(dateDepot)} respecte la limite du ${ecrireDate(limite)}.`,
      figures,
      marge: margeJours(reste),
      champs,
    });
  },
});

export const pages15 = regle({
  code: "PAGES_15",
  titre: (s) => `Présentation d’au plus ${s.pagesMax ?? 0} pages`,
  groupe: "projet",
  source: SOURCES_REGLES.saison2,
  evalue: ({ dossier: { pagesPresentation: pages }, regime: { seuils } }) => {
    const champs = [champ("identite", "pagesPresentation")];
    const max = seuils.pagesMax ?? 0;
    if (pages === undefined)
      return indetermine({
        message: "Le nombre de pages de la présentation n’est pas connu.",
        pourCorriger: "Indiquez le nombre de pages de la présentation.",
        champs,
      });
    const figures = [figureNombre("Présentation", pages, "pages"), figureNombre("Maximum", max, "pages")];
    const marge: Marge = { type: "nombre", nombre: max - pages, unite: "pages" };
    if (pages > max)
      return nonConforme({
        message: `La présentation compte ${accorder(pages, "page")}, au-delà du maximum de ${max}.`,
        figures,
        marge,
        pourCorriger: `Retirez ${accorder(pages - max, "page")}.`,
        champs,
      });
    return conforme({
      message: `La présentation compte ${accorder(pages, "page")}, pour un maximum de ${max}.`,
      figures,
      marge,
      champs,
    });
  },
});
