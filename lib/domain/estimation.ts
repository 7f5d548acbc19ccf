/**
 * How long what is missing takes to type. These minutes are Rigel's own estimate (docs/guidance.md), not the call's: for
 * someone who has the documents at hand. Waiting for other people is told apart, and is never added to typing.
 */
import type { Dossier } from "./dossier";
import { accorder } from "./ecriture";
import { etatsLettres } from "./lettres";
import type { TypePiece } from "./nomenclatures";
import { premiereDatee } from "./pieces";
import type { Regime } from "./regimes";
import type { CodeRegle } from "./regles/codes";
import type { Champ, CodeSection } from "./sections";

/** Minutes, at least and at most. */
export type Fourchette = readonly [number, number];

/** Minutes per field, for whoever has the answer at hand. */
export const DUREES = {
  /** A box, a choice in a list, a date one knows. */
  choix: [1, 2],
  /** Boxes to read before ticking. */
  cases: [1, 4],
  /** A number or a reference to look up in a document. */
  reference: [2, 5],
  /** A text of a few lines. */
  texteCourt: [10, 30],
  /** A text that someone will judge: one page or two. */
  texteLong: [30, 90],
  /** A file already on the computer, with its date. */
  piece: [2, 5],
  /** A partner: name, nature, category, identifier. */
  partenaire: [4, 8],
  /** A line of the budget: post, year, amount. */
  ligneBudget: [1, 3],
  /** A source of the financing plan. */
  source: [2, 4],
  /** A transformation, with its establishment, its formation and its places. */
  transformation: [5, 10],
  plateau: [5, 10],
  /** An indicator with its baseline, a target per year and its source. */
  indicateur: [10, 25],
  public: [1, 3],
  /** Reading the verdicts again, and writing what has to be justified. */
  relecture: [15, 45],
  depot: [5, 10],
} as const satisfies Record<string, Fourchette>;

/** Lines that a budget not begun is counted for: nobody knows yet how many it will have. */
export const LIGNES_BUDGET_COMPTEES = 10;

export type Manque = {
  section: CodeSection;
  /** « Date de dépôt prévue » */
  nom: string;
  champ: Champ;
  minutes: Fourchette;
};

const absent = (texte: string | undefined): boolean => texte === undefined || texte.trim() === "";
const fois = (n: number, [min, max]: Fourchette): Fourchette => [n * min, n * max];

/** What the regime of this dossier asks for: the codes of its rules, advice left out, and whether it has a letter. */
export type Attendu = { regles: ReadonlySet<string>; avecLettre: boolean };

export const attenduDe = (regime: Pick<Regime, "regles">): Attendu => {
  const regles = new Set<string>(regime.regles.filter((r) => r.severite !== "conseil").map((r) => r.code));
  return { regles, avecLettre: regles.has("LETTRE_GO") };
};

const PREUVES: readonly { type: TypePiece; regle: CodeRegle; nom: string }[] = [
  { type: "strategie_recteur", regle: "STRATEGIE_RA", nom: "Preuve de la stratégie du recteur" },
  { type: "validation_region", regle: "VALIDATION_REGION", nom: "Preuve du soutien de la Région" },
];

