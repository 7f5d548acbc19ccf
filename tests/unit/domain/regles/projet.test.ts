import { expect, test } from "vitest";
import { verifier } from "@/lib/domain/eligibilite";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { fpi } from "@/tests/outils/dossiers";
import { tableDeDecision, VERDICTS } from "./table";

const { C, N, I } = VERDICTS;
type D = DossierFichier;
const unite = (u: "mois" | "jours" | "pages") => (nombre: number) => ({ type: "nombre" as const, nombre, unite: u });
const mois = unite("mois");
const jours = unite("jours");
const pages = unite("pages");
const sansDepot = (changer: (d: D) => void) => (d: D) => {
  changer(d);
  delete d.dateDepot;
};

const duree = (n: number | null) => (d: D) => {
  d.dureeMois = n;
};
tableDeDecision("DUREE", [
  { cas: "36 mois", verdict: C, marge: mois(24) },
  { cas: "59 mois", avec: duree(59), verdict: C, marge: mois(1) },
  { cas: "60 mois", avec: duree(60), verdict: C, marge: mois(0) },
  { cas: "61 mois", avec: duree(61), verdict: N, marge: mois(-1), corriger: "Réduisez la durée de 1\u00a0mois." },
  { cas: "1 mois", avec: duree(1), verdict: C },
  { cas: "zéro mois", avec: duree(0), verdict: N, marge: mois(-1) },
  { cas: "durée négative", avec: duree(-3), verdict: N, marge: mois(-4) },
  { cas: "durée démesurée", avec: duree(Number.MAX_SAFE_INTEGER), verdict: N },
  { cas: "durée absente", avec: duree(null), verdict: I, champs: ["dureeMois"] },
  {
    cas: "diagnostic de 6 mois",
    avec: (d) => {
      d.regime = "CMA-DIAG";
      d.dureeMois = 6;
    },
    verdict: C,
    marge: mois(0),
  },
  {
    cas: "diagnostic de 5 mois",
    avec: (d) => {
      d.regime = "CMA-DIAG";
      d.dureeMois = 5;
    },
    verdict: C,
    marge: mois(1),
  },
  {
    cas: "diagnostic de 7 mois",
    avec: (d) => {
      d.regime = "CMA-DIAG";
      d.dureeMois = 7;
    },
    verdict: N,
    marge: mois(-1),
  },
]);

const piece = (type: "strategie_recteur" | "validation_region", autre: "strategie_recteur" | "validation_region") => {
  const avec =
    (...dates: (string | null)[]) =>
    (d: D) => {
      d.pieces = dates.map((date) => ({ type, date }));
    };
  return [
    { cas: "datée avant le dépôt", verdict: C, champs: [`pieces-${type}`] },
    { cas: "absente", avec: avec(), verdict: I, champs: [`pieces-${type}`] },
    {
      cas: "seule l’autre pièce est jointe",
      avec: (d: D) => {
        d.pieces = [{ type: autre, date: "2023-01-01" }];
      },
      verdict: I,
    },
    { cas: "jointe sans date", avec: avec(null), verdict: I, corriger: "Indiquez la date du document." },
    { cas: "la veille du dépôt", avec: avec("2024-03-14"), verdict: C, marge: jours(1) },
    { cas: "le jour du dépôt", avec: avec("2024-03-15"), verdict: C, marge: jours(0) },
    {
      cas: "le lendemain du dépôt",
      avec: avec("2024-03-16"),
      verdict: N,
      marge: jours(-1),
      champs: [`pieces-${type}`, "dateDepot"],
    },
    { cas: "plusieurs, la plus ancienne compte", avec: avec("2024-03-16", "2024-01-01"), verdict: C },
    { cas: "plusieurs, toutes après", avec: avec("2024-03-17", "2024-03-16"), verdict: N, marge: jours(-1) },
    { cas: "sans date de dépôt, une pièce datée suffit", avec: sansDepot(avec("2030-01-01")), verdict: C },
  ];
};
tableDeDecision("STRATEGIE_RA", piece("strategie_recteur", "validation_region"));
tableDeDecision("VALIDATION_REGION", piece("validation_region", "strategie_recteur"));

