/** From a line of fiches.json to a whole `rigel-dossier/1` file. Pure and deterministic: same line, same file. */
import { ajouterMois, anneesCiviles } from "@/lib/domain/dates";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { canonique } from "@/lib/schemas/lecture";
import { type DossierFichier, FORMAT_DOSSIER } from "@/lib/schemas/rigel-dossier";
import { niveauDeCfd } from "@/lib/server/reference";
import { budget, financements, jourDeReference, partenaires, repartition } from "./consortium";
import { type Fiche, lireTextesFilieres } from "./fiche";
import { formationsDe, transformations } from "./transformations";

function reponses(f: Fiche): DossierFichier["reponses"] {
  const textes = lireTextesFilieres()[f.filieres[0] as Fiche["filieres"][number]];
  const region = nomRegion(f.region);
  return {
    diagnostic: {
      texte: `Texte d’exemple. Les employeurs du territoire (${region}) recherchent des ${textes.metiers} ; les formations actuelles couvrent une partie des besoins et les places manquent aux niveaux visés.`,
      date: ajouterMois(jourDeReference(f), -7),
      source: "Diagnostic territorial emploi-formation (exemple)",
    },
    besoins: `Texte d’exemple. Métiers en tension : ${textes.metiers}. Source : enquête annuelle auprès des employeurs (exemple).`,
    apprenants:
      "Texte d’exemple. Collégiens et lycéens par le bureau des entreprises, apprentis et adultes par les missions locales.",
    projetEconomique: `Texte d’exemple. Le projet répond au schéma régional de développement économique (${region}) et aux engagements de la branche.`,
    complementarite: { financementsAnterieurs: false },
    egalite:
      "Texte d’exemple. Immersions réservées aux jeunes filles, ambassadrices de métiers, suivi de la part des femmes par formation.",
  };
}

function indicateurs(f: Fiche): DossierFichier["indicateurs"] {
  const annees = anneesCiviles(f.debut, f.dureeMois);
  const places = f.places.nouvelles + f.places.colorees;
  const cibles = (total: number) =>
    Object.fromEntries(annees.map((an, i) => [String(an), Math.round((total * (i + 1)) / annees.length)]));
  return [
    {
      nom: "Places ouvertes ou colorées",
      type: "count",
      reference: 0,
      cibles: cibles(places),
      source: "Constat de rentrée",
    },
    {
      nom: "Enseignants formés",
      type: "count",
      reference: 0,
      cibles: cibles(Math.max(6, f.lycees * 8)),
      source: "Plan académique de formation (exemple)",
    },
  ];
}

function publics(f: Fiche): DossierFichier["publics"] {
  const annees = anneesCiviles(f.debut, f.dureeMois).slice(1);
  const niveaux = [...new Set(formationsDe(f).map((cfd) => niveauDeCfd(cfd) ?? 4))].sort();
  return annees.flatMap((annee) =>
    niveaux.map(
      (niveau, i) => ({ public: i % 2 === 0 ? "lyceen" : "apprenti", niveau, annee, prevu: 12 * (i + 2) }) as const,
    ),
  );
}

function identite(f: Fiche): DossierFichier {
  return {
    format: FORMAT_DOSSIER,
    titre: f.titre,
    acronyme: f.acronyme,
    regime: f.regime,
    regionAcademique: f.region,
    filieres: f.filieres,
    volets: f.volets,
    objectifsFrance2030: f.objectifs,
    debut: f.debut,
    dureeMois: f.dureeMois,
    lettreIntention: f.lettre,
  };
}

/** A letter of intention: who, with whom, how much. */
function intention(f: Fiche): DossierFichier {
  const lignes = financements(f).slice(0, 1);
  return { ...identite(f), partenaires: partenaires(f, []).slice(0, 3), financements: lignes };
}

function complet(f: Fiche): DossierFichier {
  const diagnostic = f.regime === "CMA-DIAG";
  const lignes = financements(f);
  const reference = jourDeReference(f);
  return {
    ...identite(f),
    dateDepot: f.dateDepot,
    partenaires: partenaires(f, lignes),
    budget: budget(f),
    financements: lignes,
    repartition: repartition(f),
    transformations: diagnostic ? [] : transformations(f),
    campus: f.campus ?? [],
    indicateurs: diagnostic ? [] : indicateurs(f),
    plateauxTechniques: diagnostic
      ? []
      : [
          {
            hote: "lycee-1",
            libelle: `${lireTextesFilieres()[f.filieres[0] as Fiche["filieres"][number]].plateau} (exemple)`,
            usagers: ["porteur", "branche"],
            acces: "Convention annuelle de mise à disposition, planning partagé (exemple)",
          },
        ],
    pieces: [
      { type: "strategie_recteur", date: ajouterMois(reference, -5) },
      { type: "validation_region", date: ajouterMois(reference, -4) },
    ],
    reponses: reponses(f),
    publics: diagnostic ? [] : publics(f),
    alignement: (f.alignement ?? []).map((a) => ({ ...a, justification: "Justification d’exemple." })),
    pagesPresentation: diagnostic ? 8 : 14,
  };
}

/** A team in the middle of its work: the money is there, the map, the evidence and the indicators are not. */
function partiel(f: Fiche): DossierFichier {
  const {
    transformations: _t,
    indicateurs: _i,
    publics: _p,
    plateauxTechniques: _e,
    pieces: _d,
    ...reste
  } = complet(f);
  const { diagnostic, besoins } = reste.reponses ?? {};
  return { ...reste, dateDepot: undefined, pagesPresentation: undefined, reponses: { diagnostic, besoins } };
}

const CONTENUS = { complet, partiel, intention } as const;

export const fabriquer = (f: Fiche): DossierFichier => canonique(CONTENUS[f.contenu](f));
