/**
 * A dossier made from another: what is copied is chosen, part by part. Amounts, letters and dates are apart, since they
 * belong to the project they were written for; attachments, versions, comments and history never follow.
 */
import { ajouterMois } from "./dates";
import { accorder } from "./ecriture";

type Ligne = Readonly<Record<string, unknown>>;
type Liste = readonly Ligne[] | null | undefined;

/** As much of the exchange file as copying needs to know; the rest of it is never copied. */
export type Copiable = {
  titre: string;
  regime: string;
  partenaires?: Liste;
  budget?: Liste;
  financements?: Liste;
  repartition?: Liste;
  transformations?: Liste;
  campus?: Liste;
  indicateurs?: Liste;
  plateauxTechniques?: Liste;
  publics?: Liste;
  alignement?: Liste;
  pieces?: Liste;
  reponses?: Ligne | null | undefined;
  lettreIntention?: Ligne | null | undefined;
  justifications?: Readonly<Record<string, string>> | null | undefined;
};

export const PARTIES = {
  identite: "Identité et rattachement à l’appel",
  textes: "Diagnostic, besoins et stratégie",
  alignement: "Alignement avec les documents de la Région",
  partenaires: "Partenaires",
  campus: "Campus",
  budget: "Structure du budget",
  financement: "Structure du plan de financement",
  transformations: "Transformations de la carte",
  plateaux: "Plateaux techniques",
  publics: "Publics prévus",
  indicateurs: "Indicateurs",
  justifications: "Justifications",
} as const;
export type Partie = keyof typeof PARTIES;
export const CODES_PARTIE = Object.keys(PARTIES) as [Partie, ...Partie[]];

/** Across the parts. */
export const VALEURS = {
  montants: "Montants",
  lettres: "Lettres d’engagement et engagements des financeurs",
  dates: "Dates et années",
} as const;
export type Valeurs = keyof typeof VALEURS;
export const CODES_VALEURS = Object.keys(VALEURS) as [Valeurs, ...Valeurs[]];

export type ChoixCopie = {
  parties: readonly Partie[];
  valeurs: readonly Valeurs[];
  /** Years that copied dates move by; without `dates`, nothing. */
  decalage: number;
};

/** Justifications speak of what was wrong elsewhere: they are not copied unless asked for. */
export const CHOIX_PAR_DEFAUT: ChoixCopie = {
  parties: CODES_PARTIE.filter((p) => p !== "justifications"),
  valeurs: [],
  decalage: 0,
};

export const DECALAGE_MAX = 10;

export const titreDeCopie = (titre: string): string => `Copie de ${titre}`.slice(0, 300);

const liste = (l: Liste): readonly Ligne[] => l ?? [];
const present = (v: unknown): boolean => v !== null && v !== undefined && v !== "";
/** The fields of a row that are kept. */
const garder = (ligne: Ligne, cles: readonly string[]): Ligne =>
  Object.fromEntries(cles.flatMap((c) => (present(ligne[c]) ? [[c, ligne[c]]] : [])));

/** Not the acronym: it would give both dossiers one name in every list. */
const IDENTITE = ["regionAcademique", "filieres", "volets", "objectifsFrance2030", "dureeMois", "pagesPresentation"];
const TEXTES = ["besoins", "apprenants", "projetEconomique", "egalite"];
const PLACES = ["scolaire", "scolaireColoree", "apprentissage", "apprentissageColoree"];

type Outils = {
  parties: ReadonlySet<Partie>;
  montants: boolean;
  lettres: boolean;
  dates: boolean;
  annee: (v: unknown) => unknown;
  jour: (v: unknown) => unknown;
  /** Rows name partners by their key: none without them. */
  avecPartenaires: boolean;
};

function outils({ parties, valeurs, decalage }: ChoixCopie): Outils {
  const choisies = new Set(parties);
  const dates = valeurs.includes("dates");
  return {
    parties: choisies,
    montants: valeurs.includes("montants"),
    lettres: valeurs.includes("lettres"),
    dates,
    annee: (v) => (dates && typeof v === "number" ? v + decalage : null),
    jour: (v) => (dates && typeof v === "string" ? ajouterMois(v, 12 * decalage) : null),
    avecPartenaires: choisies.has("partenaires"),
  };
}

