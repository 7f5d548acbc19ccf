/** What the project says of itself: needs, learners, indicators, volets, France 2030 objectives, equality. */
import { anneesCiviles } from "../dates";
import type { Dossier, Indicateur } from "../dossier";
import { accorder, ecrireNombre, enumerer } from "../ecriture";
import { OBJECTIFS_FRANCE_2030, VOLETS } from "../nomenclatures";
import type { Champ } from "../sections";
import type { CodeRegle } from "./codes";
import { refuserAuDepot } from "./consortium";
import { champ, conforme, figureNombre, figureTexte, indetermine, nonConforme, regle, vide } from "./regle";
import { SOURCES_REGLES } from "./sources";

type Reponse = {
  code: CodeRegle;
  titre: string;
  lire: (d: Dossier) => string | undefined;
  ou: Champ;
  absente: string;
  presente: string;
  aEcrire: string;
  source: { reference: string; citation?: string };
};

const exigerTexte = (r: Reponse) =>
  regle({
    code: r.code,
    titre: r.titre,
    groupe: "projet",
    source: r.source,
    evalue: ({ dossier }) =>
      vide(r.lire(dossier))
        ? indetermine({ message: r.absente, pourCorriger: r.aEcrire, champs: [r.ou] })
        : conforme({ message: r.presente, figures: [figureTexte("Réponse", "renseignée")], champs: [r.ou] }),
  });

export const besoins = exigerTexte({
  code: "BESOINS",
  titre: "Besoins économiques identifiés",
  lire: (d) => d.besoins,
  ou: champ("diagnostic", "reponses-besoins"),
  absente: "Les besoins économiques ne sont pas encore décrits.",
  presente: "Les besoins économiques sont décrits.",
  aEcrire: "Décrivez les besoins, chacun lié à un métier ou une filière et à une source.",
  source: SOURCES_REGLES.besoins,
});

export const apprenants = exigerTexte({
  code: "APPRENANTS",
  titre: "Stratégie d’identification des apprenants",
  lire: (d) => d.apprenants,
  ou: champ("diagnostic", "reponses-apprenants"),
  absente: "La stratégie d’identification des apprenants n’est pas encore décrite.",
  presente: "La stratégie d’identification des apprenants est décrite.",
  aEcrire: "Décrivez comment les apprenants seront repérés.",
  source: SOURCES_REGLES.apprenants,
});

export const egaliteFh = exigerTexte({
  code: "EGALITE_FH",
  titre: "Égalité entre les femmes et les hommes",
  lire: (d) => d.egalite,
  ou: champ("strategie", "reponses-egalite"),
  absente: "L’axe transversal sur l’égalité entre les femmes et les hommes n’est pas encore traité.",
  presente: "L’axe transversal sur l’égalité entre les femmes et les hommes est traité.",
  aEcrire: "Décrivez les actions prévues pour l’égalité entre les femmes et les hommes.",
  source: SOURCES_REGLES.egalite,
});

type Choix = {
  code: CodeRegle;
  titre: string;
  lire: (d: Dossier) => readonly number[];
  connus: readonly { numero: number }[];
  ou: Champ;
  nom: { un: string; plusieurs: string; suite: string; absent: string; choisir: string };
  source: { reference: string; citation?: string };
};

const exigerNumero = (c: Choix) => {
  const connus = new Set(c.connus.map((n) => n.numero));
  return regle({
    code: c.code,
    titre: c.titre,
    groupe: "projet",
    source: c.source,
    evalue: ({ dossier }) => {
      const choisis = c.lire(dossier);
      if (choisis.length === 0)
        return indetermine({ message: c.nom.absent, pourCorriger: c.nom.choisir, champs: [c.ou] });
      const inconnus = choisis.filter((n) => !connus.has(n));
      const figures = [figureTexte(choisis.length > 1 ? "Numéros" : "Numéro", enumerer(choisis.map(ecrireNombre)))];
      if (inconnus.length > 0)
        return nonConforme({
          message: `Numéro inconnu : ${enumerer(inconnus.map(ecrireNombre))}. L’appel en compte ${connus.size}.`,
          figures,
          pourCorriger: `Retirez ${enumerer(inconnus.map((n) => `le numéro ${ecrireNombre(n)}`))} ; ${c.nom.choisir.charAt(0).toLowerCase()}${c.nom.choisir.slice(1)}`,
          champs: [c.ou],
        });
      return conforme({
        message: `Le projet relève ${choisis.length > 1 ? c.nom.plusieurs : c.nom.un} ${enumerer(choisis.map(ecrireNombre))}${c.nom.suite}.`,
        figures,
        champs: [c.ou],
      });
    },
  });
};

