/**
 * How often: every limit of the service, in one table (docs/security.md says why these figures). A person at work never
 * meets them; a script does.
 */
type Limite = {
  /** So many in the window… */
  points: number;
  /** …of so many seconds, from the first one. */
  secondes: number;
  /**
   * When the limiter itself cannot count: « laisser » lets through with a line in the log (work goes on, the use case will say
   * what the database's state is), « refuser » answers that the service is unavailable (guessing must not become free).
   */
  enPanne: "laisser" | "refuser";
  /** What is said first to who must wait. */
  phrase: string;
};

const MINUTE = 60;
const HEURE = 60 * MINUTE;
const JOUR = 24 * HEURE;

const CONNEXIONS = "Trop de tentatives de connexion.";
const LIENS = "Trop de liens de connexion demandés.";
const ENREGISTREMENTS = "Trop de demandes en peu de temps.";

export const LIMITES = {
  /** A whole rectorat may share one address: several dozen people at nine o’clock. */
  connexion_adresse: { points: 100, secondes: 5 * MINUTE, enPanne: "refuser", phrase: CONNEXIONS },
  /**
   * All addresses together: the ceiling of an attack that has many, one for each way to sign in, so that flooding one leaves the
   * others. Leaving for ProConnect costs a cookie (emetteur.ts keeps the rest): high, since anyone may do it. Coming back costs a
   * call to ProConnect, and counts only with the cookie of the way out.
   */
  depart_proconnect: { points: 6_000, secondes: MINUTE, enPanne: "refuser", phrase: CONNEXIONS },
  retour_proconnect: { points: 600, secondes: MINUTE, enPanne: "refuser", phrase: CONNEXIONS },
  connexion_lien: { points: 600, secondes: MINUTE, enPanne: "refuser", phrase: CONNEXIONS },
  connexion_invitation: { points: 600, secondes: MINUTE, enPanne: "refuser", phrase: CONNEXIONS },
  connexion_persona: { points: 600, secondes: MINUTE, enPanne: "refuser", phrase: CONNEXIONS },
  /** Beyond that, refusals of sign-in no longer fill the append-only trail. */
  refus_inscrits: { points: 60, secondes: MINUTE, enPanne: "refuser", phrase: CONNEXIONS },
  /** The same of what one person signed in may not do: a script that tries every address. It never holds the person back. */
  refus_personne: { points: 30, secondes: MINUTE, enPanne: "laisser", phrase: ENREGISTREMENTS },
  /** Nobody’s mailbox is filled through us. */
  lien_destinataire: { points: 5, secondes: HEURE, enPanne: "refuser", phrase: LIENS },
  /** Whatever the addresses and the mailboxes: partners are some hundreds, and sign in by link once a day at most. */
  lien_service: { points: 300, secondes: 10 * MINUTE, enPanne: "refuser", phrase: LIENS },
  lien_adresse: { points: 30, secondes: HEURE, enPanne: "refuser", phrase: LIENS },
  /** One point for each address written to. */
  invitations: { points: 60, secondes: HEURE, enPanne: "refuser", phrase: "Trop d’invitations en peu de temps." },
  /** One point for each address a commitment letter goes to: twice the partners of the largest dossier. */
  lettres: { points: 120, secondes: HEURE, enPanne: "refuser", phrase: "Trop de lettres envoyées en peu de temps." },
  /** « Demander le motif »: each may write to a whole établissement. */
  motifs: { points: 60, secondes: HEURE, enPanne: "refuser", phrase: "Trop de motifs demandés en peu de temps." },
  demandes_acces: { points: 10, secondes: JOUR, enPanne: "refuser", phrase: "Trop de demandes d’accès aujourd’hui." },
  /** Every server action. The autosave sends one section at a time, at most one a second. */
  ecritures: { points: 300, secondes: MINUTE, enPanne: "laisser", phrase: ENREGISTREMENTS },
  /** A partner's contact saving its part, besides « ecritures »: each reads the whole dossier. The page saves once a second at most. */
  parts: { points: 60, secondes: MINUTE, enPanne: "laisser", phrase: ENREGISTREMENTS },
  /** A dossier holds at most 200 pieces: all of them may be dropped at once. */
  envois: { points: 240, secondes: 10 * MINUTE, enPanne: "laisser", phrase: "Trop de fichiers en peu de temps." },
  /** Files of the carte, up to 150 MB each, read for as long as a minute. */
  imports_carte: {
    points: 10,
    secondes: 10 * MINUTE,
    enPanne: "laisser",
    phrase: "Trop de fichiers de la carte en peu de temps.",
  },
  /** One point for each person mentioned: each receives a mail. */
  mentions: { points: 120, secondes: HEURE, enPanne: "laisser", phrase: "Trop de mentions en peu de temps." },
  /** PDFs, files of data, lists: each costs up to a second of processor. */
  exports: { points: 60, secondes: MINUTE, enPanne: "laisser", phrase: "Trop de téléchargements en peu de temps." },
  /** Names of organisations, while someone types one: each reads the shared list. */
  organisations: { points: 120, secondes: MINUTE, enPanne: "laisser", phrase: "Trop de recherches en peu de temps." },
  /** Each asks the company register, which is everyone’s. Sixty partners are verified one after the other. */
  registre: {
    points: 120,
    secondes: 10 * MINUTE,
    enPanne: "laisser",
    phrase: "Trop de vérifications en peu de temps.",
  },
  /** Printed length of ten texts: a third of a second. The page asks every second and a half at most while someone types. */
  mesures: { points: 60, secondes: MINUTE, enPanne: "laisser", phrase: "Trop de mesures en peu de temps." },
  /** Two versions word by word: up to a second. Beyond, texts are shown without marks and the page still opens. */
  comparaisons: { points: 20, secondes: MINUTE, enPanne: "laisser", phrase: "Trop de comparaisons en peu de temps." },
} as const satisfies Record<string, Limite>;

export type NomLimite = keyof typeof LIMITES;

/** To one mailbox, sent again included, whoever asks: counted in the outbox (equipe/boite-invitee.ts). */
export const INVITATION_DESTINATAIRE = { points: 5, secondes: JOUR } as const;

/** The same of commitment letters and of what tells they changed: one person may answer for several partners of several dossiers. */
export const LETTRE_DESTINATAIRE = { points: 20, secondes: JOUR } as const;

/** Reads that cost nothing much (suggestions while typing): counted in this process only. */
export const LECTURES = { points: 600, secondes: MINUTE } as const;
/** Beats of open pages, counted apart so that they never eat the reads: one every four seconds, for some twenty pages. */
export const BATTEMENTS = { points: 400, secondes: MINUTE } as const;
/** Of a partner's page: one is open, now and then two. */
export const BATTEMENTS_PART = { points: 60, secondes: MINUTE } as const;