const copierPartenaire = (p: Ligne, o: Outils): Ligne => ({
  ...garder(p, ["id", "nom", "nature", "categorie", "chefDeFile", "siret", "uai", "aideEtat"]),
  // A letter is signed for one amount on one day: both come with it, or neither.
  ...(o.lettres && present(p.lettreEngagement) && { lettreEngagement: p.lettreEngagement }),
});

const partenaireDe = (l: Ligne, o: Outils): Ligne => (o.avecPartenaires ? garder(l, ["partenaire"]) : {});

/** Without years nor amounts the lines of several years are one. */
function copierBudget(lignes: readonly Ligne[], o: Outils): Ligne[] {
  const copies = lignes.map((l) => ({
    ...partenaireDe(l, o),
    ...garder(l, ["poste", "eligible", "libelle"]),
    ...(o.dates && present(l.annee) && { annee: o.annee(l.annee) }),
    ...(o.montants && garder(l, ["montant"])),
  }));
  if (o.dates || o.montants) return copies;
  const vues = new Set<string>();
  return copies.filter((c) => {
    const cle = JSON.stringify(c);
    return !vues.has(cle) && vues.add(cle);
  });
}

function copierReponses(reponses: Ligne, o: Outils): Ligne {
  const diagnostic = (reponses.diagnostic ?? {}) as Ligne;
  const complementarite = (reponses.complementarite ?? {}) as Ligne;
  return {
    ...(o.parties.has("textes") && {
      ...garder(reponses, TEXTES),
      // The day of a diagnosis is a fact, which no shift changes.
      diagnostic: garder(diagnostic, o.dates ? ["texte", "source", "date"] : ["texte", "source"]),
    }),
    ...(o.parties.has("financement") && {
      complementarite: garder(complementarite, ["financementsAnterieurs", "texte"]),
    }),
  };
}

function copierIndicateur(n: Ligne, o: Outils): Ligne {
  const cibles = Object.entries((n.cibles ?? {}) as Ligne).map(([an, v]) => [String(o.annee(Number(an))), v]);
  return {
    ...garder(n, ["nom", "type", "reference", "source"]),
    ...(o.dates && { cibles: Object.fromEntries(cibles) }),
  };
}

/** The file of the copy. What is not chosen is not there at all. */
export function dupliquer<F extends Copiable>(
  source: F,
  choix: ChoixCopie,
  cible: { titre: string; regime: F["regime"]; regles: ReadonlySet<string> },
): F {
  const o = outils(choix);
  const a = (partie: Partie) => o.parties.has(partie);
  const s = source as F & Ligne;
  const copie: Record<string, unknown> = {
    format: s.format,
    titre: cible.titre,
    regime: cible.regime,
    reponses: copierReponses(source.reponses ?? {}, o),
  };
  if (a("identite")) {
    Object.assign(copie, garder(s, IDENTITE));
    if (o.dates) Object.assign(copie, { debut: o.jour(s.debut), dateDepot: o.jour(s.dateDepot) });
  }
  if (a("alignement")) copie.alignement = source.alignement;
  if (a("partenaires")) copie.partenaires = liste(source.partenaires).map((p) => copierPartenaire(p, o));
  if (a("campus")) copie.campus = source.campus;
  if (a("budget")) copie.budget = copierBudget(liste(source.budget), o);
  if (a("financement")) {
    copie.financements = liste(source.financements).map((f) => ({
      ...partenaireDe(f, o),
      ...garder(f, ["source", "nature"]),
      ...(o.montants && garder(f, ["montant"])),
      ...(o.lettres && garder(f, ["engage"])),
    }));
    // A share is a partner and an amount: without the partner nothing of it is left.
    if (o.avecPartenaires)
      copie.repartition = liste(source.repartition).map((r) =>
        garder(r, o.montants ? ["partenaire", "subvention"] : ["partenaire"]),
      );
  }
  if (a("transformations"))
    copie.transformations = liste(source.transformations).map((t) => ({
      // A number of demand in Orion names one real demand: it never follows.
      ...garder(t, ["uai", "cfd", "dispositif", "niveau", "libelleColoration", "type", ...PLACES]),
      ...(o.dates && present(t.rentree) && { rentree: o.annee(t.rentree) }),
    }));
  if (a("plateaux"))
    copie.plateauxTechniques = liste(source.plateauxTechniques).map((p) =>
      garder(p, o.avecPartenaires ? ["hote", "libelle", "usagers", "acces"] : ["libelle", "acces"]),
    );
  if (a("publics"))
    copie.publics = liste(source.publics).map((p) => ({
      ...garder(p, ["public", "niveau", "prevu"]),
      ...(o.dates && present(p.annee) && { annee: o.annee(p.annee) }),
    }));
  if (a("indicateurs")) copie.indicateurs = liste(source.indicateurs).map((n) => copierIndicateur(n, o));
  if (a("justifications"))
    copie.justifications = Object.fromEntries(
      Object.entries(source.justifications ?? {}).filter(([regle]) => cible.regles.has(regle)),
    );
  return copie as unknown as F;
}

