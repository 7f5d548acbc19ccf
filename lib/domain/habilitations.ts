/** Access rights (domain/3, « Who gets in »): scope of each role, dates, review, and how a right is said in French. */
import { ajouterJours, ajouterMois, type DateIso } from "./dates";
import { nomRegion } from "./nomenclatures";
import { type CodeRole, nomRole, ROLES } from "./roles";

export const CODES_ROLE = Object.keys(ROLES) as [CodeRole, ...CodeRole[]];

/** What a person asking for a role is asked besides the reason. */
export type ChampPortee = "regionAcademique" | "uai" | "campus" | "siret";

export type PorteeRole = {
  /** Where the right counts. */
  etendue: "regionale" | "campus" | "etablissement" | "dossier" | "nationale";
  /** Asked for, and required: nothing else is. The région of an établissement follows from its UAI. */
  champs: readonly ChampPortee[];
  /** Why the role exists, in one sentence for whoever chooses. */
  phrase: string;
  /** Whether it can be asked for: a partner's contact is invited by the dossier's team. */
  surDemande: boolean;
};

const PORTEES: Record<CodeRole, PorteeRole> = {
  equipe_projet: {
    etendue: "regionale",
    champs: ["regionAcademique", "siret"],
    phrase: "Monter, déposer et suivre les dossiers dont vous êtes membre.",
    surDemande: true,
  },
  partenaire: {
    etendue: "dossier",
    champs: [],
    phrase: "Remplir la part de votre organisation dans un dossier. Sur invitation de l’équipe projet seulement.",
    surDemande: false,
  },
  coordonnateur_cmq: {
    etendue: "campus",
    champs: ["campus", "regionAcademique", "siret"],
    phrase: "Tenir le réseau d’un campus des métiers et des qualifications.",
    surDemande: true,
  },
  etablissement: {
    etendue: "etablissement",
    champs: ["uai"],
    phrase: "Diriger un établissement et suivre ses transformations de formations.",
    surDemande: true,
  },
  region_academique: {
    etendue: "regionale",
    champs: ["regionAcademique", "siret"],
    phrase: "Suivre tous les dossiers d’une région académique.",
    surDemande: true,
  },
  conseil_regional: {
    etendue: "regionale",
    champs: ["regionAcademique", "siret"],
    phrase: "Valider et cofinancer les projets d’une Région.",
    surDemande: true,
  },
  evaluateur_sgpi: {
    etendue: "nationale",
    champs: ["siret"],
    phrase: "Évaluer les dossiers déposés.",
    surDemande: true,
  },
  operateur: {
    etendue: "nationale",
    champs: ["siret"],
    phrase: "Gérer les projets financés : conventions, tranches, rapports.",
    surDemande: true,
  },
  lecteur_national: {
    etendue: "nationale",
    champs: ["siret"],
    phrase: "Consulter et exporter les dossiers de toutes les régions.",
    surDemande: true,
  },
  administrateur: {
    etendue: "nationale",
    champs: ["siret"],
    phrase: "Administrer les comptes, les référentiels et les régimes. N’ouvre le contenu d’aucun dossier.",
    surDemande: true,
  },
};

export const porteeDe = (role: CodeRole): PorteeRole => PORTEES[role];
export const demande = (role: CodeRole, champ: ChampPortee): boolean => PORTEES[role].champs.includes(champ);
export const ROLES_SUR_DEMANDE: readonly CodeRole[] = CODES_ROLE.filter((r) => PORTEES[r].surDemande);

/** Functions, never names: who decides a request for this role. Held against lib/server/droits.ts by a test. */
export function quiDecide(role: CodeRole): string {
  switch (role) {
    case "equipe_projet":
    case "etablissement":
      return "un responsable de la région académique ou un administrateur de Rigel";
    case "coordonnateur_cmq":
      return "un responsable de la région académique, la coordination du même campus ou un administrateur de Rigel";
    case "partenaire":
      return "l’équipe du dossier, par invitation";
    default:
      return "un administrateur de Rigel";
  }
}

export type Portee = {
  regionAcademique: string | null;
  uai: string | null;
  campus: string | null;
  dossierId: string | null;
  partenaire: string | null;
};

/** Where a right counts: « Auvergne-Rhône-Alpes », « Établissement 0699999U », « France entière ». */
export function ecrirePortee(role: CodeRole, p: Partial<Portee>): string {
  const region = p.regionAcademique ? nomRegion(p.regionAcademique) : null;
  const reste = region === null ? "" : `, ${region}`;
  const base = ((): string => {
    switch (PORTEES[role].etendue) {
      case "campus":
        return p.campus ? `${p.campus}${reste}` : (region ?? "Campus à préciser");
      case "etablissement":
        return p.uai ? `Établissement ${p.uai}${reste}` : (region ?? "Établissement à préciser");
      case "regionale":
        return region ?? "Région à préciser";
      case "dossier":
        return "Un dossier";
      case "nationale":
        return "France entière";
    }
  })();
  return p.dossierId && PORTEES[role].etendue !== "dossier" ? `${base}, un seul dossier` : base;
}

