/** How long each kind of data is kept, why, and what happens then: the one source of the daily task and of the public page. */
import { ajouterJours, ajouterMois, type DateIso, debutDuJourAParis } from "./dates";

export const CODES_REGLE = [
  "comptes",
  "sessions",
  "liens",
  "invitations",
  "courriels",
  "demandes",
  "organisations",
  "pieces",
] as const;
export type CodeConservation = (typeof CODES_REGLE)[number];

type Duree = { mois: number } | { jours: number };

export type RegleConservation = {
  nom: string;
  /** What is held, in the words of the person it is about. */
  donnees: string;
  /** What it is for. */
  raison: string;
  duree: Duree;
  /** « après … »: what the duration counts from. */
  depuis: string;
  auTerme: string;
  source: string;
  /** No text of the programme says it: chosen here, to be confirmed by the data protection officer. */
  aConfirmer: boolean;
};

const USAGE = "Choix de Rigel, au plus court qui laisse le service fonctionner";

/** In the order in which they run. */
export const REGLES_CONSERVATION: Record<CodeConservation, RegleConservation> = {
  comptes: {
    nom: "Comptes sans contact",
    donnees: "Nom, adresse électronique professionnelle, organisation, SIRET, identifiant ProConnect, droits",
    raison: "Vous reconnaître et n’ouvrir que ce qui vous concerne",
    duree: { mois: 24 },
    depuis: "votre dernier contact",
    auTerme: "Compte effacé, après un courriel envoyé 30 jours avant",
    source: "Cadrage de Rigel : données de compte gardées deux ans après le dernier contact",
    aConfirmer: false,
  },
  sessions: {
    nom: "Sessions terminées",
    donnees: "Sessions : date, manière de se connecter, nom du navigateur",
    raison: "Vous montrer vos connexions et en fermer une",
    duree: { mois: 12 },
    depuis: "leur fin",
    auTerme: "Supprimées",
    source: "CNIL, recommandation du 14 octobre 2021 sur la journalisation : six mois à un an",
    aConfirmer: true,
  },
  liens: {
    nom: "Liens de connexion",
    donnees: "Liens de connexion à usage unique, sous forme d’empreinte",
    raison: "Vous connecter sans ProConnect",
    duree: { jours: 30 },
    depuis: "leur usage ou leur expiration",
    auTerme: "Supprimés",
    source: USAGE,
    aConfirmer: true,
  },
  invitations: {
    nom: "Invitations restées sans suite",
    donnees: "Adresse électronique d’une personne invitée dans un dossier",
    raison: "Vous faire entrer dans l’équipe d’un dossier",
    duree: { mois: 6 },
    depuis: "leur expiration ou leur retrait",
    auTerme: "Supprimées",
    source: USAGE,
    aConfirmer: true,
  },
  courriels: {
    nom: "Courriels envoyés",
    donnees: "Courriels que le service vous a envoyés",
    raison: "Vous prévenir, et savoir si un courriel est parti",
    duree: { mois: 6 },
    depuis: "leur envoi",
    auTerme: "Supprimés",
    source: USAGE,
    aConfirmer: true,
  },
  demandes: {
    nom: "Demandes d’accès sans suite",
    donnees: "Demandes d’accès refusées ou retirées, avec leur motif",
    raison: "Expliquer une décision et répondre à une contestation",
    duree: { mois: 12 },
    depuis: "la décision ou le retrait",
    auTerme: "Supprimées",
    source: USAGE,
    aConfirmer: true,
  },
  organisations: {
    nom: "Organisations sans dossier",
    donnees: "Nom, SIRET ou UAI d’un partenaire qu’aucun registre n’a confirmé et que plus aucun dossier ne cite",
    raison: "Retrouver un partenaire déjà saisi",
    duree: { jours: 30 },
    depuis: "leur dernière modification",
    auTerme: "Supprimées",
    source: USAGE,
    aConfirmer: true,
  },
  pieces: {
    nom: "Pièces retirées",
    donnees: "Fichiers joints puis retirés d’un dossier, qu’aucune version déposée ne cite",
    raison: "Remettre une pièce retirée par erreur",
    duree: { jours: 90 },
    depuis: "leur retrait",
    auTerme: "Fichiers supprimés",
    source: USAGE,
    aConfirmer: true,
  },
};

const PREUVES = "Justificatifs financiers : durée réglable, à confirmer par la convention de financement";

export type DonneesConservees = { nom: string; donnees: string; raison: string; duree: string; source: string };