type LigneHorsFichier = Readonly<Record<string, string | null>>;
/** What rows hold beside the exchange file, list by list, in the file's order (lib/schemas/complements.ts). */
type HorsFichier = Readonly<Record<string, readonly LigneHorsFichier[] | undefined>>;

/** People: they gave their name and their address to the other project. */
const PERSONNES = [
  "contactNom",
  "contactFonction",
  "contactCourriel",
  "contactTelephone",
  "signataireNom",
  "signataireFonction",
];

/** HorsFichier the file of the copy: what a partner does comes with it, the basis of an amount with the amount; people stay behind. */
export function dupliquerComplements<C extends HorsFichier>(complements: C, choix: ChoixCopie): C {
  const o = outils(choix);
  const seulement = (nom: string, champ: string) =>
    complements[nom]?.map((l) =>
      Object.fromEntries(Object.keys(l).map((c) => [c, c === champ ? (l[c] ?? null) : null])),
    );
  const copie: Record<string, unknown> = {};
  if (o.avecPartenaires) copie.partenaires = seulement("partenaires", "role");
  if (o.parties.has("financement") && o.montants) {
    copie.financements = seulement("financements", "baseValorisation");
    if (o.avecPartenaires) copie.repartition = seulement("repartition", "part");
  }
  return copie as C;
}

/** How much of each part a dossier holds; 0: nothing to copy. */
export function contenuParPartie(s: Copiable): Record<Partie, number> {
  const champs = (objet: Ligne | null | undefined, cles: readonly string[]) =>
    cles.filter((c) => {
      const v = objet?.[c];
      return present(v) && !(Array.isArray(v) && v.length === 0);
    }).length;
  const textes = champs(s.reponses, TEXTES) + champs(s.reponses?.diagnostic as Ligne, ["texte", "source"]);
  return {
    identite: champs(s as unknown as Ligne, IDENTITE),
    textes,
    alignement: liste(s.alignement).length,
    partenaires: liste(s.partenaires).length,
    campus: liste(s.campus).length,
    budget: liste(s.budget).length,
    financement: liste(s.financements).length,
    transformations: liste(s.transformations).length,
    plateaux: liste(s.plateauxTechniques).length,
    publics: liste(s.publics).length,
    indicateurs: liste(s.indicateurs).length,
    justifications: Object.keys(s.justifications ?? {}).length,
  };
}

const UNITES: Record<Partie, readonly [string, string]> = {
  identite: ["réponse", "réponses"],
  textes: ["texte", "textes"],
  alignement: ["objectif", "objectifs"],
  partenaires: ["partenaire", "partenaires"],
  campus: ["campus", "campus"],
  budget: ["ligne", "lignes"],
  financement: ["source", "sources"],
  transformations: ["transformation", "transformations"],
  plateaux: ["plateau", "plateaux"],
  publics: ["ligne", "lignes"],
  indicateurs: ["indicateur", "indicateurs"],
  justifications: ["texte", "textes"],
};
export const ecrireContenu = (partie: Partie, nombre: number): string => accorder(nombre, ...UNITES[partie]);

const compter = (l: Liste, cle: string): number => liste(l).filter((x) => present(x[cle])).length;

