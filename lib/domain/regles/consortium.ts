/** Who carries, who benefits, who backs: the partners' natures and categories. */
import type { Dossier, Partenaire } from "../dossier";
import { accorder, enumerer } from "../ecriture";
import { CATEGORIES, type Categorie, NATURES, type Nature } from "../nomenclatures";
import type { Champ } from "../sections";
import {
  type Conclusion,
  champ,
  conforme,
  figureNombre,
  figureTexte,
  indetermine,
  nonConforme,
  regle,
  vide,
} from "./regle";
import { SOURCES_REGLES } from "./sources";

const AJOUTER = champ("partenaires", "ajouter-partenaire");

const sansPartenaire = (message: string): Conclusion =>
  indetermine({ message, pourCorriger: "Ajoutez les partenaires du projet.", champs: [AJOUTER] });

/** What the portal drew says nothing to anyone: a partner without a name goes by its place. */
export const nommer = (p: Partenaire, rang: number): string =>
  p.nom !== undefined && !vide(p.nom) ? p.nom : `sans nom, partenaire ${rang + 1}`;

type Defaut = Parameters<typeof nonConforme>[0];

/** A draft is unfinished, not refused: while the filing date is absent these rules do not say `non_conforme` (formats.md). */
export const refuserAuDepot = (dateDepot: string | undefined, defaut: Defaut): Conclusion =>
  dateDepot === undefined ? indetermine(defaut) : nonConforme(defaut);

const sansCle = (partenaires: readonly Partenaire[], cle: "nature" | "categorie"): Champ[] =>
  partenaires.flatMap((p, i) => (p[cle] === undefined ? [champ("partenaires", `partenaires-${i}-${cle}`)] : []));

const LYCEES: ReadonlySet<Nature> = new Set(["eple", "lycee_prive"]);

/** A campus given without its name is still a campus (formats.md: « no campus »). */
export const nommerCampus = ({ nom }: Dossier["campus"][number]): string =>
  nom === undefined || vide(nom) ? "un campus sans nom" : nom;

export const beneficiaire = regle({
  code: "BENEFICIAIRE",
  titre: "Au bénéfice d’un lycée professionnel ou d’un campus",
  groupe: "projet",
  source: SOURCES_REGLES.beneficiaire,
  evalue: ({ dossier: { partenaires, campus, dateDepot } }) => {
    if (partenaires.length === 0 && campus.length === 0)
      return sansPartenaire("Ni partenaire ni campus n’est encore indiqué.");
    const lycees = partenaires.filter((p) => p.nature !== undefined && LYCEES.has(p.nature) && !vide(p.uai));
    const figures = [
      figureNombre("Établissements d’enseignement", lycees.length),
      figureNombre("Campus des métiers et des qualifications", campus.length),
    ];
    if (lycees.length > 0 || campus.length > 0)
      return conforme({
        message: `Le projet bénéficie à : ${enumerer([...lycees.map((p) => nommer(p, partenaires.indexOf(p))), ...campus.map(nommerCampus)])}.`,
        figures,
        champs: [lycees.length > 0 ? AJOUTER : champ("partenaires", "campus-0-nom")],
      });
    const inconnus = sansCle(partenaires, "nature");
    if (inconnus.length > 0)
      return indetermine({
        message: "Aucun bénéficiaire n’est encore reconnu : la nature d’un partenaire manque.",
        figures,
        pourCorriger: "Indiquez la nature de chaque partenaire.",
        champs: inconnus,
      });
    const sansUai = partenaires.flatMap((p, i) =>
      p.nature !== undefined && LYCEES.has(p.nature) ? [champ("partenaires", `partenaires-${i}-uai`)] : [],
    );
    return refuserAuDepot(dateDepot, {
      message:
        sansUai.length > 0
          ? "Aucun établissement partenaire n’a d’UAI et aucun campus n’est lié."
          : "Aucun partenaire n’est un EPLE ou un lycée et aucun campus n’est lié.",
      figures,
      pourCorriger: "Ajoutez un lycée avec son UAI, ou liez un campus des métiers et des qualifications.",
      champs: [...sansUai, AJOUTER, champ("partenaires", "ajouter-campus")],
    });
  },
});

/** « Opérateur public adapté »: the natures that formats.md names. */
const OPERATEURS_PUBLICS: ReadonlySet<Nature> = new Set(["gip", "eple", "etablissement_public", "universite"]);