export const filiere = exigerNumero({
  code: "FILIERE",
  titre: "Objectif France 2030",
  lire: (d) => d.objectifsFrance2030,
  connus: OBJECTIFS_FRANCE_2030,
  ou: champ("identite", "objectifsFrance2030"),
  nom: {
    un: "de l’objectif",
    plusieurs: "des objectifs",
    suite: " de France 2030",
    absent: "Aucun objectif France 2030 n’est encore choisi.",
    choisir: "Choisissez au moins un objectif France 2030, de 1 à 10.",
  },
  source: SOURCES_REGLES.filiere,
});

export const volet = exigerNumero({
  code: "VOLET",
  titre: "Volet de l’appel",
  lire: (d) => d.volets,
  connus: VOLETS,
  ou: champ("identite", "volets"),
  nom: {
    un: "du volet",
    plusieurs: "des volets",
    suite: " de l’appel",
    absent: "Aucun volet de l’appel n’est encore choisi.",
    choisir: "Choisissez au moins un volet, de 1 à 4.",
  },
  source: SOURCES_REGLES.volets,
});

/** Years of `annees` for which the indicator has no target. */
const anneesSansCible = (i: Indicateur, annees: readonly number[]): number[] =>
  annees.filter((annee) => !Object.hasOwn(i.cibles, String(annee)));

export const autoevaluation = regle({
  code: "AUTOEVALUATION",
  titre: "Autoévaluation : indicateur et cibles annuelles",
  groupe: "projet",
  source: SOURCES_REGLES.autoevaluation,
  evalue: ({ dossier: { indicateurs, debut, dureeMois, dateDepot } }) => {
    if (indicateurs.length === 0)
      return indetermine({
        message: "Aucun indicateur n’est encore défini.",
        pourCorriger: "Ajoutez un indicateur avec sa valeur de référence, ses cibles annuelles et sa source.",
        champs: [champ("publics", "ajouter-indicateur")],
      });
    const candidats = indicateurs
      .map((indicateur, rang) => ({ indicateur, rang }))
      .filter(({ indicateur: i }) => i.reference !== undefined && !vide(i.source));
    const figures = [figureNombre("Indicateurs", indicateurs.length)];
    const corriger =
      "Complétez au moins un indicateur : valeur de référence, cible de chaque année civile du projet, source.";
    if (candidats.length === 0)
      return refuserAuDepot(dateDepot, {
        message: "Aucun indicateur n’a à la fois une valeur de référence et une source.",
        figures,
        pourCorriger: corriger,
        champs: indicateurs.flatMap((i, rang) => [
          ...(i.reference === undefined ? [champ("publics", `indicateurs-${rang}-reference`)] : []),
          ...(vide(i.source) ? [champ("publics", `indicateurs-${rang}-source`)] : []),
        ]),
      });
    const annees = debut === undefined || dureeMois === undefined ? [] : anneesCiviles(debut, dureeMois);
    if (debut === undefined || dureeMois === undefined || annees.length === 0)
      return indetermine({
        message: "Les années du projet ne sont pas connues : les cibles annuelles ne peuvent pas être vérifiées.",
        figures,
        pourCorriger: "Indiquez la date de début et la durée du projet.",
        champs: [
          ...(debut === undefined ? [champ("identite", "debut")] : []),
          ...(debut === undefined && dureeMois !== undefined ? [] : [champ("identite", "dureeMois")]),
        ],
      });
    const complets = candidats.filter(({ indicateur }) => anneesSansCible(indicateur, annees).length === 0);
    const [premier] = complets;
    if (premier)
      return conforme({
        message: `${accorder(complets.length, "indicateur complet", "indicateurs complets")} : référence, cibles de ${annees[0]} à ${annees.at(-1)}, source.`,
        figures: [...figures, figureNombre("Indicateurs complets", complets.length)],
        champs: [champ("publics", `indicateurs-${premier.rang}-reference`)],
      });
    const proche = candidats
      .map((c) => ({ ...c, manque: anneesSansCible(c.indicateur, annees) }))
      .sort((a, b) => a.manque.length - b.manque.length)[0];
    const manque = proche?.manque ?? [];
    // A duration typed wrong can span centuries: the sentence stays a sentence.
    const citees = enumerer([...manque.slice(0, 5).map(String), ...(manque.length > 5 ? ["d’autres"] : [])]);
    return refuserAuDepot(dateDepot, {
      message: `Aucun indicateur n’a de cible pour chaque année du projet : il manque au moins ${citees}.`,
      figures,
      pourCorriger: corriger,
      champs: manque.slice(0, 5).map((annee) => champ("publics", `indicateurs-${proche?.rang ?? 0}-cibles-${annee}`)),
    });
  },
});