const partenaires =
  (...liste: NonNullable<D["partenaires"]>) =>
  (d: D) => {
    d.partenaires = liste;
  };
const campus =
  (...liste: NonNullable<D["campus"]>) =>
  (d: D) => {
    d.campus = liste;
    d.partenaires = [];
  };
tableDeDecision("BENEFICIAIRE", [
  { cas: "un EPLE avec UAI", verdict: C },
  { cas: "un lycée privé avec UAI", avec: partenaires({ nature: "lycee_prive", uai: "0699999U" }), verdict: C },
  { cas: "un campus seul", avec: campus({ nom: "CMQ (exemple)" }), verdict: C },
  { cas: "ni partenaire ni campus", avec: partenaires(), verdict: I, champs: ["ajouter-partenaire"] },
  { cas: "aucun EPLE", avec: partenaires({ nature: "gip" }), verdict: N },
  { cas: "un EPLE sans UAI", avec: partenaires({ nature: "eple" }), verdict: N, champs: ["partenaires-0-uai"] },
  { cas: "un CFA avec UAI n’est pas un lycée", avec: partenaires({ nature: "cfa", uai: "0699999U" }), verdict: N },
  {
    cas: "un partenaire de nature inconnue",
    avec: partenaires({ nature: "gip" }, { uai: "0699999U" }),
    verdict: I,
    champs: ["partenaires-1-nature"],
  },
  {
    cas: "un campus sans nom reste un campus",
    avec: campus({ excellence: true }),
    verdict: C,
    champs: ["campus-0-nom"],
  },
  { cas: "aucun EPLE, sans date de dépôt", avec: sansDepot(partenaires({ nature: "gip" })), verdict: I },
]);

const plateau = (p: object) => (d: D) => {
  d.plateauxTechniques = [{ hote: "lp", usagers: ["gipal"], acces: "Convention", ...p }];
};
tableDeDecision("EQUIPEMENTS", [
  { cas: "hôte, usagers et accès", verdict: C },
  {
    cas: "aucun plateau",
    avec: (d) => {
      d.plateauxTechniques = [];
    },
    verdict: I,
    champs: ["ajouter-plateau"],
  },
  { cas: "sans hôte", avec: plateau({ hote: null }), verdict: N, champs: ["plateauxTechniques-0-hote"] },
  { cas: "sans usagers", avec: plateau({ usagers: [] }), verdict: N, champs: ["plateauxTechniques-0-usagers"] },
  { cas: "accès blanc", avec: plateau({ acces: " " }), verdict: N, champs: ["plateauxTechniques-0-acces"] },
  {
    cas: "un bon plateau et un incomplet",
    avec: (d) => {
      d.plateauxTechniques?.push({ hote: "lp" });
    },
    verdict: N,
  },
]);

const niveaux =
  (...liste: (number | null)[]) =>
  (d: D) => {
    d.transformations = liste.map((niveau) => ({ niveau }));
  };
tableDeDecision("PARCOURS", [
  { cas: "niveaux 3 et 4", verdict: C },
  { cas: "aucune transformation", avec: niveaux(), verdict: I, champs: ["ajouter-transformation"] },
  { cas: "un seul niveau", avec: niveaux(4, 4), verdict: N },
  { cas: "un seul niveau connu", avec: niveaux(4, null), verdict: I, champs: ["transformations-1-niveau"] },
  { cas: "deux niveaux connus et un inconnu", avec: niveaux(3, 4, null), verdict: C },
  { cas: "un seul niveau, sans date de dépôt", avec: sansDepot(niveaux(4)), verdict: I },
]);