/** Every expected answer that is not there yet, in the order of the sections. */
export function manquesDe(d: Dossier, { regles, avecLettre }: Attendu): Manque[] {
  const manques: Manque[] = [];
  const exige = (...codes: CodeRegle[]) => codes.some((c) => regles.has(c));
  const noter = (si: boolean, section: CodeSection, id: string, nom: string, minutes: Fourchette) => {
    if (si) manques.push({ section, nom, champ: { section, id }, minutes });
  };
  const { choix, cases, reference, texteCourt, texteLong } = DUREES;

  noter(d.regionAcademique === undefined, "identite", "regionAcademique", "Région académique", choix);
  noter(d.volets.length === 0, "identite", "volets", "Volets", cases);
  noter(d.objectifsFrance2030.length === 0, "identite", "objectifsFrance2030", "Objectifs de France 2030", cases);
  noter(d.filieres.length === 0, "identite", "filieres", "Filières", cases);
  noter(d.debut === undefined, "identite", "debut", "Premier jour du projet", choix);
  noter(d.dureeMois === undefined, "identite", "dureeMois", "Durée", choix);
  noter(d.dateDepot === undefined, "identite", "dateDepot", "Date de dépôt prévue", choix);
  const pages = d.pagesPresentation === undefined && exige("PAGES_15");
  noter(pages, "identite", "pagesPresentation", "Pages de la présentation", choix);

  if (avecLettre) {
    const l = d.lettreIntention;
    noter(l?.deposeeLe === undefined, "lettre", "lettreIntention-deposeeLe", "Date de dépôt de la lettre", choix);
    noter(l?.avis === undefined, "lettre", "lettreIntention-avis", "Avis reçu", choix);
    noter(l?.avisLe === undefined, "lettre", "lettreIntention-avisLe", "Date de l’avis", choix);
  }

  if (exige("DIAGNOSTIC")) {
    const { texte, date, source } = d.diagnostic ?? {};
    noter(absent(texte), "diagnostic", "reponses-diagnostic-texte", "Ce que le diagnostic établit", texteLong);
    noter(date === undefined, "diagnostic", "reponses-diagnostic-date", "Date du diagnostic", choix);
    noter(absent(source), "diagnostic", "reponses-diagnostic-source", "Source du diagnostic", reference);
  }
  noter(absent(d.besoins) && exige("BESOINS"), "diagnostic", "reponses-besoins", "Besoins économiques", texteLong);
  const apprenants = absent(d.apprenants) && exige("APPRENANTS");
  noter(apprenants, "diagnostic", "reponses-apprenants", "Stratégie d’identification des apprenants", texteLong);

  const projet = absent(d.projetEconomique) && exige("ECONOMIE");
  noter(projet, "strategie", "reponses-projetEconomique", "Projet économique du territoire", texteLong);
  noter(absent(d.egalite) && exige("EGALITE_FH"), "strategie", "reponses-egalite", "Égalité femmes-hommes", texteCourt);

  noter(d.partenaires.length === 0, "partenaires", "ajouter-partenaire", "Premier partenaire", DUREES.partenaire);
  for (const [i, p] of d.partenaires.entries()) {
    const nom = absent(p.nom) ? `partenaire ${i + 1}` : (p.nom as string);
    noter(absent(p.nom), "partenaires", `partenaires-${i}-nom`, `Nom, ${nom}`, choix);
    noter(p.nature === undefined, "partenaires", `partenaires-${i}-nature`, `Nature juridique, ${nom}`, choix);
    noter(p.categorie === undefined, "partenaires", `partenaires-${i}-categorie`, `Catégorie, ${nom}`, choix);
  }

  const lignes = fois(LIGNES_BUDGET_COMPTEES, DUREES.ligneBudget);
  noter(d.budget.length === 0, "budget", "ajouter-ligne-budget", "Lignes du budget", lignes);
  const enLot = (
    section: CodeSection,
    liste: readonly unknown[],
    prefixe: string,
    cle: string,
    nom: string,
    vide: (rang: number) => boolean,
  ) => {
    // A row may have two thousand sisters: they are told together, and the link goes to the first.
    const rangs = liste.flatMap((_, i) => (vide(i) ? [i] : []));
    const suite = rangs.length > 1 ? ` (${accorder(rangs.length, "ligne")})` : "";
    noter(rangs.length > 0, section, `${prefixe}-${rangs[0]}-${cle}`, `${nom}${suite}`, fois(rangs.length, choix));
  };
  enLot("budget", d.budget, "budget", "poste", "Poste de dépense", (i) => d.budget[i]?.poste === undefined);
  enLot("budget", d.budget, "budget", "annee", "Année de la dépense", (i) => d.budget[i]?.annee === undefined);
  enLot("budget", d.budget, "budget", "montant", "Montant de la dépense", (i) => d.budget[i]?.montant === undefined);

  const plan = fois(3, DUREES.source);
  noter(d.financements.length === 0, "financement", "ajouter-financement", "Sources de financement", plan);
  const { financements } = d;
  enLot("financement", financements, "financements", "source", "Origine", (i) => financements[i]?.source === undefined);
  enLot(
    "financement",
    financements,
    "financements",
    "montant",
    "Montant",
    (i) => financements[i]?.montant === undefined,
  );
  if (exige("CUMUL_PIA")) {
    const c = d.complementarite;
    const ou = "reponses-complementarite";
    const inconnu = c?.financementsAnterieurs === undefined;
    noter(inconnu, "financement", `${ou}-financementsAnterieurs`, "Financements antérieurs", reference);
    const texte = c?.financementsAnterieurs === true && absent(c.texte);
    noter(texte, "financement", `${ou}-texte`, "Complémentarité des moyens", texteCourt);
  }

  const carte = d.transformations.length === 0 && exige("IMPACT_CARTE");
  noter(carte, "transformations", "ajouter-transformation", "Première transformation", DUREES.transformation);
  for (const [i, t] of d.transformations.entries()) {
    const nom = `transformation ${i + 1}`;
    const ou = `transformations-${i}`;
    noter(t.uai === undefined, "transformations", `${ou}-uai`, `Établissement, ${nom}`, reference);
    noter(t.cfd === undefined, "transformations", `${ou}-cfd`, `Formation, ${nom}`, reference);
    noter(t.niveau === undefined, "transformations", `${ou}-niveau`, `Niveau, ${nom}`, choix);
    noter(t.rentree === undefined, "transformations", `${ou}-rentree`, `Rentrée, ${nom}`, choix);
    noter(t.type === undefined, "transformations", `${ou}-type`, `Type, ${nom}`, choix);
    const places = t.scolaire === undefined && t.apprentissage === undefined;
    noter(places, "transformations", `${ou}-scolaire`, `Places, ${nom}`, reference);
  }
  const plateaux = d.plateauxTechniques.length === 0 && exige("EQUIPEMENTS");
  noter(plateaux, "transformations", "ajouter-plateau", "Plateau technique partagé", DUREES.plateau);

  const evaluation = exige("AUTOEVALUATION");
  noter(evaluation && d.publics.length === 0, "publics", "ajouter-public", "Publics prévus", fois(3, DUREES.public));
  const indicateurs = evaluation && d.indicateurs.length === 0;
  noter(indicateurs, "publics", "ajouter-indicateur", "Premier indicateur", DUREES.indicateur);
  for (const [i, n] of d.indicateurs.entries()) {
    const nom = `indicateur ${i + 1}`;
    noter(absent(n.nom), "publics", `indicateurs-${i}-nom`, `Nom, ${nom}`, choix);
    noter(n.reference === undefined, "publics", `indicateurs-${i}-reference`, `Référence, ${nom}`, reference);
    noter(absent(n.source), "publics", `indicateurs-${i}-source`, `Source, ${nom}`, reference);
    const cibles = Object.keys(n.cibles).length === 0;
    noter(cibles, "publics", `indicateurs-${i}-cibles`, `Cibles, ${nom}`, reference);
  }

  for (const { type, regle, nom } of PREUVES) {
    const manque = exige(regle) && premiereDatee(d.pieces, type) === undefined;
    noter(manque, "pieces", `pieces-${type}`, nom, DUREES.piece);
  }
  if (avecLettre) {
    const sans = (type: TypePiece) => !d.pieces.some((p) => p.type === type);
    noter(sans("lettre_intention"), "pieces", "pieces-lettre_intention", "Lettre d’intention", DUREES.piece);
    noter(sans("avis_go"), "pieces", "pieces-avis_go", "Avis reçu", DUREES.piece);
  }
  return manques;
}