export const portage = regle({
  code: "PORTAGE",
  titre: "Chef de file : opérateur public adapté",
  groupe: "projet",
  source: SOURCES_REGLES.portage,
  evalue: ({ dossier: { partenaires } }) => {
    const chefs = partenaires.map((p, rang) => ({ p, rang })).filter(({ p }) => p.chefDeFile);
    const [premier] = chefs;
    if (premier === undefined)
      return indetermine({
        message: "Aucun chef de file n’est désigné.",
        pourCorriger: "Désignez le chef de file parmi les partenaires.",
        champs: [partenaires.length > 0 ? champ("partenaires", "partenaires-0-chefDeFile") : AJOUTER],
      });
    if (chefs.length > 1)
      return nonConforme({
        message: `Plusieurs chefs de file sont désignés : ${enumerer(chefs.map(({ p, rang }) => nommer(p, rang)))}.`,
        figures: [figureNombre("Chefs de file", chefs.length)],
        pourCorriger: "Gardez un seul chef de file.",
        champs: chefs.map(({ rang }) => champ("partenaires", `partenaires-${rang}-chefDeFile`)),
      });
    const { p, rang } = premier;
    const champs = [champ("partenaires", `partenaires-${rang}-nature`)];
    if (p.nature === undefined)
      return indetermine({
        message: `La nature du chef de file (${nommer(p, rang)}) n’est pas connue.`,
        pourCorriger: "Indiquez la nature du chef de file.",
        champs,
      });
    const figures = [figureTexte("Nature du chef de file", NATURES.libelles[p.nature])];
    if (!OPERATEURS_PUBLICS.has(p.nature))
      return nonConforme({
        message: `Le chef de file (${nommer(p, rang)}) n’est pas un opérateur public adapté : ${NATURES.libelles[p.nature]}.`,
        figures,
        pourCorriger: "Confiez le portage à un GIP, un EPLE, un établissement public ou une université.",
        champs: [...champs, champ("partenaires", `partenaires-${rang}-chefDeFile`)],
      });
    return conforme({
      message: `Le chef de file (${nommer(p, rang)}) est un opérateur public : ${NATURES.libelles[p.nature]}.`,
      figures,
      champs,
    });
  },
});

export const economie = regle({
  code: "ECONOMIE",
  titre: "Appui d’acteurs économiques, lettre signée",
  groupe: "projet",
  source: SOURCES_REGLES.economie,
  evalue: ({ dossier: { partenaires, dateDepot } }) => {
    if (partenaires.length === 0) return sansPartenaire("Aucun partenaire n’est encore indiqué.");
    const employeurs = partenaires.map((p, rang) => ({ p, rang })).filter(({ p }) => p.categorie === "employeur");
    const signataires = employeurs.filter(({ p }) => p.lettre?.signeeLe !== undefined);
    const figures = [
      figureNombre("Employeurs partenaires", employeurs.length),
      figureNombre("Lettres signées", signataires.length),
    ];
    const [premier] = signataires;
    if (premier)
      return conforme({
        message: `Le projet est appuyé par : ${enumerer(signataires.map(({ p, rang }) => nommer(p, rang)))}.`,
        figures,
        champs: [champ("partenaires", `partenaires-${premier.rang}-lettreEngagement-signeeLe`)],
      });
    if (employeurs.length > 0)
      return indetermine({
        message: `Aucun employeur partenaire n’a encore signé de lettre : ${enumerer(employeurs.map(({ p, rang }) => nommer(p, rang)))}.`,
        figures,
        pourCorriger: "Faites signer la lettre d’engagement d’au moins un employeur.",
        champs: employeurs.map(({ rang }) => champ("partenaires", `partenaires-${rang}-lettreEngagement-signeeLe`)),
      });
    const inconnus = sansCle(partenaires, "categorie");
    if (inconnus.length > 0)
      return indetermine({
        message: "Aucun employeur n’est encore reconnu : la catégorie d’un partenaire manque.",
        figures,
        pourCorriger: "Indiquez la catégorie de chaque partenaire.",
        champs: inconnus,
      });
    return refuserAuDepot(dateDepot, {
      message: "Aucun partenaire n’est un employeur (entreprise ou branche).",
      figures,
      pourCorriger: "Ajoutez un employeur et faites signer sa lettre d’engagement.",
      champs: [AJOUTER],
    });
  },
});

const TROIS: readonly Categorie[] = ["employeur", "formation", "donneur_ordre_public"];

export const troisCategories = regle({
  code: "TROIS_CATEGORIES",
  titre: "Employeurs, organismes de formation et donneurs d’ordre publics",
  groupe: "projet",
  source: SOURCES_REGLES.saison2,
  evalue: ({ dossier: { partenaires, dateDepot } }) => {
    if (partenaires.length === 0) return sansPartenaire("Aucun partenaire n’est encore indiqué.");
    const manquantes = TROIS.filter((c) => !partenaires.some((p) => p.categorie === c));
    const figures = TROIS.map((c) =>
      figureNombre(CATEGORIES.libelles[c], partenaires.filter((p) => p.categorie === c).length),
    );
    if (manquantes.length === 0)
      return conforme({
        message: "Les trois catégories de partenaires sont représentées.",
        figures,
        champs: [AJOUTER],
      });
    const noms = enumerer(manquantes.map((c) => CATEGORIES.libelles[c].toLowerCase()));
    const inconnus = sansCle(partenaires, "categorie");
    // Each unknown partner can fill one missing category at most.
    if (inconnus.length >= manquantes.length)
      return indetermine({
        message: `Pas encore de partenaire reconnu pour : ${noms}. La catégorie de ${accorder(inconnus.length, "partenaire")} manque.`,
        figures,
        pourCorriger: "Indiquez la catégorie de chaque partenaire.",
        champs: inconnus,
      });
    return refuserAuDepot(dateDepot, {
      message: `Il manque un partenaire pour : ${noms}.`,
      figures,
      pourCorriger: `Ajoutez un partenaire pour : ${noms}.`,
      champs: [AJOUTER],
    });
  },
});