const chef = (p: object) => (d: D) => {
  Object.assign(d.partenaires?.[0] ?? {}, p);
};
test("un chef de file sans nom se dit par sa place, jamais par un identifiant", () => {
  const dossier = versDossier(fpi(chef({ nom: null, nature: null, id: "partenaire-4304658eac" })));
  const message = verifier(dossier).constats.find((c) => c.code === "PORTAGE")?.message ?? "";
  expect(message).toContain("sans nom, partenaire 1");
  expect(message).not.toContain("4304658eac");
});

tableDeDecision("PORTAGE", [
  ...(["gip", "eple", "etablissement_public", "universite"] as const).map((nature) => ({
    cas: nature,
    avec: chef({ nature }),
    verdict: C,
  })),
  ...(
    [
      "lycee_prive",
      "cfa",
      "collectivite",
      "chambre_consulaire",
      "entreprise",
      "branche",
      "association",
      "laboratoire",
      "autre",
    ] as const
  ).map((nature) => ({ cas: nature, avec: chef({ nature }), verdict: N, champs: ["partenaires-0-nature"] })),
  { cas: "aucun chef de file", avec: chef({ chefDeFile: false }), verdict: I, champs: ["partenaires-0-chefDeFile"] },
  { cas: "aucun partenaire", avec: partenaires(), verdict: I, champs: ["ajouter-partenaire"] },
  { cas: "nature inconnue", avec: chef({ nature: null }), verdict: I },
  {
    cas: "deux chefs de file",
    avec: (d) => {
      Object.assign(d.partenaires?.[3] ?? {}, { chefDeFile: true });
    },
    verdict: N,
    champs: ["partenaires-0-chefDeFile", "partenaires-3-chefDeFile"],
  },
  {
    cas: "deux chefs de file, natures inconnues",
    avec: partenaires({ chefDeFile: true }, { chefDeFile: true }),
    verdict: N,
  },
]);

tableDeDecision("ECONOMIE", [
  { cas: "une branche a signé", verdict: C },
  { cas: "aucun partenaire", avec: partenaires(), verdict: I },
  {
    cas: "un employeur sans lettre",
    avec: partenaires({ categorie: "employeur" }),
    verdict: I,
    champs: ["partenaires-0-lettreEngagement-signeeLe"],
  },
  {
    cas: "un employeur, lettre non signée",
    avec: partenaires({ categorie: "employeur", lettreEngagement: { montant: "1.00" } }),
    verdict: I,
  },
  { cas: "aucun employeur", avec: partenaires({ categorie: "formation" }), verdict: N },
  {
    cas: "un partenaire sans catégorie",
    avec: partenaires({ categorie: "formation" }, { nature: "entreprise" }),
    verdict: I,
    champs: ["partenaires-1-categorie"],
  },
  { cas: "aucun employeur, sans date de dépôt", avec: sansDepot(partenaires({ categorie: "formation" })), verdict: I },
]);

const diagnostic = (v: object) => (d: D) => {
  Object.assign(d.reponses?.diagnostic ?? {}, v);
};
tableDeDecision("DIAGNOSTIC", [
  { cas: "daté et sourcé", verdict: C },
  {
    cas: "absent",
    avec: (d) => {
      delete d.reponses?.diagnostic;
    },
    verdict: I,
  },
  { cas: "sans texte", avec: diagnostic({ texte: " " }), verdict: I, champs: ["reponses-diagnostic-texte"] },
  { cas: "sans date", avec: diagnostic({ date: null }), verdict: I, champs: ["reponses-diagnostic-date"] },
  { cas: "sans source", avec: diagnostic({ source: "" }), verdict: I, champs: ["reponses-diagnostic-source"] },
  { cas: "le jour du dépôt", avec: diagnostic({ date: "2024-03-15" }), verdict: C, marge: jours(0) },
  { cas: "le lendemain du dépôt", avec: diagnostic({ date: "2024-03-16" }), verdict: N, marge: jours(-1) },
  { cas: "la veille du dépôt", avec: diagnostic({ date: "2024-03-14" }), verdict: C, marge: jours(1) },
  {
    cas: "après le dépôt mais sans source : d’abord indéterminé",
    avec: diagnostic({ date: "2024-03-16", source: null }),
    verdict: I,
  },
  { cas: "sans date de dépôt", avec: sansDepot(diagnostic({ date: "2030-01-01" })), verdict: C },
]);