/** Minutes of these answers; the two last steps, which have no field, take theirs too. */
export function tempsDeSaisie(manques: readonly Manque[], fini: boolean): Fourchette {
  const somme = manques.reduce<Fourchette>(([a, b], { minutes: [min, max] }) => [a + min, b + max], [0, 0]);
  if (fini) return somme;
  const { relecture, depot } = DUREES;
  return [somme[0] + relecture[0] + depot[0], somme[1] + relecture[1] + depot[1]];
}

export type Attente = {
  /** « Lettres d’engagement » */
  quoi: string;
  /** « comptez plusieurs semaines\u202f; 3 attendues » */
  delai: string;
  champ: Champ;
};

/** What other people have to do first. Typed in a minute, obtained in weeks. */
export function attentesDe(d: Dossier, { regles, avecLettre }: Attendu): Attente[] {
  const attentes: Attente[] = [];
  const lettres = etatsLettres(d.partenaires, d.financements);
  const aObtenir = lettres.flatMap((e, i) =>
    (e.type === "absente" && e.attendue) || e.type === "a_signer" || e.type === "perimee" ? [i] : [],
  );
  const premiere = aObtenir[0];
  if (premiere !== undefined)
    attentes.push({
      quoi: "Lettres d’engagement",
      delai: `comptez plusieurs semaines\u202f; ${accorder(aObtenir.length, "attendue")}`,
      champ: { section: "partenaires", id: `partenaires-${premiere}-lettreEngagement-montant` },
    });
  const piece = (type: TypePiece) => ({ section: "pieces", id: `pieces-${type}` }) as const;
  if (avecLettre && d.lettreIntention?.avis === undefined)
    attentes.push({
      quoi: "Avis sur la lettre d’intention",
      delai:
        d.lettreIntention?.deposeeLe === undefined
          ? "la lettre n’est pas déposée\u202f; délai de réponse non connu"
          : "délai de réponse de l’opérateur non connu",
      champ: { section: "lettre", id: "lettreIntention-avis" },
    });
  if (regles.has("STRATEGIE_RA") && premiereDatee(d.pieces, "strategie_recteur") === undefined)
    attentes.push({
      quoi: "Stratégie régionale du recteur",
      delai: "un document daté de l’académie\u202f; délai non connu",
      champ: piece("strategie_recteur"),
    });
  if (regles.has("VALIDATION_REGION") && premiereDatee(d.pieces, "validation_region") === undefined)
    attentes.push({
      quoi: "Validation du conseil régional",
      delai: "comptez plusieurs semaines, le temps d’une délibération\u202f; date de séance non connue",
      champ: piece("validation_region"),
    });
  return attentes;
}