/** « Équipe projet (Auvergne-Rhône-Alpes) » */
export const ecrireHabilitation = (h: { role: CodeRole } & Partial<Portee>): string =>
  `${nomRole(h.role)} (${ecrirePortee(h.role, h)})`;

/** A right is given for a year unless said, for three at most: nobody keeps one by being forgotten. */
export const DUREE_DEFAUT_MOIS = 12;
export const DUREE_MAX_MOIS = 36;
export const finParDefaut = (aujourdhui: DateIso): DateIso => ajouterMois(aujourdhui, DUREE_DEFAUT_MOIS);
export const finMaximale = (aujourdhui: DateIso): DateIso => ajouterMois(aujourdhui, DUREE_MAX_MOIS);

/** Why this last day cannot be given; null: it can. */
export function defautFin(fin: DateIso, aujourdhui: DateIso): string | null {
  if (fin < aujourdhui) return "Cette date est passée : choisissez une date à venir.";
  if (fin > finMaximale(aujourdhui))
    return "Un droit se donne pour trois ans au plus : choisissez une date plus proche.";
  return null;
}

/** Someone says once a year that a right is still needed. */
export const REVUE_MOIS = 12;
/** Days past the review after which administrators are told. The right itself goes on until its end date. */
export const GRACE_REVUE_JOURS = 60;
/** Told by mail this long before the end. */
export const RAPPEL_FIN_JOURS = 30;
/** « Bientôt terminé » in the list. */
export const BIENTOT_JOURS = 60;

/** Days in Europe/Paris. `fin` is the last day included. */
export type DatesHabilitation = {
  debut: DateIso;
  fin: DateIso | null;
  accordeeLe: DateIso;
  relueLe: DateIso | null;
  retireeLe: DateIso | null;
};

/** First day on which the right is to be reviewed. */
export const echeanceRevue = ({ accordeeLe, relueLe }: Pick<DatesHabilitation, "accordeeLe" | "relueLe">): DateIso =>
  ajouterMois(relueLe ?? accordeeLe, REVUE_MOIS);

/** A right given or reviewed on this day or before is to be reviewed today: the same limit, for a query. */
export const limiteRevue = (aujourdhui: DateIso): DateIso => {
  // The last day d such that d + 12 months ≤ today: 29 February comes with the 28th.
  let jour = ajouterMois(aujourdhui, -REVUE_MOIS);
  while (ajouterMois(ajouterJours(jour, 1), REVUE_MOIS) <= aujourdhui) jour = ajouterJours(jour, 1);
  return jour;
};

export const revueEnRetard = (h: DatesHabilitation, aujourdhui: DateIso): boolean =>
  aVenirOuVivante(h, aujourdhui) && ajouterJours(echeanceRevue(h), GRACE_REVUE_JOURS) <= aujourdhui;

export const vivante = (h: Pick<DatesHabilitation, "debut" | "fin" | "retireeLe">, aujourdhui: DateIso): boolean =>
  h.debut <= aujourdhui && aVenirOuVivante(h, aujourdhui);

const aVenirOuVivante = (h: Pick<DatesHabilitation, "fin" | "retireeLe">, aujourdhui: DateIso): boolean =>
  h.retireeLe === null && (h.fin === null || h.fin >= aujourdhui);

export const ETATS_HABILITATION = {
  active: "En cours",
  bientot: "Bientôt terminé",
  a_revoir: "À revoir",
  terminee: "Terminé",
  retiree: "Retiré",
} as const;
export type EtatHabilitation = keyof typeof ETATS_HABILITATION;

/** Ended rights first, then what asks for someone's attention: a right to review may also end soon. */
export function etatHabilitation(h: DatesHabilitation, aujourdhui: DateIso): EtatHabilitation {
  if (h.retireeLe !== null) return "retiree";
  if (h.fin !== null && h.fin < aujourdhui) return "terminee";
  if (echeanceRevue(h) <= aujourdhui) return "a_revoir";
  if (h.fin !== null && h.fin <= ajouterJours(aujourdhui, BIENTOT_JOURS)) return "bientot";
  return "active";
}

/** Département of an établissement: the first three figures of its UAI, Corsica apart. */
export function departementDeUai(uai: string): string | null {
  const lu = /^(\d{3})\d{4}[A-Z]$/.exec(uai);
  if (!lu) return null;
  const prefixe = lu[1] as string;
  if (prefixe === "620") return "2A";
  if (prefixe === "720") return "2B";
  if (prefixe.startsWith("97")) return prefixe;
  return prefixe.startsWith("0") ? prefixe.slice(1) : null;
}