/** What stays behind, in plain sentences; what never follows comes last. */
export function laisses(
  source: Copiable,
  choix: ChoixCopie,
  regles: ReadonlySet<string>,
  complements: HorsFichier = {},
): string[] {
  const o = outils(choix);
  const s = source as unknown as Ligne;
  const phrases: string[] = [];
  for (const [partie, nombre] of Object.entries(contenuParPartie(source)) as [Partie, number][])
    if (nombre > 0 && !o.parties.has(partie)) phrases.push(`${PARTIES[partie]} (${ecrireContenu(partie, nombre)})`);
  const montants =
    (o.parties.has("budget") ? compter(source.budget, "montant") : 0) +
    (o.parties.has("financement")
      ? compter(source.financements, "montant") + compter(source.repartition, "subvention")
      : 0);
  if (!o.montants && montants > 0) phrases.push(`Montants (${accorder(montants, "montant")})`);
  const lettres = o.parties.has("partenaires") ? compter(source.partenaires, "lettreEngagement") : 0;
  if (!o.lettres && lettres > 0) phrases.push(`Lettres d’engagement (${accorder(lettres, "lettre")})`);
  const dates = [
    o.parties.has("identite") ? [s.debut, s.dateDepot].filter(present).length : 0,
    o.parties.has("budget") ? compter(source.budget, "annee") : 0,
    o.parties.has("transformations") ? compter(source.transformations, "rentree") : 0,
    o.parties.has("publics") ? compter(source.publics, "annee") : 0,
    o.parties.has("indicateurs") ? compter(source.indicateurs, "cibles") : 0,
    o.parties.has("textes") && present((source.reponses?.diagnostic as Ligne | undefined)?.date) ? 1 : 0,
  ].reduce((x, y) => x + y, 0);
  if (!o.dates && dates > 0) phrases.push(`Dates et années (${accorder(dates, "valeur")})`);
  const orphelines = !o.avecPartenaires && contenuParPartie(source).partenaires > 0;
  if (orphelines && (o.parties.has("budget") || o.parties.has("financement") || o.parties.has("plateaux")))
    phrases.push("Le partenaire de chaque ligne, puisque les partenaires ne sont pas copiés");
  if (o.parties.has("justifications")) {
    const inconnues = Object.keys(source.justifications ?? {}).filter((r) => !regles.has(r));
    if (inconnues.length > 0) phrases.push(`Justifications de règles que ce régime n’a pas (${inconnues.join(", ")})`);
  }
  const personnes = o.avecPartenaires
    ? (complements.partenaires ?? []).filter((l) => PERSONNES.some((c) => present(l[c]))).length
    : 0;
  if (personnes > 0) phrases.push(`Contacts et signataires des partenaires (${accorder(personnes, "partenaire")})`);
  if (present(s.acronyme)) phrases.push("Acronyme, qui désigne l’autre dossier dans les listes");
  const demandes = o.parties.has("transformations") ? compter(source.transformations, "numeroDemande") : 0;
  if (demandes > 0) phrases.push(`Numéros de demande Orion (${accorder(demandes, "numéro")})`);
  if (present(source.lettreIntention)) phrases.push("Lettre d’intention et son avis, qui valent pour un seul dossier");
  const pieces = liste(source.pieces).length;
  if (pieces > 0) phrases.push(`Pièces jointes (${accorder(pieces, "pièce")})`);
  phrases.push("Versions déposées, points de sauvegarde, commentaires et historique");
  return phrases;
}

/** Parts that no rule of the regime reads: copied all the same if chosen, and said. */
export function sansObjet(regles: ReadonlySet<string>): Partie[] {
  const demande = (...codes: string[]) => codes.some((c) => regles.has(c));
  const attendues: Partial<Record<Partie, boolean>> = {
    textes: demande("DIAGNOSTIC", "BESOINS", "APPRENANTS", "ECONOMIE", "EGALITE_FH"),
    campus: demande("BENEFICIAIRE", "COH_ETAB"),
    transformations: demande("IMPACT_CARTE", "PARCOURS"),
    plateaux: demande("EQUIPEMENTS"),
    publics: demande("AUTOEVALUATION"),
    indicateurs: demande("AUTOEVALUATION"),
  };
  return CODES_PARTIE.filter((p) => attendues[p] === false);
}