/** What the estimate cannot tell, in plain sentences. */
export function inconnuesDe(d: Dossier, { regles }: Attendu): string[] {
  const phrases: string[] = [];
  if (d.partenaires.length < 2) phrases.push("Le nombre de partenaires\u202f: un seul est compté.");
  if (d.budget.length === 0)
    phrases.push(`Le nombre de lignes du budget\u202f: ${LIGNES_BUDGET_COMPTEES} sont comptées.`);
  if (d.transformations.length === 0 && regles.has("IMPACT_CARTE"))
    phrases.push("Le nombre de formations transformées\u202f: une seule est comptée.");
  return phrases;
}

const QUART = 15;
const arrondir = (minutes: number): number => (minutes < QUART ? minutes : Math.round(minutes / QUART) * QUART);
const ecrireMinutes = (minutes: number): string => {
  if (minutes < 60) return `${minutes}\u00a0min`;
  const reste = minutes % 60;
  return `${Math.floor(minutes / 60)}\u00a0h${reste === 0 ? "" : `\u00a0${String(reste).padStart(2, "0")}`}`;
};

/** « de 2 h 30 à 6 h », « 5 min » : quarters of an hour, since more would be false precision. */
export function ecrireFourchette([min, max]: Fourchette): string {
  const [a, b] = [arrondir(min), arrondir(max)];
  return a === b ? ecrireMinutes(a) : `de ${ecrireMinutes(a)} à ${ecrireMinutes(b)}`;
}