for (const [code, cle] of [
  ["BESOINS", "besoins"],
  ["APPRENANTS", "apprenants"],
  ["EGALITE_FH", "egalite"],
] as const)
  tableDeDecision(code, [
    { cas: "renseigné", verdict: C },
    {
      cas: "absent",
      avec: (d) => {
        delete d.reponses?.[cle];
      },
      verdict: I,
      champs: [`reponses-${cle}`],
    },
    {
      cas: "blanc",
      avec: (d) => {
        Object.assign(d.reponses ?? {}, { [cle]: "\n\u00a0 " });
      },
      verdict: I,
    },
    {
      cas: "réponses absentes",
      avec: (d) => {
        d.reponses = null;
      },
      verdict: I,
    },
  ]);

const indicateur = (v: object) => (d: D) => {
  Object.assign(d.indicateurs?.[0] ?? {}, v);
};
tableDeDecision("AUTOEVALUATION", [
  { cas: "référence, cibles de 2024 à 2027, source", verdict: C },
  {
    cas: "aucun indicateur",
    avec: (d) => {
      d.indicateurs = [];
    },
    verdict: I,
    champs: ["ajouter-indicateur"],
  },
  { cas: "sans référence", avec: indicateur({ reference: null }), verdict: N, champs: ["indicateurs-0-reference"] },
  { cas: "référence à zéro", avec: indicateur({ reference: 0 }), verdict: C },
  { cas: "sans source", avec: indicateur({ source: "" }), verdict: N, champs: ["indicateurs-0-source"] },
  {
    cas: "une année sans cible",
    avec: indicateur({ cibles: { 2024: 1, 2025: 1, 2026: 1 } }),
    verdict: N,
    champs: ["indicateurs-0-cibles-2027"],
  },
  {
    cas: "un projet qui finit un 31 décembre n’a pas de cible l’année suivante",
    avec: (d) => {
      d.debut = "2024-01-01";
      d.dureeMois = 36;
      indicateur({ cibles: { 2024: 1, 2025: 1, 2026: 1 } })(d);
    },
    verdict: C,
  },
  {
    cas: "un jour de plus demande une année de plus",
    avec: (d) => {
      d.debut = "2024-01-02";
      d.dureeMois = 36;
      indicateur({ cibles: { 2024: 1, 2025: 1, 2026: 1 } })(d);
    },
    verdict: N,
  },
  {
    cas: "un complet parmi des incomplets",
    avec: (d) => {
      d.indicateurs?.unshift({ nom: "Autre" });
    },
    verdict: C,
    champs: ["indicateurs-1-reference"],
  },
  {
    cas: "sans début",
    avec: (d) => {
      delete d.debut;
    },
    verdict: I,
    champs: ["debut"],
  },
  {
    cas: "sans durée",
    avec: (d) => {
      delete d.dureeMois;
    },
    verdict: I,
    champs: ["dureeMois"],
  },
  {
    cas: "durée nulle",
    avec: (d) => {
      d.dureeMois = 0;
    },
    verdict: I,
  },
  {
    cas: "durée démesurée",
    avec: (d) => {
      d.dureeMois = Number.MAX_SAFE_INTEGER;
    },
    verdict: N,
  },
  {
    cas: "sans référence ni début : rien ne le rattrape",
    avec: (d) => {
      delete d.debut;
      indicateur({ reference: null })(d);
    },
    verdict: N,
  },
  { cas: "sans référence, sans date de dépôt", avec: sansDepot(indicateur({ reference: null })), verdict: I },
  { cas: "une année sans cible, sans date de dépôt", avec: sansDepot(indicateur({ cibles: {} })), verdict: I },
]);