/** Never erased by the daily task. `annees`: how long financial evidence is kept after the end of a project. */
export const donneesConservees = (annees: number): readonly DonneesConservees[] => [
  {
    nom: "Journal des actions",
    donnees: "Qui a fait quoi, sur quel dossier, quand. Après l’effacement d’un compte, un numéro sans nom",
    raison: "Prouver l’histoire d’un dossier, détecter une altération",
    duree: `Celle du dossier, puis ${annees}\u00a0ans après sa clôture`,
    source: PREUVES,
  },
  {
    nom: "Dossiers et versions déposées",
    donnees:
      "Contenu, montants, pièces jointes, lettres d’engagement, noms qui y sont écrits, contact et signataire de chaque partenaire",
    raison: "Instruire la demande, justifier l’emploi de la subvention, répondre à un contrôle",
    duree: `${annees}\u00a0ans après la clôture du projet`,
    source: PREUVES,
  },
  {
    nom: "Journal technique",
    donnees: "Date, adresse de la page, identifiant de la requête",
    raison: "Sécurité et bon fonctionnement",
    duree: "Celle que fixe l’hébergeur du service",
    source: "Contrat d’hébergement",
  },
  {
    nom: "Sauvegardes",
    donnees: "Copie de la base et des fichiers",
    raison: "Rétablir le service après une panne",
    duree: "Celle que fixe l’hébergeur ; un compte effacé y reste jusqu’à leur remplacement",
    source: "Contrat d’hébergement",
  },
];

/** Told by mail this long before the account is erased. */
export const PREAVIS_JOURS = 30;

const ajouter = (jour: DateIso, duree: Duree): DateIso =>
  "mois" in duree ? ajouterMois(jour, duree.mois) : ajouterJours(jour, duree.jours);

/** First day on which what dates from `jour` is no longer kept. */
export const terme = (code: CodeConservation, jour: DateIso): DateIso => ajouter(jour, REGLES_CONSERVATION[code].duree);

/**
 * What dates from this day or before has reached its term today. Subtracting is not enough: 29 and 28 February of a leap year
 * both reach theirs on 28 February, and 28 February minus two years would forget the 29th.
 */
export function limite(code: CodeConservation, aujourdhui: DateIso): DateIso {
  const { duree } = REGLES_CONSERVATION[code];
  if ("jours" in duree) return ajouterJours(aujourdhui, -duree.jours);
  let jour = ajouterMois(aujourdhui, -duree.mois);
  while (terme(code, ajouterJours(jour, 1)) <= aujourdhui) jour = ajouterJours(jour, 1);
  return jour;
}

/** What happened before this instant has reached its term today. */
export const avantInstant = (code: CodeConservation, aujourdhui: DateIso): Date =>
  debutDuJourAParis(ajouterJours(limite(code, aujourdhui), 1));

/** Days in Europe/Paris. */
export type SuiviCompte = { contactLe: DateIso; prevenuLe: DateIso | null };
export type SortCompte = "garder" | "prevenir" | "attendre" | "effacer";

/** An account is never erased without a warning at least 30 days old, given for this very absence. */
export function sortDuCompte({ contactLe, prevenuLe }: SuiviCompte, aujourdhui: DateIso): SortCompte {
  const fin = terme("comptes", contactLe);
  const avis = ajouterJours(fin, -PREAVIS_JOURS);
  if (aujourdhui < avis) return "garder";
  if (prevenuLe === null || prevenuLe < avis) return "prevenir";
  return aujourdhui >= fin && aujourdhui >= ajouterJours(prevenuLe, PREAVIS_JOURS) ? "effacer" : "attendre";
}

/** The day on which a warned account is erased, unless the person comes back. */
export const jourEffacement = (contactLe: DateIso, prevenuLe: DateIso): DateIso => {
  const fin = terme("comptes", contactLe);
  const preavis = ajouterJours(prevenuLe, PREAVIS_JOURS);
  return fin > preavis ? fin : preavis;
};

/** « 2 ans », « 6 mois », « 30 jours » */
export function ecrireDuree(code: CodeConservation): string {
  const { duree } = REGLES_CONSERVATION[code];
  if ("jours" in duree) return `${duree.jours}\u00a0jours`;
  return duree.mois % 12 === 0 ? `${duree.mois / 12}\u00a0an${duree.mois >= 24 ? "s" : ""}` : `${duree.mois}\u00a0mois`;
}