type T = NonNullable<D["transformations"]>[number];
const rien: T = { scolaire: [12, 12], scolaireColoree: [0, 0], apprentissage: [0, 0], apprentissageColoree: [0, 0] };
const places =
  (...liste: T[]) =>
  (d: D) => {
    d.transformations = liste;
  };
tableDeDecision("IMPACT_CARTE", [
  { cas: "des places changent", verdict: C },
  { cas: "aucune transformation", avec: places(), verdict: I },
  { cas: "rien ne change", avec: places(rien, rien), verdict: N },
  { cas: "une place de moins", avec: places(rien, { ...rien, scolaire: [12, 11] }), verdict: C },
  { cas: "une place colorée", avec: places({ ...rien, scolaireColoree: [0, 1] }), verdict: C },
  { cas: "une place en apprentissage", avec: places({ ...rien, apprentissage: [0, 1] }), verdict: C },
  {
    cas: "capacités absentes",
    avec: places({ type: "coloration" }),
    verdict: I,
    champs: ["transformations-0-scolaire"],
  },
  {
    cas: "une capacité absente, les autres égales",
    avec: places({ ...rien, apprentissage: null }),
    verdict: I,
    champs: ["transformations-0-apprentissage"],
  },
  {
    cas: "seul le scolaire est donné, rien n’y change",
    avec: places({ scolaire: [12, 12] }),
    verdict: I,
    champs: ["transformations-0-apprentissage", "transformations-0-apprentissageColoree"],
  },
  {
    cas: "places colorées absentes : 0 quand le total de la voie est donné",
    avec: places({ scolaire: [12, 12], apprentissage: [0, 0] }),
    verdict: N,
  },
  {
    cas: "places colorées absentes d’une seule voie",
    avec: places({ scolaire: [12, 12], scolaireColoree: [3, 3], apprentissage: [0, 0] }),
    verdict: N,
  },
  { cas: "un changement connu suffit", avec: places({ scolaire: [0, 12] }), verdict: C },
]);

const categories = (...liste: ("employeur" | "formation" | "donneur_ordre_public" | "autre" | null)[]) =>
  partenaires(...liste.map((categorie) => ({ categorie })));
tableDeDecision("TROIS_CATEGORIES", [
  { cas: "les trois", verdict: C },
  { cas: "aucun partenaire", avec: partenaires(), verdict: I },
  { cas: "sans employeur", avec: categories("formation", "donneur_ordre_public", "autre"), verdict: N },
  { cas: "sans formation", avec: categories("employeur", "donneur_ordre_public"), verdict: N },
  { cas: "sans donneur d’ordre public", avec: categories("employeur", "formation"), verdict: N },
  {
    cas: "une manque, un partenaire sans catégorie",
    avec: categories("employeur", "formation", null),
    verdict: I,
    champs: ["partenaires-2-categorie"],
  },
  { cas: "deux manquent, un seul partenaire sans catégorie", avec: categories("employeur", null), verdict: N },
  { cas: "une manque, sans date de dépôt", avec: sansDepot(categories("employeur", "formation")), verdict: I },
]);

const lettre =
  (v: D["lettreIntention"], depot: string | null = "2024-03-15") =>
  (d: D) => {
    d.lettreIntention = v;
    d.dateDepot = depot;
  };
tableDeDecision("LETTRE_GO", [
  { cas: "GO avant le dépôt", verdict: C },
  { cas: "aucune lettre", avec: lettre(null), verdict: I, champs: ["lettreIntention-avis"] },
  { cas: "aucun avis", avec: lettre({ deposeeLe: "2023-12-01", avisLe: "2024-01-10" }), verdict: I },
  { cas: "NO GO", avec: lettre({ avis: "no_go", avisLe: "2024-01-10" }), verdict: N },
  { cas: "NO GO sans date", avec: lettre({ avis: "no_go" }), verdict: N },
  { cas: "GO sans date, dépôt daté", avec: lettre({ avis: "go" }), verdict: I, champs: ["lettreIntention-avisLe"] },
  { cas: "GO sans date, sans dépôt", avec: lettre({ avis: "go" }, null), verdict: C },
  { cas: "dépôt le jour du GO", avec: lettre({ avis: "go", avisLe: "2024-03-15" }), verdict: C, marge: jours(0) },
  { cas: "dépôt la veille du GO", avec: lettre({ avis: "go", avisLe: "2024-03-16" }), verdict: N, marge: jours(-1) },
  { cas: "dépôt le lendemain du GO", avec: lettre({ avis: "go", avisLe: "2024-03-14" }), verdict: C, marge: jours(1) },
]);

tableDeDecision("DELAI_GO", [
  { cas: "dans les trois mois", verdict: C, marge: jours(26) },
  {
    cas: "trois mois jour pour jour",
    avec: lettre({ avis: "go", avisLe: "2024-01-15" }, "2024-04-15"),
    verdict: C,
    marge: jours(0),
  },
  {
    cas: "un jour de trop",
    avec: lettre({ avis: "go", avisLe: "2024-01-15" }, "2024-04-16"),
    verdict: N,
    marge: jours(-1),
  },
  {
    cas: "un jour avant la limite",
    avec: lettre({ avis: "go", avisLe: "2024-01-15" }, "2024-04-14"),
    verdict: C,
    marge: jours(1),
  },
  {
    cas: "fin de mois : 30 novembre, limite au 29 février",
    avec: lettre({ avis: "go", avisLe: "2023-11-30" }, "2024-02-29"),
    verdict: C,
    marge: jours(0),
  },
  {
    cas: "fin de mois : 30 novembre, le 1er mars est trop tard",
    avec: lettre({ avis: "go", avisLe: "2023-11-30" }, "2024-03-01"),
    verdict: N,
  },
  { cas: "sans date d’avis", avec: lettre({ avis: "go" }), verdict: I, champs: ["lettreIntention-avisLe"] },
  {
    cas: "sans date de dépôt",
    avec: lettre({ avis: "go", avisLe: "2024-01-15" }, null),
    verdict: I,
    champs: ["dateDepot"],
  },
]);

const pagesDe = (n: number | null) => (d: D) => {
  d.pagesPresentation = n;
};
tableDeDecision("PAGES_15", [
  { cas: "15 pages", verdict: C, marge: pages(0) },
  { cas: "14 pages", avec: pagesDe(14), verdict: C, marge: pages(1) },
  { cas: "16 pages", avec: pagesDe(16), verdict: N, marge: pages(-1), corriger: "Retirez 1\u00a0page." },
  { cas: "nombre absent", avec: pagesDe(null), verdict: I, champs: ["pagesPresentation"] },
]);

const objectifs =
  (...o: number[]) =>
  (d: D) => {
    d.objectifsFrance2030 = o;
  };
tableDeDecision("FILIERE", [
  { cas: "objectif 3", verdict: C },
  { cas: "objectifs 1 et 10", avec: objectifs(1, 10), verdict: C },
  { cas: "liste vide", avec: objectifs(), verdict: I, champs: ["objectifsFrance2030"] },
  {
    cas: "liste absente",
    avec: (d) => {
      delete d.objectifsFrance2030;
    },
    verdict: I,
  },
  { cas: "objectif 0", avec: objectifs(0), verdict: N },
  { cas: "objectif 11, parmi un connu", avec: objectifs(3, 11), verdict: N },
]);

const volets =
  (...v: number[]) =>
  (d: D) => {
    d.volets = v;
  };
tableDeDecision("VOLET", [
  { cas: "volet 2", verdict: C },
  { cas: "les quatre", avec: volets(1, 2, 3, 4), verdict: C },
  { cas: "liste vide", avec: volets(), verdict: I, champs: ["volets"] },
  {
    cas: "liste absente",
    avec: (d) => {
      delete d.volets;
    },
    verdict: I,
  },
  { cas: "volet 5", avec: volets(5), verdict: N },
  { cas: "volet 0 parmi un connu", avec: volets(2, 0), verdict: N },
]);
